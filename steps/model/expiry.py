"""How long the client secret or certificate is still good, and from when on somebody should be told."""

from __future__ import annotations

from datetime import date, datetime

from .setup import Setup
from .words import Say, Words, say

SOON, NEXT, NOW = 60, 30, 7
"""Days before the end from which it is said, said louder, and urged."""


def days_left(setup: Setup, now: datetime) -> int | None:
    """Whole days until the secret in use expires, negative afterwards; None without one."""
    held = setup.secret
    if held is None or not held.expires:
        return None
    return (date.fromisoformat(held.expires[:10]) - now.date()).days


def warning(setup: Setup, now: datetime) -> Say | None:
    """What to say of it, or None as long as there is time."""
    left = days_left(setup, now)
    if left is None or left > SOON:
        return None
    if setup.secret and setup.secret.certificate:
        if left < 0:
            return say("certificate.expiry.over")
        return say(f"certificate.expiry.{_when(left)}", days=str(left))
    if left < 0:
        return say("expiry.over")
    return say(f"expiry.{_when(left)}", days=str(left))


def rotation(setup: Setup) -> tuple[Words, ...]:
    """What must be done before the day on which it expires; nothing for a public client."""
    held = setup.secret
    if held is None or not held.key_id:
        return ()
    return (say("certificate.rotate" if held.certificate else "finish.rotate", day=held.expires[:10]),)


def _when(left: int) -> str:
    return "now" if left <= NOW else "next" if left <= NEXT else "soon"
