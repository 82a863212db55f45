"""What a step is: a module with these names. Modules satisfy the protocols below; mypy checks each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .changes import Change
from .facts import Answer, Fact
from .ports import World
from .setup import Setup
from .views import View


@dataclass(frozen=True)
class Taken:
    """What became of answers: a fact, choices that change what the step shows next, and tasks that are done now."""

    fact: Fact | None = None
    choices: Mapping[str, Answer] = field(default_factory=dict)
    ticks: tuple[str, ...] = ()


class Step(Protocol):
    """A step looks: it reads and returns a view, and never writes, draws, sleeps or logs."""

    PRODUCES: type
    """The kind of fact that says that this step is done."""

    def look(self, setup: Setup, world: World) -> View:
        """What is true, or what is proposed; raises `Problem`."""


class TakingStep(Step, Protocol):
    """A step that asks: it checks the answers and says what they mean; it writes nothing outside."""

    def take(self, answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
        """Raises `AskAgain` for an answer that is wrong."""


class ActingStep(Step, Protocol):
    """A step that changes the tenant, one shown and confirmed change at a time."""

    def act(self, change: Change, setup: Setup, world: World) -> Mapping[str, str]:
        """Make exactly this change; returns Graph's ids of what was written. The next look must see it."""

    def made(self, change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
        """Whether this change's own effect is in the tenant: its ids, or None.

        Asked about a write whose outcome was lost, to a killed process or on the way. Raises `Problem`.
        """
