"""Screen-share mode: while it is on, every text of the page goes through one mask."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from steps.model.words import Say, Words

from ..mask import DOTS, Mask
from ..private import telling
from ..text import text

ADDRESS = "share"
"""What the address says while it is on: a reload begins another session, and must not uncover anything."""

_ON, _MASK = "screen-share", "screen-share-mask"


def shared() -> bool:
    """Whether others may be looking at this page."""
    # Without a page, as in a test or while modules are loaded, nobody looks.
    if get_script_run_ctx(suppress_warning=True) is None:
        return False
    return bool(st.session_state.get(_ON, ADDRESS in st.query_params))


def switch(on: bool) -> None:
    """Turn it on or off, for every setup of this browser session."""
    st.session_state[_ON] = on
    if on:
        st.query_params[ADDRESS] = "on"
    else:
        st.query_params.pop(ADDRESS, None)


def cover(values: Iterable[str], keep: Iterable[str] = ()) -> None:
    """Make the mask for this page. It stays for what is drawn anew of the page alone."""
    st.session_state[_MASK] = Mask(values, keep)


def shown(said: Words) -> str:
    """The text as it may be seen now."""
    if not shared():
        return text(said)
    if isinstance(said, Say):
        hidden = {name: covered(value) for name, value in telling(said.values).items()}
        said = text(Say(said.key, {**said.values, **hidden}))
    mask: Mask = st.session_state.get(_MASK) or Mask(())
    return mask.over(said)


def covered(value: str) -> str:
    """A value that is dots as a whole while others look."""
    return DOTS if value and shared() else value
