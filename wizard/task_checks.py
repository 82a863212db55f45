"""Looks that a person asks for at one task of the hand-over: run in a thread, kept in memory only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from steps.model.facts import Product
from steps.model.ports import World
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Section
from steps.records import look_up

from .fault import broken


@dataclass(frozen=True)
class TaskCheck:
    """One look: under way while `at` (ISO 8601 UTC) is empty, then what was found, or the problem that ended it."""

    of: Product | None
    at: str = ""
    found: Section | None = None
    problem: Problem | None = None


class TaskChecks:
    """The last look of each task, while this process runs. Thread-safe."""

    def __init__(self, setup: Callable[[str], Setup], world: Callable[[str], World]) -> None:
        self._setup, self._world = setup, world
        self._closed = False
        self._last: dict[tuple[str, str], TaskCheck] = {}
        self._guard = threading.Lock()

    def start(self, setup_id: str, task: str) -> None:
        """Look, unless a look is under way already, or the program ends."""
        setup = self._setup(setup_id)
        with self._guard:
            last = self.last(setup_id, task)
            if not self._closed and (last is None or last.at):
                self._last[setup_id, task] = TaskCheck(setup.product)
                # A daemon: a look writes nothing, and nobody who leaves waits for a silent resolver.
                threading.Thread(target=self._look, args=(setup, task), name="task-check", daemon=True).start()

    def last(self, setup_id: str, task: str) -> TaskCheck | None:
        """The last look, unless the answers it was made with have changed since."""
        last = self._last.get((setup_id, task))
        return last if last and last.of == self._setup(setup_id).product else None

    def close(self) -> None:
        """Start no new ones; what is under way ends with the program."""
        with self._guard:
            self._closed = True

    def _look(self, setup: Setup, task: str) -> None:
        world = self._world(setup.id)
        found: Section | None = None
        trouble: Problem | None = None
        try:
            found = look_up(task, setup, world)
        except Problem as stopped:
            trouble = stopped
        except Exception as fault:  # noqa: BLE001 — the last resort of a worker thread: say it, never vanish
            trouble = broken(fault)
        at = world.clock.now().isoformat(timespec="seconds")
        self._last[setup.id, task] = TaskCheck(setup.product, at, found, trouble)
