"""The row of buttons at the foot of a page: one primary on the right, Back on the left. In view, except of a form."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from steps.model.words import Words

from . import go
from .desk import Desk
from .markup import label, words

Second = tuple[Words, Callable[[], None]]
"""A quiet button beside the primary one: what it says, and what it does."""


def footer(
    desk: Desk,
    primary: Words = "",
    act: Callable[[], None] = lambda: None,
    *,
    form: bool = False,
    disabled: bool = False,
    second: Second | None = None,
    about: object = "",
    back: Second | None = None,
) -> None:
    """Draw it. In a form the primary button comes first in the page's order, because Enter presses the first one.

    `about` is what the primary button does it to: for something else it is another button. `back` takes the place of
    Back, where the page was come to from another one than the step before.
    """
    before = go.before(desk)
    key = desk.key("primary", *([about] if about else []))
    button = st.form_submit_button if form else st.button
    with st.container(key=f"footer-{desk.step}", horizontal=True):
        if primary:
            button(label(primary), type="primary", on_click=act, disabled=disabled, key=key)
        if second:
            button(label(second[0]), type="tertiary", on_click=second[1], key=desk.key("second", second[0]))
        if back:
            button(label(back[0]), on_click=back[1], key=desk.key("back", back[0]))
        elif before:
            button(label(words("back")), on_click=go.to, args=(desk.setup.id, before), key=desk.key("back"))
