"""A key pair of our own and its certificate, made on this machine: what an application proves itself with."""

from __future__ import annotations

import base64
import datetime
import re

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from steps.model.secret import PrivateKey

BITS = 2048
"""What Entra takes for certificates of applications, and every product with it; the life is two years at most."""

_PRIVATE = re.compile(r"-----BEGIN (?:RSA )?PRIVATE KEY-----(?P<body>[A-Za-z0-9+/=\s]+)-----END")

_LONGEST_NAME = 64
"""Of a common name (RFC 5280, ub-common-name); bytes, as the library counts."""


def make(name: str, begins: datetime.datetime, ends: datetime.datetime) -> PrivateKey:
    """A fresh RSA key and its self-signed certificate with this common name, good from `begins` to `ends` (UTC).

    Nobody trusts the certificate as such: Entra compares the key with the one that was uploaded.
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    cut = name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, cut)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return PrivateKey(_pem(key), certificate.public_bytes(serialization.Encoding.PEM).decode())


def read(text: str, certificate: str) -> PrivateKey | None:
    """The private key in a text (PEM; a form may have taken its line breaks), if it belongs to this certificate."""
    found = _PRIVATE.search(text)
    if found is None:
        return None
    try:
        der = base64.b64decode(re.sub(r"\s", "", found["body"]), validate=True)
        key = serialization.load_der_private_key(der, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    if not isinstance(key, rsa.RSAPrivateKey):
        return None
    if key.public_key() != x509.load_pem_x509_certificate(certificate.encode()).public_key():
        return None
    return PrivateKey(_pem(key), certificate)


def _pem(key: rsa.RSAPrivateKey) -> str:
    kind, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, kind, none).decode()
