"""Verified claims as a person sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from steps.model.facts import LoginResult
from wizard.secret_shapes import redact, shape_in

from .checks import VerifiedClaims
from .fetch import one_line

_OUR_AFFAIR = frozenset(("nonce", "aio", "rh", "uti", "sid", "c_hash", "at_hash"))
"""Claims that tie a token to one request or are for Microsoft's own use: noise to a person, of use to a thief."""

_TIMES = frozenset(("exp", "iat", "nbf", "auth_time"))
_NAMES = ("preferred_username", "upn", "email", "name", "sub")
_LONGEST = 400


def result(verified: VerifiedClaims, at: str) -> LoginResult:
    """The result of a login; only verified claims have one. `at` is ISO 8601 in UTC.

    Nothing in it looks like a secret: the journal would refuse the whole login, and every one after it.
    """
    claims = verified.claims
    named = next((str(claims[name]) for name in _NAMES if claims.get(name)), "")
    return LoginResult(
        at=at,
        user_name=_harmless(named),
        subject=redact(str(claims["sub"])),
        object_id=_harmless(str(claims.get("oid", ""))),
        checks=verified.checks,
        claims=dict(_told(claims)),
    )


def _told(claims: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in claims.items():
        told = {_harmless(name): _shown(name, value)}
        # A claim with a name such as `password` stays out, whatever its value.
        if name not in _OUR_AFFAIR and not shape_in(told):
            yield from told.items()


def _harmless(text: str) -> str:
    # Before it is cut, lest half a secret stay; and after it, because a line made whole may show one.
    return redact(one_line(redact(text)))


def _shown(name: str, value: Any) -> str:
    if name in _TIMES and isinstance(value, int | float):
        try:
            return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
        except (ValueError, OverflowError, OSError):
            return str(value)
    if isinstance(value, str):
        shown = value
    elif isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        shown = ", ".join(value)
    else:
        shown = json.dumps(value, ensure_ascii=False)
    shown = _harmless(shown)
    return shown if len(shown) <= _LONGEST else redact(f"{shown[:_LONGEST]}…")
