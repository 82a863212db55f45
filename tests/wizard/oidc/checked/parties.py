"""What a check is shown, made by hand: a login of fixed values, and one row of the table run on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from steps.model.app import App
from steps.model.facts import Endpoints
from wizard.oidc.answer_checks import Answer
from wizard.oidc.checks import CHECKS
from wizard.oidc.token_checks import Claimed
from wizard.oidc.transaction import Transaction, begin
from wizard.oidc.verdicts import Verdict

ISSUER = "https://login.example/tenant-1/v2.0"
NOW = 1_800_000_000.0
"""2027-01-15T08:00:00 UTC, in seconds."""

DATE = "Fri, 15 Jan 2027 08:00:00 GMT"
KEY = "browser-key"

GONE = object()
"""In a change: leave this claim out."""

HONEST: Mapping[str, Any] = {
    "iss": ISSUER,
    "aud": "client-1",
    "tid": "tenant-1",
    "ver": "2.0",
    "sub": "subject-1",
    "nonce": "nonce-1",
    "iat": int(NOW),
    "exp": int(NOW) + 3600,
}


def transaction(**changes: Any) -> Transaction:
    """A login of `client-1` at `tenant-1`, begun with these three random values."""
    endpoints = Endpoints(
        ISSUER, "https://login.example/a", "https://login.example/t", "https://login.example/k", "d"
    )
    made = begin(
        client_id="client-1",
        tenant_id="tenant-1",
        redirect_uri="http://localhost:8765/callback",
        endpoints=replace(endpoints, **changes),
        app=App(platform="spa", redirects=()),
        secret=None,
        scopes=(),
    )
    return replace(made, state="state-1", nonce="nonce-1", verifier="verifier-1")


def answer(params: list[tuple[str, str]], key: str | None = KEY, expected: str = KEY, **more: Any) -> Answer:
    """What came to /callback, brought by this browser."""
    form = more.pop("by_form", False)
    return Answer(transaction(**more), params, key, expected, form)


def claimed(date: str = DATE, now: float = NOW, **changes: Any) -> Claimed:
    """An honest token's claims with these changes."""
    claims = {name: value for name, value in {**HONEST, **changes}.items() if value is not GONE}
    return Claimed(transaction(), claims, now, date, "code-1", "access-1")


def run(name: str, seen: object) -> Verdict | None:
    """What the row of this name says."""
    (check,) = (check for check in CHECKS if check.name == name)
    return check.run(seen)
