"""A confirmed plan while it is carried out: how far it is, and since when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from steps.model.changes import Change
from steps.model.problems import Problem


@dataclass(frozen=True)
class Applying:
    """`current` counts the changes made; a problem means that it stopped.

    `since` is when the change that is being made now was begun (ISO 8601 UTC).
    """

    changes: tuple[Change, ...]
    current: int
    since: str
    problem: Problem | None = None
    step: str = ""

    def after_one_more(self) -> Applying:
        """The same plan once the change that is being made now is made."""
        return replace(self, current=self.current + 1, since=now())


def now() -> str:
    """This moment, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
