"""How a client proves itself at the token endpoint: by its secret, or by an assertion signed with its private key."""

from __future__ import annotations

import base64
import hashlib
import secrets
import ssl
import time

from steps.model.secret import PrivateKey, Secret

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
"""RFC 7523 §2.2."""

LIFE = 300
"""Seconds; Entra takes ten minutes at most. A clock that is five minutes fast still gets through."""


def proof(client_id: str, secret: Secret, token_url: str) -> dict[str, str]:
    """The fields of a token request that prove the client (OpenID Connect Core §9).

    A secret goes into the body (client_secret_post). A private key stays here: what goes out is good for one endpoint
    and for minutes (private_key_jwt).
    """
    if isinstance(secret, PrivateKey):
        return {
            "client_assertion_type": JWT_BEARER,
            "client_assertion": assertion(client_id, secret, token_url, int(time.time())),
        }
    return {"client_secret": secret.reveal()}


def assertion(client_id: str, key: PrivateKey, token_url: str, now: int) -> str:
    """A signed assertion for this token endpoint (RFC 7523 §3); `now` in seconds since 1970.

    Header and claims as Microsoft's page on certificate credentials has them: PS256, and the certificate named by
    `x5t#S256`, because Entra looks the key up by nothing else.
    """
    # Imported here: hardly anybody needs it, and the first page should not wait for it.
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    named = hashlib.sha256(ssl.PEM_cert_to_DER_cert(key.certificate)).digest()
    header = {
        "alg": "PS256",
        "typ": "JWT",
        "x5t#S256": base64.urlsafe_b64encode(named).decode().rstrip("="),
    }
    claims = {
        "aud": token_url,
        "iss": client_id,
        "sub": client_id,
        "jti": secrets.token_urlsafe(24),
        # A clock that is a little fast must not make it one of the future.
        "nbf": now - 60,
        "iat": now,
        "exp": now + LIFE,
    }
    return jwt.encode(header, claims, RSAKey.import_key(key.reveal()), algorithms=["PS256"])
