"""Makes ID tokens of every shape, good and forged, without the library that checks them."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

Json = dict[str, Any]


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def number(value: int, size: int = 0) -> str:
    return b64(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))


@cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def ec_key(name: str, curve: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(curve())


def rsa_jwk(name: str, **more: Any) -> Json:
    numbers = rsa_key(name).public_key().public_numbers()
    return {"kty": "RSA", "kid": name, "use": "sig", "n": number(numbers.n), "e": number(numbers.e), **more}


def ec_jwk(name: str, crv: str = "P-256", **more: Any) -> Json:
    curve = ec.SECP256K1 if crv == "secp256k1" else ec.SECP256R1
    point = ec_key(name, curve).public_key().public_numbers()
    return {
        "kty": "EC",
        "crv": crv,
        "kid": name,
        "use": "sig",
        "x": number(point.x, 32),
        "y": number(point.y, 32),
        **more,
    }


@cache
def _ed_public(name: str) -> str:
    return b64(ed25519.Ed25519PrivateKey.generate().public_key().public_bytes_raw())


def ed_jwk(name: str, **more: Any) -> Json:
    return {"kty": "OKP", "crv": "Ed25519", "kid": name, "use": "sig", "x": _ed_public(name), **more}


def key_set() -> list[Json]:
    """The default set of the official suite: six signing keys of four kinds, and two for encryption."""
    return [
        rsa_jwk("one", alg="RS256"),
        rsa_jwk("two"),
        ec_jwk("three"),
        ec_jwk("four"),
        ec_jwk("five", "secp256k1"),
        ed_jwk("six"),
        rsa_jwk("seven", use="enc", alg="RSA-OAEP"),
        ec_jwk("eight", use="enc", alg="ECDH-ES"),
    ]


def public_pem(name: str) -> bytes:
    return (
        rsa_key(name)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def token(claims: Json, header: Json, how: str = "rs256", secret: str = "") -> str:
    """A signed, unsigned or forged token. `how` also fixes `alg`, unless the header names one."""
    alg = {"none": "none", "es256": "ES256"}.get(how, "HS256" if how.startswith("hs256") else "RS256")
    head = {"typ": "JWT", "alg": alg, "kid": "one"} | header
    head = {name: value for name, value in head.items() if value is not None}
    message = f"{b64(json.dumps(head).encode())}.{b64(json.dumps(claims).encode())}"
    return f"{message}.{b64(_sign(message.encode(), how, secret))}"


def _sign(message: bytes, how: str, secret: str) -> bytes:
    if how == "none":
        return b""
    if how.startswith("hs256"):
        key = public_pem("one") if how == "hs256-pubkey" else secret.encode()
        return hmac.new(key, message, hashlib.sha256).digest()
    if how == "es256":
        r, s = decode_dss_signature(ec_key("three").sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    signer = "stranger" if how == "stranger" else "two" if how == "two" else "one"
    signature = rsa_key(signer).sign(message, padding.PKCS1v15(), hashes.SHA256())
    return bytes(byte ^ 0x5A for byte in signature) if how == "xor" else signature
