"""The client secret on the page: dots, until the person asks to see or to copy it."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Value

from .desk import Desk
from .parts.copy_field import draw_copy_field
from .refusals import said_in_place


@st.fragment
def secret_field(desk: Desk, value: Value, key: str) -> None:
    """Draw it. The value goes to the browser in the one redraw that was asked for, and not with any other.

    A fragment, so that asking draws nothing else anew. Nothing is kept in the session: what is asked for is a
    trigger, which Streamlit forgets at the end of the run.
    """
    with said_in_place():
        held = desk.engine.reveal(desk.setup.id)
        shown = held.reveal() if held and _asked(key) else ""
        draw_copy_field(value.label, shown, key=key, secret=True, gone=held is None, help=value.help)


def _asked(key: str) -> bool:
    state = st.session_state.get(key) or {}
    return state.get("want") in ("show", "copy")
