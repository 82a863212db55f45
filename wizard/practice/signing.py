"""The tenant's signing key: made once, kept with the state, published as JWKS.

A key that changed with every start would make each cached token a "signature verification failed".
"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey


class SigningKey:
    """RS256; `kid` is the thumbprint of the key's certificate, as in Entra."""

    def __init__(self, file: Path) -> None:
        pem = file.read_bytes() if file.exists() else _make(file)
        self._key = RSAKey.import_key(pem)
        certificate = x509.load_pem_x509_certificate(pem)
        der = certificate.public_bytes(serialization.Encoding.DER)
        self.kid = base64.urlsafe_b64encode(hashlib.sha1(der, usedforsecurity=False).digest()).rstrip(b"=").decode()
        self._x5c = base64.b64encode(der).decode()

    @property
    def private(self) -> rsa.RSAPrivateKey:
        """The key itself, for tokens that no honest signer makes."""
        key = self._key.private_key
        assert isinstance(key, rsa.RSAPrivateKey)
        return key

    def sign(self, claims: dict[str, Any], v1: bool = False) -> str:
        """A signed JWT; a v1 token names its certificate in the header, too."""
        header = {"typ": "JWT", "alg": "RS256", **({"x5t": self.kid} if v1 else {}), "kid": self.kid}
        return jwt.encode(header, claims, self._key)

    def read(self, token: str) -> dict[str, Any] | None:
        """The claims of a token that this key has signed, else None. Times are not looked at."""
        try:
            return dict(jwt.decode(token, self._key, algorithms=["RS256"]).claims)
        except (JoseError, ValueError):
            return None

    def published(self, issuer: str) -> dict[str, Any]:
        """The JWKS; `issuer` is what the keys' entries name."""
        public = self._key.as_dict(private=False)
        entry: dict[str, Any] = {"kty": "RSA", "use": "sig", "kid": self.kid, "x5t": self.kid}
        entry |= {"n": public["n"], "e": public["e"]}
        return {
            "keys": [
                {**entry, "x5c": [self._x5c], "cloud_instance_name": "microsoftonline.com", "issuer": issuer},
            ]
        }


def _make(file: Path) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "practice tenant signing")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
    file.touch(mode=0o600)
    file.write_bytes(pem)
    return pem
