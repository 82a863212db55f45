"""Checks of what userinfo says about the person (Core §5.3)."""

from __future__ import annotations

from dataclasses import dataclass

from .relying_party import Reply
from .verdicts import Check, Verdict, equal, need


@dataclass(frozen=True)
class Userinfo:
    """The answer, and the subject of the ID token it must be about."""

    reply: Reply
    subject: str


def _answer(seen: Userinfo) -> Verdict | None:
    """Userinfo took the access token and answered with claims."""
    reply = seen.reply
    return need(reply.status == 200 and reply.body is not None, reply.failure or f"HTTP {reply.status}")


def _subject(seen: Userinfo) -> Verdict | None:
    """It speaks of the person of the ID token and of nobody else."""
    # Core 5.3.2: an answer about somebody else must not be used; it is the trace of a swapped access token.
    return equal((seen.reply.body or {}).get("sub"), seen.subject)


USERINFO: tuple[Check[Userinfo], ...] = (
    Check("userinfo-answer", _answer, "Core 5.3.3", always=False),
    Check("userinfo-sub", _subject, "Core 5.3.2", always=False),
)
