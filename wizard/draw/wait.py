"""Draw `Wait`: something is spreading or running."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from steps.model.views import Wait
from steps.model.words import Words

from .ask import draw_aside
from .desk import Desk
from .footer import footer
from .markup import element, show, words
from .poll import poll

if TYPE_CHECKING:
    from ..engine import Seen


def draw_wait(desk: Desk, view: Wait) -> None:
    """What, since when, and until when at most; how it goes changes from look to look."""

    def line(now: Seen) -> None:
        notes = now.view.notes if isinstance(now.view, Wait) else view.notes
        waiting(view.what, ago(view.since), left(view.until), notes=notes)

    with st.container(border=True, key="card-wait"):
        poll(desk, line)
    if view.ask:
        draw_aside(desk, view.ask)
    footer(desk)


def draw_looking(desk: Desk) -> None:
    """Nothing is known yet: the first look is under way."""
    with st.container(border=True, key="card-wait"):
        poll(desk, lambda now: waiting(words("looking")), every=0.5)


def waiting(what: Words, *details: str, notes: Sequence[Words] = ()) -> None:
    """One line with a spinner; the details are not read aloud every second."""
    spin = element("span", class_="spin", aria_hidden="true")
    more = element("p", " · ".join(filter(None, details)), class_="quiet")
    told = (element("p", note, class_="quiet") for note in notes)
    show(element("div", spin, element("div", element("p", what, role="status"), more, *told), class_="waiting"))


def ago(since: str) -> str:
    """How long something has been so, as words."""
    return words("since", time=_clock(seconds_since(since)))


def seconds_since(moment: str) -> int:
    """Whole seconds since then (ISO 8601)."""
    return -_seconds(moment)


def opened_ago(opened: str) -> str:
    """How long ago an address was gone to, as words; empty where it was not."""
    return words("opened_ago", time=_clock(-_seconds(opened))) if opened else ""


def left(until: str) -> str:
    """How long something still holds, as words; empty without an end."""
    return words("left", time=_clock(max(0, _seconds(until)))) if until else ""


def _seconds(moment: str) -> int:
    at = datetime.fromisoformat(moment)
    return int(((at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())


def _clock(seconds: int) -> str:
    return f"{max(0, seconds) // 60}:{max(0, seconds) % 60:02}"
