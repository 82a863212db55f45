"""Draw a confirmed plan while it is carried out: which change is made, which is next, where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from .desk import Desk
from .markup import element, heading, show, words
from .plan import title
from .poll import poll
from .wait import ago, seconds_since

if TYPE_CHECKING:
    from ..carrying_out import Applying
    from ..engine import Seen


LATE = 4
"""Seconds after which a change is no longer made as fast as Entra usually is."""


def draw_applying(desk: Desk, applying: Applying) -> None:
    """The live list; it follows the engine twice a second."""
    with st.container(border=True, key="card-applying"):
        poll(desk, _line, every=0.5)


def progress(applying: Applying) -> Markup:
    """Every change of the plan with its state as a word."""
    items = []
    for number, change in enumerate(applying.changes):
        state = "made" if number < applying.current else "next"
        if number == applying.current:
            state = "stopped" if applying.problem else "now"
        mark = element("span", class_="mark", aria_hidden="true")
        told = element("div", title(change), *(_late(applying.since) if state == "now" else ()))
        items.append(element("li", mark, told, element("span", words(f"doing.{state}"), class_="word"), class_=state))
    return element("ol", *items, class_="progress")


def _late(since: str) -> Iterator[Markup]:
    """Since when the change is being made, and once that is long, why and for how long it may go on."""
    seconds = seconds_since(since) if since else 0
    if seconds >= LATE:
        yield element("p", ago(since), class_="quiet")
        yield element("p", words("applying_late"), class_="quiet")


def _line(now: Seen) -> None:
    if now.applying:
        count = f"{min(now.applying.current, len(now.applying.changes))}"
        said = words("applying_count", count=count, total=str(len(now.applying.changes)))
        show(
            heading(words("applying")),
            element("p", said, class_="quiet", role="status"),
            progress(now.applying),
        )
