"""The vertical stepper: every step with its state; the whole row is a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from steps.model.words import say

from .. import go
from ..markup import words
from ..screen_share import shown
from . import part

_stepper = part("stepper", "<nav><ol></ol></nav>", "arrival")


def stepper(setup_id: str, names: Sequence[str], states: Mapping[str, str], current: str, key: str) -> None:
    """Draw it; a click goes to that step unless it is locked."""

    def clicked() -> None:
        target = st.session_state[key].go
        # Never trust the browser: a locked step has no page.
        if states.get(target, "locked") != "locked":
            go.to(setup_id, target)

    rows = [
        {"id": name, "title": shown(say(f"step.{name}.title")), **_state(states[name], name == current)}
        for name in names
    ]
    _stepper(data={"label": words("steps"), "steps": rows}, key=key, on_go_change=clicked)


def _state(state: str, here: bool) -> dict[str, object]:
    word = "here" if here and state == "open" else state
    return {"state": state, "here": here, "word": words(f"state.{word}")}
