"""Which of the tenant's keys may have signed a token, and whether one did."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .fetch import one_line
from .relying_party import Reply
from .verdicts import Check, Verdict, need, shown

ALGORITHM = "RS256"
"""The only one, fixed here: an allow-list taken from the provider's metadata would let it allow `none`."""


LEAST_BITS = 2048
"""A shorter key is broken within means that an attacker may have (RFC 7518 §3.3)."""


@dataclass(frozen=True)
class Header:
    """The JOSE header of a token, not believed yet."""

    alg: object = None
    kid: object = None


@dataclass(frozen=True)
class Candidates:
    """The keys that fit a header, and what the last fetch said where none came."""

    header: Header
    fit: tuple[Mapping[str, Any], ...] = ()
    failure: str = ""


@dataclass(frozen=True)
class Signed:
    """The claims under a good signature, or why there is none."""

    claims: dict[str, Any] = field(default_factory=dict, repr=False)
    failure: str = ""


def read_header(token: str) -> Header:
    """The header's algorithm and key id; a header without them for anything that is not a JWS."""
    try:
        found = json.loads(_bytes(token.split(".")[0]))
    except (ValueError, RecursionError):
        return Header()
    return Header(found.get("alg"), found.get("kid")) if isinstance(found, dict) else Header()


def candidates(header: Header, jwks_url: str, client_id: str, fetch: Callable[[str], Reply]) -> Candidates:
    """The keys that fit; the set is fetched once more where the key id is unknown, and never a third time."""
    found = _fitting(header, fetch(jwks_url))
    if found.fit or header.kid is None:
        return found
    # Core 10.1.1: keys rotate. And an application with signing keys of its own has them under ?appid= only.
    joint = "&" if "?" in jwks_url else "?"
    return _fitting(header, fetch(f"{jwks_url}{joint}appid={client_id}"))


def _fitting(header: Header, reply: Reply) -> Candidates:
    keys = (reply.body or {}).get("keys")
    if reply.status != 200 or not isinstance(keys, list):
        return Candidates(header, failure=reply.failure or f"jwks_uri: HTTP {reply.status}")
    # Only raw JSON is compared: an unknown curve or key type must not break the login it has nothing to do with.
    fit = (
        key
        for key in keys
        if isinstance(key, dict)
        and key.get("kty") == "RSA"
        and key.get("use", "sig") == "sig"
        and key.get("alg", ALGORITHM) == ALGORITHM
        and (header.kid is None or key.get("kid") == header.kid)
    )
    return Candidates(header, tuple(fit))


def verify(token: str, key: Mapping[str, Any]) -> Signed:
    """Check the signature with exactly this key; keys named or carried by the token itself are never used."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import RSAKey
    from joserfc.jws import JWSRegistry

    # RFC 7515 4: unknown header names are ignored; an unknown `crit` entry is refused all the same.
    registry = JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)
    # Only what a public key consists of: hints like `key_ops` or `x5u` are the provider's, not ours to follow.
    public = {name: key[name] for name in ("kty", "n", "e") if name in key}
    try:
        size = int.from_bytes(_bytes(public["n"])).bit_length()
        if size < LEAST_BITS:
            return Signed(failure=f"RSA {size}")
        claims = jwt.decode(token, RSAKey.import_key(public), registry=registry).claims
    except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        # Joserfc's own text begins with the same name in other letters, and mostly ends there.
        said = error.description if isinstance(error, JoseError) else str(error)
        return Signed(failure=one_line(": ".join(filter(None, (type(error).__name__, said)))))
    return Signed(dict(claims))


def _bytes(encoded: str) -> bytes:
    return urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def _alg(seen: Header) -> Verdict | None:
    """The token claims the one algorithm that was agreed: not none, nor a secret key that anybody could know."""
    return need(seen.alg == ALGORITHM, shown(seen.alg))


def _key(seen: Candidates) -> Verdict | None:
    """Exactly one published key can have signed it, so that there is nothing to guess."""
    if seen.failure:
        return need(False, seen.failure)
    return need(len(seen.fit) == 1, f"kid {shown(seen.header.kid)}: {len(seen.fit)}")


def _signature(seen: Signed) -> Verdict | None:
    """That key did sign it, and nothing was changed since."""
    return need(not seen.failure, seen.failure or ALGORITHM)


HEADER: tuple[Check[Header], ...] = (Check("alg", _alg, "Core 3.1.3.7 (7)"),)
KEY: tuple[Check[Candidates], ...] = (Check("key", _key, "Core 10.1.1"),)
SIGNATURE: tuple[Check[Signed], ...] = (Check("signature", _signature, "Core 3.1.3.7 (6)"),)
