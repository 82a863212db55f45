"""Where the page is: the address says which setup and which step, so reload, Back and restart all find it again."""

from __future__ import annotations

import streamlit as st

from steps.model.setup import Setup
from steps.model.views import Done

from . import refusals
from .desk import Desk
from .screen_share import ADDRESS, shared

FOLLOWING = "following"

CAME_FROM = "from"
"""What the address says of the step to go back to, where a link led here to mend something."""

DOCTOR = "doctor"
"""What the address says of the page that explains errors."""


def to(setup_id: str = "", step: str = "", came_from: str = "") -> None:
    """Go to a step of a setup, or to the first page; `came_from` is the step to go back to."""
    refusals.forget()
    st.query_params.from_dict(address(setup_id, step, came_from))


def to_doctor(setup_id: str = "", step: str = "") -> None:
    """Go to the page that explains errors, and keep the place to come back to."""
    refusals.forget()
    st.query_params.from_dict({**address(setup_id, step), DOCTOR: "on"})


def address(setup_id: str = "", step: str = "", came_from: str = "") -> dict[str, str]:
    """The parameters of the address of a step, or of the first page; screen-share mode stays as it is."""
    place = {"w": setup_id, "step": step} if setup_id else {}
    if came_from and came_from != step:
        place[CAME_FROM] = came_from
    return {**place, **({ADDRESS: "on"} if shared() else {})}


def follow(setup: Setup, step: str) -> None:
    """Remember that the person is working on this step, so that the page goes on by itself when it is done."""
    st.session_state[FOLLOWING] = (setup.id, step)


def go_on(desk: Desk) -> bool:
    """Go on to the next open step if this one has just been finished here."""
    view = desk.seen.view
    if not isinstance(view, Done):
        if view is not None:
            follow(desk.setup, desk.step)
        return False
    if view.stay or st.session_state.get(FOLLOWING) != (desk.setup.id, desk.step):
        return False
    step = origin(desk) or desk.engine.position(desk.engine.setup(desk.setup.id))
    if step == desk.step:
        return False
    to(desk.setup.id, step)
    return True


def origin(desk: Desk) -> str:
    """The later step whose link led here to mend something; empty where none did, or where that one is locked now."""
    name, names = st.query_params.get(CAME_FROM, ""), desk.engine.step_names
    if name not in names[names.index(desk.step) + 1 :]:
        return ""
    return name if desk.engine.states(desk.engine.setup(desk.setup.id))[name] != "locked" else ""


def after(desk: Desk) -> str:
    """The step to continue with: the one to go back to, else the first open one behind this one, else the next.

    Empty at the end.
    """
    if there := origin(desk):
        return there
    names = desk.engine.step_names
    rest = names[names.index(desk.step) + 1 :]
    states = desk.engine.states(desk.setup)
    return next((name for name in rest if states[name] != "done"), rest[0] if rest else "")


def before(desk: Desk) -> str:
    """The step to go back to, else the one before this one; empty at the start."""
    if there := origin(desk):
        return there
    names = desk.engine.step_names
    return names[names.index(desk.step) - 1] if desk.step != names[0] else ""
