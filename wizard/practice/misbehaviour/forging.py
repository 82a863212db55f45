"""Makes ID tokens of every shape, good and forged, without the library that checks them.

Only the practice tenant and the tests load this: a program that signs in real people forges nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

Jwk = dict[str, Any]


WEAK = "weak"
"""The name of a key that is shorter than any may be."""


def b64(raw: bytes) -> str:
    """Base64url without padding (RFC 7515 §2)."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def half_hash(text: str) -> str:
    """The left half of the SHA-256 of a text, as `at_hash` carries it (Core §3.1.3.6)."""
    return b64(hashlib.sha256(text.encode()).digest()[:16])


def algorithm(how: str) -> str:
    """The `alg` that fits a way of signing; see `Forger.token`."""
    return {"none": "none", "es256": "ES256"}.get(how, "HS256" if how.startswith("hs256") else "RS256")


@cache
def _rsa_key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 1024 if name == WEAK else 2048)


@cache
def _ec_key(name: str, curve: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(curve())


@cache
def _ed_public(name: str) -> str:
    return b64(ed25519.Ed25519PrivateKey.generate().public_key().public_bytes_raw())


class Forger:
    """A provider's signing key, and keys that are not the provider's, by name; `one` is the honest key.

    `kid` is the key id of the honest one.
    """

    def __init__(self, honest: rsa.RSAPrivateKey, kid: str) -> None:
        self._honest = honest
        self.kid = kid

    def rsa_jwk(self, name: str = "one", **more: Any) -> Jwk:
        """The public part as a JWK, with these entries besides or instead."""
        numbers = self._private(name).public_key().public_numbers()
        kid = self.kid if name == "one" else name
        return {"kty": "RSA", "kid": kid, "use": "sig", "n": _number(numbers.n), "e": _number(numbers.e), **more}

    def ec_jwk(self, name: str, crv: str = "P-256", **more: Any) -> Jwk:
        curve = ec.SECP256K1 if crv == "secp256k1" else ec.SECP256R1
        point = _ec_key(name, curve).public_key().public_numbers()
        both = {"x": _number(point.x, 32), "y": _number(point.y, 32)}
        return {"kty": "EC", "crv": crv, "kid": name, "use": "sig", **both, **more}

    def ed_jwk(self, name: str, **more: Any) -> Jwk:
        return {"kty": "OKP", "crv": "Ed25519", "kid": name, "use": "sig", "x": _ed_public(name), **more}

    def suite(self) -> list[Any]:
        """The default set of the official suite: six signing keys of four kinds, and two for encryption."""
        return [
            self.rsa_jwk("one", alg="RS256"),
            self.rsa_jwk("two"),
            self.ec_jwk("three"),
            self.ec_jwk("four"),
            self.ec_jwk("five", "secp256k1"),
            self.ed_jwk("six"),
            self.rsa_jwk("seven", use="enc", alg="RSA-OAEP"),
            self.ec_jwk("eight", use="enc", alg="ECDH-ES"),
        ]

    def token(
        self, claims: Mapping[str, Any], header: Mapping[str, Any], how: str = "rs256", secret: str = ""
    ) -> str:
        """A signed, unsigned or forged token under this header; it is up to the header to name the algorithm.

        `how`: rs256, none, es256, hs256-pubkey, hs256-client-secret, xor (a broken signature), or the name of another
        RSA key than the honest one.
        """
        message = f"{b64(json.dumps(dict(header)).encode())}.{b64(json.dumps(dict(claims)).encode())}"
        return f"{message}.{b64(self._sign(message.encode(), how, secret))}"

    def _sign(self, message: bytes, how: str, secret: str) -> bytes:
        if how == "none":
            return b""
        if how.startswith("hs256"):
            key = self._public_pem() if how == "hs256-pubkey" else secret.encode()
            return hmac.new(key, message, hashlib.sha256).digest()
        if how == "es256":
            r, s = decode_dss_signature(_ec_key("three").sign(message, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        signer = "one" if how in ("rs256", "xor") else how
        signature = self._private(signer).sign(message, padding.PKCS1v15(), hashes.SHA256())
        return bytes(byte ^ 0x5A for byte in signature) if how == "xor" else signature

    def _private(self, name: str) -> rsa.RSAPrivateKey:
        return self._honest if name == "one" else _rsa_key(name)

    def _public_pem(self) -> bytes:
        kind = serialization.PublicFormat.SubjectPublicKeyInfo
        return self._honest.public_key().public_bytes(serialization.Encoding.PEM, kind)


def _number(value: int, size: int = 0) -> str:
    return b64(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))
