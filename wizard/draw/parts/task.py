"""One action to do elsewhere: its number, its sentence, its values with their buttons, and a tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from steps.model.views import Task

from ..markup import words
from ..screen_share import shown
from . import part
from .copy_field import asked, buttons

_task = part("task", '<div class="place"></div>', "value")


def task_row(
    task: Task,
    number: int,
    values: Sequence[Mapping[str, object]],
    *,
    ticked: bool,
    key: str,
    turn: int,
    tick: Callable[[bool], object],
) -> None:
    """Draw it; `tick` gets what the person wants. `turn` differs from redraw to redraw, so that every redraw reaches
    the browser: it takes back a tick that was not kept, and a secret that was shown."""

    def clicked() -> None:
        tick(bool(st.session_state[key].tick))

    data = {
        "values": values,
        "number": number,
        "said": shown(task.do),
        "ticked": ticked,
        "tick": words("happened") if task.waits else words("done_this"),
        "waits": shown(task.waits),
        "others": words("others") if task.waits else "",
        "words": buttons(),
        "turn": turn,
    }
    _task(data=data, key=key, on_tick_change=clicked, on_want_change=asked)


def wanted(key: str) -> int | None:
    """Which value of the row with this key was asked for, to be seen or copied; None if none was."""
    want = (st.session_state.get(key) or {}).get("want") or {}
    return want.get("which") if want.get("what") in ("show", "copy") else None
