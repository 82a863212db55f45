"""Makes tokens for these tests with `cryptography` alone, not with the library that checks them."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

Json = dict[str, Any]


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def as_header(found: object) -> str:
    """The first part of a token."""
    return b64(json.dumps(found).encode())


@cache
def _key(name: str) -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


def public_jwk(name: str, **more: Any) -> Json:
    """The public half of the key of this name."""
    numbers = _key(name).public_key().public_numbers()
    return {"kty": "RSA", "kid": name, "n": _number(numbers.n), "e": _number(numbers.e), **more}


def signed(claims: object, header: Json, by: str = "one") -> str:
    """A token under a signature of the key of this name."""
    message = f"{as_header({'alg': 'RS256', 'kid': 'one'} | header)}.{b64(json.dumps(claims).encode())}"
    return f"{message}.{b64(_key(by).sign(message.encode(), PKCS1v15(), SHA256()))}"


def _number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))
