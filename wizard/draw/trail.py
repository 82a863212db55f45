"""The audit trail of a setup, for reading: when, who, what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from steps.model.facts import FIELDS
from steps.model.words import Words, say

from ..text import has
from .desk import Desk
from .markup import element, show, words
from .refusals import said_in_place
from .screen_share import covered, shown

if TYPE_CHECKING:
    from ..journal import Event

FACT_STEPS = {kind.__name__: number for number, kind in enumerate(FIELDS)}
"""The number of the step that produces each kind of fact; both are in the order of the procedure."""


@st.dialog(words("trail_button"), width="large")
def trail(desk: Desk) -> None:
    """Every event, newest first."""
    with said_in_place():
        _table(desk)


def _table(desk: Desk) -> None:
    events = desk.engine.events(desk.setup.id)
    columns = element("tr", *(element("th", words(f"trail.{name}"), scope="col") for name in ("at", "who", "what")))
    rows = [_row(event, desk.engine.step_names) for event in reversed(events)]
    table = element("table", element("thead", columns), element("tbody", *rows), class_="trail")
    show(element("p", words("trail.promise"), class_="quiet"), table)


def moment(at: str) -> str:
    """A UTC time of the journal in this machine's time zone."""
    here = datetime.fromisoformat(at).astimezone()
    return f"{here.day} {here:%b %Y, %H:%M}"


def _row(event: Event, steps: tuple[str, ...]) -> Markup:
    cells = (moment(event.at), covered(event.actor), _said(event, steps))
    return element("tr", *(element("td", cell) for cell in cells))


def _said(event: Event, steps: tuple[str, ...]) -> str:
    values: dict[str, str] = {"what": ""}
    if event.kind == "known":
        values["what"] = shown(say(f"step.{steps[FACT_STEPS[event.data['fact']]]}.title"))
    elif "change" in event.data:
        change = event.data["change"]
        values["what"] = shown(say(f"change.{change['kind']}.title", **change["values"]))
    elif event.kind == "undone":
        values["what"] = str(event.data["target"])
    elif event.kind in ("ticked", "unticked"):
        values["what"] = _task(str(event.data["name"]))
    elif event.kind == "failed":
        values["what"] = shown(_failure(event))
    return words(f"trail.{event.kind}", **values)


def _task(name: str) -> str:
    """An action in a portal is told by its page; the whole name of such a task is an address of our own."""
    portal, _, rest = name.partition("/")
    page = f"portal.page.{rest.partition('/')[0]}"
    return shown(say(page)) if portal == "portal" and has(page) else name


def _failure(event: Event) -> Words:
    return say(f"problem.{event.data['code']}.what", **event.data["values"])
