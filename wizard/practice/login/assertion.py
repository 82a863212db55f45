"""Client assertions: a JWT signed with the key of a certificate that was uploaded to the application.

Source: learn.microsoft.com/entra/identity-platform/certificate-credentials; RFC 7523 §3.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from cryptography import x509
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from ..moments import now, seconds
from ..realm import Realm
from ..store import Row
from .clients import Client
from .refusals import refuse

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS = ["PS256", "RS256"]
LONGEST = 600
"""Seconds that an assertion may be good for."""
SKEW = 300


def prove_assertion(realm: Realm, client: Client, kind: str, assertion: str) -> None:
    """Whether this is signed by one of the client's keys, for this tenant, and good now.

    Raises AADSTS9002313, 700027, 700021, 700022, 700023 and 700024.
    """
    if kind != TYPE:
        raise refuse(9002313)
    try:
        header = jws.extract_compact(assertion.encode()).headers()
    except (JoseError, ValueError):
        raise refuse(9002313) from None
    key = _key(realm, client, header)
    try:
        claims = jwt.decode(assertion, key, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError):
        raise refuse(700027) from None
    _check(realm, client, claims)


def _key(realm: Realm, client: Client, header: Row) -> RSAKey:
    """The key of the certificate that the header names; Entra looks at no other, so that one unnamed is unknown."""
    for credential in client.app["keyCredentials"] if client.app else ():
        der = base64.b64decode(credential["key"])
        names = {"x5t#S256": _name(hashlib.sha256(der)), "x5t": _name(hashlib.sha1(der, usedforsecurity=False))}
        named = any(header.get(kind) == name for kind, name in names.items())
        # A new key shows up at the token endpoint later than in Graph.
        if named and realm.directory.visible(credential["keyId"]) and seconds(credential["endDateTime"]) > now():
            public: Any = x509.load_der_x509_certificate(der).public_key()
            return RSAKey.import_key(public)
    raise refuse(700027)


def _name(digest: Any) -> str:
    return base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")


def _check(realm: Realm, client: Client, claims: Row) -> None:
    if not claims.get("sub"):
        raise refuse(700022)
    if claims.get("iss") != client.app_id or claims["sub"] != client.app_id:
        raise refuse(700021)
    here = f"{realm.secure}/{realm.tenant_id}"
    audience = claims.get("aud")
    if audience not in (f"{here}/oauth2/v2.0/token", f"{here}/oauth2/token", f"{here}/v2.0"):
        raise refuse(700023)
    ends = claims.get("exp")
    if not isinstance(ends, int) or not now() - SKEW < ends <= now() + LONGEST + SKEW:
        raise refuse(700024)
    if claims.get("nbf", 0) > now() + SKEW:
        raise refuse(700024)
