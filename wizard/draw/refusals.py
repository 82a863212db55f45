"""What the engine refuses, as sentences on the page: Streamlit's own error box tells nobody what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from steps.model.problems import Broken, NotYet, Problem
from steps.model.words import say

from .markup import callout, element, show, words

REFUSED = "refused"


def attempt(act: Callable[[], object], setup_id: str = "", step: str = "", quiet: tuple[str, ...] = ()) -> bool:
    """For callbacks: do it, and keep a problem for the page of this step, or for the first page. True if it was done.

    Problems with a `quiet` code are not told.
    """
    st.session_state.pop(REFUSED, None)
    try:
        act()
    except Problem as stopped:
        if stopped.code not in quiet:
            st.session_state[REFUSED] = (setup_id, step, stopped)
        return False
    return True


def refused(setup_id: str = "", step: str = "") -> Problem | None:
    """The problem that was kept for this page."""
    kept = st.session_state.get(REFUSED)
    return kept[2] if kept and kept[:2] == (setup_id, step) else None


def forget() -> None:
    """Nothing is refused any more."""
    st.session_state.pop(REFUSED, None)


@contextmanager
def said_in_place() -> Iterator[None]:
    """For drawing: a problem stands where the piece of the page would have stood that it prevents."""
    try:
        yield
    except Problem as stopped:
        show(said(stopped, live=False))


def said(stopped: Problem, *, live: bool = True) -> Markup:
    """The three sentences of a problem in one box."""
    what, why, then = (say(f"problem.{stopped.code}.{part}", **stopped.values) for part in ("what", "why", "next"))
    kind = "info" if isinstance(stopped, NotYet) else "fail" if isinstance(stopped, Broken) else "warn"
    step = element("p", element("strong", words("next")), " ", then)
    return callout(kind, what, why, step, live=live)
