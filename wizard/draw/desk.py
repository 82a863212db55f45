"""What every view is given: the setup, the step on the page, what was seen of it, and the way to answer."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steps.model.changes import Change
from steps.model.problems import Problem
from steps.model.setup import Setup

from . import refusals

if TYPE_CHECKING:
    from ..engine import Engine, Seen


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
        return self._attempt(lambda: self.engine.answer(self.setup.id, self.seen.seq, self.step, answers))

    def confirm(self, changes: tuple[Change, ...]) -> None:
        """Carry out the plan on the page, and no other. A second click finds it under way: the progress is answer
        enough."""
        self._attempt(lambda: self.engine.confirm(self.setup.id, self.seen.seq, self.step, changes), "busy")

    def tick(self, name: str, on: bool) -> bool:
        """Note that something was done, or was not after all; true when that is kept."""
        return self._attempt(lambda: self.engine.tick(self.setup.id, name, on))

    def start_check(self, task: str) -> None:
        """Look whether this task was done; the page sees it under way, and then what was found."""
        self._attempt(lambda: self.engine.checks.start(self.setup.id, task))

    def look_again(self) -> None:
        """Look at this step anew."""
        refusals.forget()
        self.engine.look_again(self.setup.id, self.step)

    def refused(self) -> Problem | None:
        """What was refused last on this page."""
        return refusals.refused(self.setup.id, self.step)

    def _attempt(self, act: Callable[[], object], *quiet: str) -> bool:
        return refusals.attempt(act, self.setup.id, self.step, quiet)
