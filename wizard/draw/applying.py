"""Draw a confirmed plan while it is carried out: which change is made, which is next, where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from .desk import Desk
from .markup import element, heading, show, words
from .plan import title
from .poll import poll

if TYPE_CHECKING:
    from ..engine import Seen
    from ..work import Applying


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
        items.append(
            element("li", mark, title(change), element("span", words(f"doing.{state}"), class_="word"), class_=state)
        )
    return element("ol", *items, class_="progress")


def _line(now: Seen) -> None:
    if now.applying:
        count = f"{min(now.applying.current, len(now.applying.changes))}"
        said = words("applying_count", count=count, total=str(len(now.applying.changes)))
        show(
            heading(words("applying")),
            element("p", said, class_="quiet", role="status"),
            progress(now.applying),
        )
