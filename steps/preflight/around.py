"""What stands around the registration: other applications like it, and the clock of this computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.directory import Json
from ..model.ports import World
from ..model.views import Finding
from ..model.words import say

UNSURE, WRONG = 60.0, 300.0
"""Seconds of difference from which a clock is named, and from which Entra and our checks refuse (5 minutes)."""


def same_redirect(others: Iterable[Json], world: World) -> Iterator[Finding]:
    """Applications with the same redirect URI: an address that was added to another app is a classic mistake."""
    for other in others:
        link = world.portal.link("app-authentication", client_id=other["appId"])
        do = say("preflight.other_redirect_do")
        yield Finding(say("preflight.other_redirect"), "warn", _shown(other), do, link=link)


def same_name(others: Iterable[Json], world: World) -> Iterator[Finding]:
    """Applications of the same name, by which people pick the wrong client ID."""
    for other in others:
        link = world.portal.link("app-overview", client_id=other["appId"])
        do = say("preflight.other_name_do")
        yield Finding(say("preflight.other_name"), "warn", _shown(other), do, link=link)


def clock(ahead: float | None) -> Iterator[Finding]:
    """This computer's clock against Microsoft's: a wrong one refuses good tokens as not yet valid or expired."""
    if ahead is None:
        return
    name, seen = say("preflight.clock"), f"{ahead:+.0f} s"
    if abs(ahead) >= WRONG:
        yield Finding(name, "fail", seen, say("preflight.clock_wrong"))
    elif abs(ahead) >= UNSURE:
        yield Finding(name, "warn", seen, say("preflight.clock_unsure"))
    else:
        yield Finding(name, "pass", seen)


def _shown(other: Json) -> str:
    return f"{other.get('displayName') or '–'} ({other['appId']})"
