"""Watch a step that waits for something outside, and draw the page anew once there is news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from steps.model.problems import Problem
from steps.model.views import Wait

from .desk import Desk

if TYPE_CHECKING:
    from ..engine import Seen


def poll(desk: Desk, line: Callable[[Seen], None], every: float = 1.0) -> None:
    """Look every `every` seconds; `line` draws what changes from look to look, such as a countdown."""

    @st.fragment(run_every=every)
    def watching() -> None:
        try:
            now = desk.engine.seen(desk.setup.id, desk.step, wait=0.0)
        except Problem:
            st.rerun()
        if _news(desk.seen, now):
            st.rerun()
        line(now)

    watching()


def _news(drawn: Seen, now: Seen) -> bool:
    if now.view is None and now.problem is None and now.applying is None and drawn.view is not None:
        return False  # a newer look is under way; what is drawn still stands
    if isinstance(drawn.view, Wait) and isinstance(now.view, Wait):
        # How it goes is drawn with every look, without drawing the whole page anew.
        return replace(drawn.view, notes=()) != replace(now.view, notes=())
    plans = [(s.applying.changes, s.applying.problem) if s.applying else None for s in (drawn, now)]
    return drawn.view != now.view or plans[0] != plans[1] or _said(drawn.problem) != _said(now.problem)


def _said(stopped: Problem | None) -> tuple[str, dict[str, str]] | None:
    return (stopped.code, stopped.values) if stopped else None
