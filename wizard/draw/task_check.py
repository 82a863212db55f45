"""Draw the look that belongs to a task: its button, that it is under way, and what it found when."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Task

from .desk import Desk
from .markup import element, heading, label, show, words
from .refusals import said, said_in_place
from .report import table
from .wait import waiting

_EVERY = 0.5


def draw_task_check(desk: Desk, task: Task) -> None:
    """Nothing for a task without one, and in a bundle, which can look at nothing."""
    if task.check and not desk.engine.read_only:
        # The name may hold an address, and a key stands in the page.
        with st.container(key=desk.key("looked", task.name)):
            _watched(desk, task)


def _watched(desk: Desk, task: Task) -> None:
    """While a look is under way, this piece of the page alone is drawn anew until it has ended."""
    running = _running(desk, task)

    @st.fragment(run_every=_EVERY if running else None)
    def watching() -> None:
        if _running(desk, task) != running:
            st.rerun()
        with said_in_place():
            _draw(desk, task)

    watching()


def _running(desk: Desk, task: Task) -> bool:
    last = desk.engine.checks.last(desk.setup.id, task.name)
    return last is not None and not last.at


def _draw(desk: Desk, task: Task) -> None:
    last = desk.engine.checks.last(desk.setup.id, task.name)
    st.button(
        label(task.check),
        icon=":material/search:",
        key=desk.key("check-now", task.name),
        on_click=lambda: desk.start_check(task.name),
        disabled=last is not None and not last.at,
    )
    show(element("p", task.asks, class_="quiet"))
    if last is None:
        return
    if not last.at:
        waiting(words("looking_up"))
    elif last.problem:
        show(said(last.problem))
    elif last.found:
        at = element("p", words("looked_up", at=last.at[:16].replace("T", " ")), class_="quiet", role="status")
        show(heading(last.found.title, 3), table(last.found), at)
