"""Checks of the claims of an ID token whose signature is good, one function per clause."""

from __future__ import annotations

import hashlib
import math
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from steps.model.roles import GLOBAL_ADMINISTRATOR_ID

from .answer_checks import same
from .transaction import Transaction
from .verdicts import Check, Verdict, equal, need, shown

LEEWAY = 60
"""Seconds by which the clocks may differ."""

_WEEK = 7 * 86400


@dataclass(frozen=True)
class Claimed:
    """The claims, and what they are compared with. `now` is in seconds; `date` the token answer's Date header."""

    transaction: Transaction
    claims: Mapping[str, Any] = field(repr=False)
    now: float
    date: str
    code: str = field(repr=False)
    access_token: str = field(repr=False)

    def get(self, name: str) -> Any:
        return self.claims.get(name)


def _iss(seen: Claimed) -> Verdict | None:
    """Your tenant issued the token: to the letter, because a prefix or a pattern would let other tenants in."""
    return equal(seen.get("iss"), seen.transaction.endpoints.issuer)


def _aud(seen: Claimed) -> Verdict | None:
    """The token is for this application: one that another application received is not replayed here."""
    # Us and nobody else: Entra issues a single audience, and a second one could use the token against us.
    client_id, found = seen.transaction.client_id, seen.get("aud")
    return equal(found[0] if isinstance(found, list) and len(found) == 1 else found, client_id)


def _azp(seen: Claimed) -> Verdict | None:
    """Where the token says who asked for it, it was this application."""
    return equal(seen.get("azp"), seen.transaction.client_id) if "azp" in seen.claims else None


def _sub(seen: Claimed) -> Verdict | None:
    """The token names one person, by an ID that every product can store."""
    found = seen.get("sub")
    return need(isinstance(found, str) and 0 < len(found) <= 255 and found.isascii(), shown(found))


def _clock(seen: Claimed) -> Verdict | None:
    """This computer's clock agrees with Microsoft's: the row before the times says which one is wrong.

    A plus means that this computer is ahead.
    """
    try:
        ahead = seen.now - parsedate_to_datetime(seen.date).timestamp()
    except (ValueError, TypeError):
        return None
    return ("pass" if abs(ahead) <= LEEWAY else "warn", f"{ahead:+.0f} s")


def _exp(seen: Claimed) -> Verdict | None:
    """The token is still good."""
    found = _seconds(seen.get("exp"))
    if found is not None and seen.now >= found + LEEWAY:
        return need(False, f"{_moment(found)} < {_moment(seen.now)}")
    return need(found is not None, _moment(seen.get("exp")))


def _iat(seen: Claimed) -> Verdict | None:
    """The token was issued, and not in the future: that would be one kept for later, or a wrong clock."""
    found = _seconds(seen.get("iat"))
    if found is None:
        return need(False, _moment(seen.get("iat")))
    if found > seen.now + LEEWAY:
        return need(False, f"{_moment(found)} > {_moment(seen.now)}")
    # Core leaves the window to us; an old token that has not expired is odd, but no attack on a code flow.
    return ("pass" if found > seen.now - _WEEK + LEEWAY else "warn", _moment(found))


def _nbf(seen: Claimed) -> Verdict | None:
    """Where the token says from when on it is good, that time has come."""
    if "nbf" not in seen.claims:
        return None
    found = _seconds(seen.get("nbf"))
    if found is not None and found > seen.now + LEEWAY:
        return need(False, f"{_moment(found)} > {_moment(seen.now)}")
    return need(found is not None, _moment(seen.get("nbf")))


def _nonce(seen: Claimed) -> Verdict | None:
    """The token answers this very request: neither it nor its code was injected from another login."""
    found = seen.get("nonce")
    return need(isinstance(found, str) and same(found, seen.transaction.nonce))


def _tid(seen: Claimed) -> Verdict | None:
    """The person signed in to the tenant that is being set up."""
    return equal(seen.get("tid"), seen.transaction.tenant_id)


def _ver(seen: Claimed) -> Verdict | None:
    """The claims mean what version 2.0 says they mean."""
    return equal(seen.get("ver"), "2.0")


def _at_hash(seen: Claimed) -> Verdict | None:
    """Where the ID token names its access token, it is the one that came with it."""
    return _half_hash(seen, "at_hash", seen.access_token)


def _c_hash(seen: Claimed) -> Verdict | None:
    """Where the ID token names its code, it is the one that was redeemed."""
    return _half_hash(seen, "c_hash", seen.code)


def _groups(seen: Claimed) -> Verdict | None:
    """Entra names an address instead of more than 200 groups; an address named in a token is never followed."""
    names = seen.get("_claim_names")
    if "hasgroups" in seen.claims or (isinstance(names, Mapping) and "groups" in names):
        return ("warn", "groups")
    return None


def _role(seen: Claimed) -> Verdict | None:
    """A Global Administrator gets in without an assignment, so their login proves nothing for other people."""
    roles = seen.get("wids")
    if isinstance(roles, list) and GLOBAL_ADMINISTRATOR_ID in roles:
        return ("warn", GLOBAL_ADMINISTRATOR_ID)
    return None


CLAIMS: tuple[Check[Claimed], ...] = (
    Check("iss", _iss, "Core 3.1.3.7 (2)"),
    Check("tid", _tid, "Entra id-token-claims-reference"),
    Check("ver", _ver, "Entra id-token-claims-reference"),
    Check("aud", _aud, "Core 3.1.3.7 (3)"),
    Check("azp", _azp, "Core 3.1.3.7 (5)", always=False),
    Check("nonce", _nonce, "Core 3.1.3.7 (11)"),
    Check("sub", _sub, "Core 2"),
    Check("clock", _clock, "RFC 9110 6.6.1", always=False),
    Check("exp", _exp, "Core 3.1.3.7 (9)"),
    Check("iat", _iat, "Core 3.1.3.7 (10)"),
    Check("nbf", _nbf, "RFC 7519 4.1.5", always=False),
    Check("at-hash", _at_hash, "Core 3.1.3.8", always=False),
    Check("c-hash", _c_hash, "Core 3.3.2.11", always=False),
    Check("groups", _groups, "Core 5.6.2", always=False),
    Check("role", _role, "Entra howto-restrict-your-app-to-a-set-of-users", always=False),
)


def _half_hash(seen: Claimed, name: str, of: str) -> Verdict | None:
    if name not in seen.claims:
        return None
    left = hashlib.sha256(of.encode()).digest()[:16]
    expected = urlsafe_b64encode(left).rstrip(b"=").decode()
    return need(same(str(seen.get(name)), expected))


def _seconds(found: object) -> float | None:
    """A NumericDate; JSON as Python reads it also knows true, NaN and Infinity, which are none."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found) if abs(found) < 2**53 and math.isfinite(found) else None


def _moment(found: object) -> str:
    seconds = _seconds(found)
    try:
        return shown(found) if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return shown(found)
