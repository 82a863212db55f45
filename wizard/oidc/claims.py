"""Verified claims as a person sees them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from steps.model.setup import LoginResult
from steps.model.words import Words, say
from wizard.text import has

from .checks import VerifiedClaims
from .fetch import one_line

_OUR_AFFAIR = frozenset(("nonce", "aio", "rh", "uti", "sid", "c_hash", "at_hash"))
"""Claims that tie a token to one request or are for Microsoft's own use: noise to a person, of use to a thief."""

_TIMES = frozenset(("exp", "iat", "nbf", "auth_time"))
_NAMES = ("preferred_username", "upn", "email", "name", "sub")
_LONGEST = 400


def result(verified: VerifiedClaims, at: str) -> LoginResult:
    """The result of a login; only verified claims have one. `at` is ISO 8601 in UTC."""
    claims = verified.claims
    named = next((str(claims[name]) for name in _NAMES if claims.get(name)), "")
    return LoginResult(
        at=at,
        user_name=one_line(named),
        subject=str(claims["sub"]),
        object_id=one_line(str(claims.get("oid", ""))),
        checks=verified.checks,
        claims={one_line(name): _shown(name, value) for name, value in claims.items() if name not in _OUR_AFFAIR},
    )


def meaning(claim: str) -> Words:
    """What a claim is, for a person who has never read a token."""
    key = f"claim.{claim}"
    return say(key if has(key) else "claim.unknown")


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
    shown = one_line(shown)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
