"""What somebody else handed over, on the page: the banner of a bundle, and the note of a prepared setup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from steps.model.prepared import note
from steps.model.words import say

from .desk import Desk
from .markup import callout, element, label, show
from .screen_share import covered

if TYPE_CHECKING:
    from ..engine import Engine


def banner(engine: Engine) -> None:
    """Above everything else: nobody should take a customer's page for one on which something can be done."""
    if told := engine.read_only:
        with st.container(key="read-only"):
            show(callout(told.verdict, told.title, *told.lines))


def prepared_note(desk: Desk) -> None:
    """The note, as it was written, line by line; it can be folded away."""
    if written := note(desk.setup):
        with st.expander(label(say("handing.note")), expanded=True, icon=":material/sticky_note_2:"):
            lines = [element("p", covered(line)) for line in written.splitlines() if line.strip()]
            show(element("div", *lines, class_="plain"))
