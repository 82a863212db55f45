"""Looking and acting in worker threads, under each setup's lock."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import ModuleType

from steps.model.changes import Change
from steps.model.ports import World
from steps.model.problems import Problem, problem
from steps.model.setup import Setup
from steps.model.views import Done, Open, Propose, View, Wait

from .fold import fact_to_data
from .record import Record
from .secret_shapes import redact

FRESH = 20.0
"""Seconds for which a view is believed; one that waits for something outside is looked at on every poll."""


@dataclass(frozen=True)
class Applying:
    """A confirmed plan being carried out: `current` counts the changes made; a problem means that it stopped."""

    changes: tuple[Change, ...]
    current: int
    since: str
    problem: Problem | None = None


@dataclass(frozen=True)
class Looked:
    """What a step said when it was last looked at, and the sequence number it was said for."""

    seq: int
    at: float
    view: View | None = None
    problem: Problem | None = None

    def fresh(self, setup: Setup) -> bool:
        if isinstance(self.view, Propose) and self.view.confirmed:
            # Seen while going on from another step; only a visit carries it out.
            return False
        waiting = isinstance(self.view, Open | Wait)
        return self.seq == setup.seq and time.monotonic() - self.at < (0.5 if waiting else FRESH)


class Work:
    """Runs steps. Every write to the tenant happens in `_apply`, between an intent and an outcome."""

    def __init__(
        self, record: Record, worlds: Callable[[str, Callable[[], Setup]], World], modules: Mapping[str, ModuleType]
    ) -> None:
        self._record, self._worlds, self._modules = record, worlds, modules
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="setup")
        self._made: dict[str, World] = {}
        self._looked: dict[tuple[str, str], Looked] = {}
        self._looks: dict[tuple[str, str], Future[None]] = {}
        self._plans: dict[str, Applying] = {}
        self._guard = threading.RLock()

    def world(self, setup_id: str) -> World:
        """The outside of this setup, made once."""
        with self._guard:
            if setup_id not in self._made:
                self._made[setup_id] = self._worlds(setup_id, lambda: self._record.setup(setup_id))
            return self._made[setup_id]

    def position(self, setup: Setup) -> str:
        """The first step that is not done, or the last step."""
        open_ = (name for name, step in self._modules.items() if not setup.is_done(step.PRODUCES))
        return next(open_, tuple(self._modules)[-1])

    def applying(self, setup_id: str) -> Applying | None:
        """The plan being carried out, or the one that stopped half-way."""
        return self._plans.get(setup_id)

    def problem(self, setup_id: str, step: str) -> Problem | None:
        """The problem that the last look or plan ended in."""
        plan, looked = self._plans.get(setup_id), self._looked.get((setup_id, step))
        return plan.problem if plan and plan.problem else looked.problem if looked else None

    def looked(self, setup: Setup, step: str, wait: float) -> tuple[Looked | None, bool]:
        """The last look of this step, and whether a newer one is under way."""
        key = (setup.id, step)
        last = self._looked.get(key)
        if last is None or not last.fresh(setup):
            with self._guard:
                running = self._looks.get(key)
                if running is None or running.done():
                    running = self._looks[key] = self._pool.submit(self._visit, setup.id, step)
            wait_for([running], timeout=wait)
            last = self._looked.get(key)
            if not running.done():
                return (last if last and last.seq == setup.seq else None), True
        return last, False

    def forget(self, setup_id: str, step: str) -> None:
        """Drop what was seen of a step, and a plan that stopped half-way."""
        with self._guard:
            self._looked.pop((setup_id, step), None)
            plan = self._plans.get(setup_id)
            if plan and plan.problem:
                del self._plans[setup_id]

    def answer(self, setup_id: str, step: str, answers: Mapping[str, str]) -> None:
        """Let the step take the answers, record what they mean, and look on in the background."""
        with self._record.lock(setup_id):
            taken = self._modules[step].take(answers, self._record.setup(setup_id), self.world(setup_id))
            if taken.choices:
                self._record.append(setup_id, "chosen", {"choices": dict(taken.choices)})
            if taken.fact is not None:
                self._record.append(setup_id, "known", {**fact_to_data(taken.fact), "how": "answered"})
        self.forget(setup_id, step)

    def confirm(self, setup_id: str, seq: int, step: str) -> None:
        """Start carrying out the plan seen at `seq`. Only the first confirmation of a sequence number counts."""
        with self._guard:
            if setup_id in self._plans:
                raise problem("busy")
            looked = self._looked.get((setup_id, step))
            if looked is None or looked.seq != seq or self._record.setup(setup_id).seq != seq:
                raise problem("changed-elsewhere")
            if not isinstance(looked.view, Propose):
                raise problem("changed-elsewhere")
            self._start(setup_id, looked.view.changes)
        self._pool.submit(self._apply_and_settle, setup_id)

    def close(self) -> None:
        """Finish what is being written; start nothing new."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, setup_id: str, changes: tuple[Change, ...]) -> None:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        self._plans[setup_id] = Applying(changes, 0, since)

    def _apply_and_settle(self, setup_id: str) -> None:
        if self._apply(setup_id):
            self._settle(setup_id)
            with self._guard:
                plan = self._plans.get(setup_id)
                if plan and plan.problem is None:
                    del self._plans[setup_id]

    def _apply(self, setup_id: str) -> bool:
        """Carry out the plan, one change at a time; false when it stopped."""
        plan = self._plans[setup_id]
        for number, change in enumerate(plan.changes):
            try:
                self._record.intend(setup_id, change)
                ids = self._modules[change.step].act(change, self._record.setup(setup_id), self.world(setup_id))
                self._record.done(setup_id, change, ids)
            except Problem as stopped:
                self._stop(setup_id, stopped)
                return False
            except Exception as fault:  # noqa: BLE001 — the last resort of a worker thread: say it, never vanish
                self._stop(setup_id, _broken(fault))
                return False
            self._plans[setup_id] = replace(plan, current=number + 1)
        return True

    def _stop(self, setup_id: str, stopped: Problem) -> None:
        self._plans[setup_id] = replace(self._plans[setup_id], problem=stopped)
        if self._record.setup(setup_id).open_change is not None:
            # Microsoft's own words may hold anything; what looks like a secret would be refused by the journal.
            said = {name: redact(value) for name, value in stopped.values.items()}
            data = {"code": stopped.code, "values": said, "request_id": stopped.request_id}
            self._record.append(setup_id, "failed", data)

    def _visit(self, setup_id: str, step: str) -> None:
        """Look at one step, then at those that follow by themselves; carry out what was confirmed before."""
        before = self._record.setup(setup_id).seq
        looked = self._look(setup_id, step)
        if isinstance(looked.view, Propose) and looked.view.confirmed:
            with self._guard:
                if setup_id in self._plans:
                    return
                self._start(setup_id, looked.view.changes)
            self._apply_and_settle(setup_id)
        elif looked.seq != before:
            self._settle(setup_id)

    def _settle(self, setup_id: str) -> None:
        """Look at the step that is next for as long as each turns out to be done."""
        for _ in self._modules:
            step = self.position(self._record.setup(setup_id))
            looked = self._look(setup_id, step)
            if not isinstance(looked.view, Done) or looked.view.stay:
                return

    def _look(self, setup_id: str, step: str) -> Looked:
        setup = self._record.setup(setup_id)
        view: View | None = None
        trouble: Problem | None = None
        try:
            view = self._modules[step].look(setup, self.world(setup_id))
            self._close_intent(setup, step, view)
            if isinstance(view, Done) and view.fact != setup.fact(type(view.fact)):
                self._record.append(setup_id, "known", {**fact_to_data(view.fact), "how": "found"})
        except Problem as stopped:
            view, trouble = None, stopped
        except Exception as fault:  # noqa: BLE001 — the last resort of a worker thread: say it, never vanish
            view, trouble = None, _broken(fault)
        looked = Looked(self._record.setup(setup_id).seq, time.monotonic(), view, trouble)
        self._looked[setup_id, step] = looked
        return looked

    def _close_intent(self, setup: Setup, step: str, view: View) -> None:
        """An intent without an outcome is what a killed process leaves: close it with what is seen now."""
        intent = setup.open_change
        if intent is None or intent["step"] != step or setup.id in self._plans:
            return
        proposed = view.changes if isinstance(view, Propose) else ()
        same = any((c.kind, dict(c.values)) == (intent["kind"], intent["values"]) for c in proposed)
        self._record.append(setup.id, "vanished" if same else "adopted", {})


def _broken(fault: Exception) -> Problem:
    """What a person is told, and what the terminal gets: the traceback without anything that looks like a secret."""
    logging.getLogger(__name__).error("%s", redact("".join(traceback.format_exception(fault))))
    return problem("broken", said=type(fault).__name__)
