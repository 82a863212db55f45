"""What every view is given: the setup, the step on the page, what was seen of it, and the way to answer."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from steps.model.problems import Problem
from steps.model.setup import Setup

if TYPE_CHECKING:
    from ..engine import Engine, Seen

REFUSED = "refused"


@dataclass(frozen=True)
class Desk:
    """One setup open on one page. Its methods are for callbacks: they run before the page is drawn again."""

    engine: Engine
    setup: Setup
    step: str
    seen: Seen

    def key(self, *names: object) -> str:
        """A widget key of this step; a widget whose text changed is another widget."""
        tail = zlib.crc32(repr(names[1:]).encode()) if names[1:] else ""
        return f"{self.setup.id}-{self.step}-{names[0]}-{tail}"

    def answer(self, answers: Mapping[str, str]) -> None:
        """Hand answers to the engine; a refusal is kept for the page to show."""
        self.took(answers)

    def took(self, answers: Mapping[str, str]) -> bool:
        """Like `answer`; true when the engine took them."""
        try:
            self.engine.answer(self.setup.id, self.seen.seq, self.step, answers)
        except Problem as refused:
            st.session_state[REFUSED] = (self.setup.id, self.step, refused)
            return False
        st.session_state.pop(REFUSED, None)
        return True

    def confirm(self) -> None:
        """Carry out the plan on the page. A second click finds it under way: the progress is answer enough."""
        st.session_state.pop(REFUSED, None)
        try:
            self.engine.confirm(self.setup.id, self.seen.seq, self.step)
        except Problem as refused:
            if refused.code != "busy":
                st.session_state[REFUSED] = (self.setup.id, self.step, refused)

    def look_again(self) -> None:
        """Look at this step anew."""
        st.session_state.pop(REFUSED, None)
        self.engine.look_again(self.setup.id, self.step)

    def refused(self) -> Problem | None:
        """The refusal of the last answer on this page."""
        kept = st.session_state.get(REFUSED)
        return kept[2] if kept and kept[:2] == (self.setup.id, self.step) else None
