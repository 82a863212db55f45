"""Looking and acting in worker threads, under each setup's lock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import replace
from types import ModuleType

from steps.by_hand.portal import TICKS
from steps.model.changes import Change
from steps.model.ports import World
from steps.model.problems import Blocked, Problem, problem
from steps.model.setup import Setup
from steps.model.views import Done, Propose, View

from . import progress
from .carrying_out import Applying, now
from .fault import broken
from .fold import data_to_change, fact_to_data
from .looked import Looked, news
from .record import Record
from .taking import take


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
        return progress.position(setup, self._modules)

    def applying(self, setup_id: str) -> Applying | None:
        """The plan being carried out, or the one that stopped half-way."""
        return self._plans.get(setup_id)

    def problem(self, setup_id: str, step: str) -> Problem | None:
        """The problem that the last look or plan ended in."""
        plan, looked = self._plans.get(setup_id), self._looked.get((setup_id, step))
        return plan.problem if plan and plan.problem and plan.step == step else looked.problem if looked else None

    def looked(self, setup: Setup, step: str, wait: float) -> tuple[Looked | None, bool]:
        """The last look of this step, and whether a newer one is under way."""
        key = (setup.id, step)
        last = self._looked.get(key)
        if last and last.seq != setup.seq and self._only_ticked(setup.id, last.seq):
            # Where somebody is in the portal changes nothing of what was seen, and looking could ask Entra each time.
            last = self._looked[key] = replace(last, seq=setup.seq)
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

    def last(self, setup_id: str, step: str) -> Looked | None:
        """What was last seen of this step, however old."""
        return self._looked.get((setup_id, step))

    def _only_ticked(self, setup_id: str, since: int) -> bool:
        """Whether nothing but actions in the portal was ticked since then."""
        later = self._record.events(setup_id)[since:]
        return all(e.kind in ("ticked", "unticked") and e.data["name"].startswith(TICKS) for e in later)

    def forget(self, setup_id: str, step: str) -> None:
        """Drop what was seen of a step, and a plan that stopped half-way."""
        with self._guard:
            self._looked.pop((setup_id, step), None)
            plan = self._plans.get(setup_id)
            if plan and plan.problem and plan.step == step:
                del self._plans[setup_id]

    def answer(self, setup_id: str, seq: int, step: str, answers: Mapping[str, str]) -> None:
        """Let the step take the answers given at `seq`, and record what they mean. Refused while a plan is made."""
        with self._record.lock(setup_id):
            plan = self._plans.get(setup_id)
            if plan and plan.problem is None:
                raise problem("busy")
            # A tick changes nothing that an answer builds on, and comes from the same page a moment before it.
            since = {event.kind for event in self._record.events(setup_id)[seq:]}
            if since - {"ticked", "unticked"}:
                raise problem("changed-elsewhere")
            taken = take(self._modules[step], answers, self._record.setup(setup_id), self.world(setup_id))
            if taken.choices:
                self._record.append(setup_id, "chosen", {"choices": dict(taken.choices)})
            for name in taken.ticks:
                self._record.append(setup_id, "ticked", {"name": name})
            if taken.fact is not None:
                self._record.append(setup_id, "known", {**fact_to_data(taken.fact), "how": "answered"})
        self.forget(setup_id, step)

    def confirm(self, setup_id: str, seq: int, step: str, changes: Sequence[Change]) -> None:
        """Start carrying out exactly these changes, seen at `seq`; only the first confirmation counts."""
        with self._guard:
            plan = self._plans.get(setup_id)
            if plan and (plan.problem is None or plan.step == step):
                raise problem("busy")
            if self._record.setup(setup_id).seq != seq:
                raise problem("changed-elsewhere")
            self._start(setup_id, step, tuple(changes))
        self._pool.submit(self._carry_out, setup_id, step)

    def close(self) -> None:
        """Finish what is being written; start nothing new."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, setup_id: str, step: str, changes: tuple[Change, ...]) -> None:
        self._plans[setup_id] = Applying(changes, 0, now(), step=step)

    def _carry_out(self, setup_id: str, step: str) -> None:
        """Look once more, make the plan if it is still the one that was shown, then look on."""
        try:
            looked = self._look(setup_id, step, mine=True)
            proposed = looked.view.changes if isinstance(looked.view, Propose) else ()
            if looked.problem or proposed != self._plans[setup_id].changes:
                self._stop(setup_id, looked.problem or problem("changed-elsewhere"))
            elif self._apply(setup_id):
                self._look(setup_id, step)
                self._settle(setup_id)
        except Problem as stopped:
            self._stop(setup_id, stopped)
        except Exception as fault:  # noqa: BLE001 — the last resort of a worker thread: say it, never vanish
            self._stop(setup_id, broken(fault))
        finally:
            with self._guard:
                plan = self._plans.get(setup_id)
                if plan and plan.problem is None:
                    del self._plans[setup_id]

    def _apply(self, setup_id: str) -> bool:
        """Make the plan, one change at a time; false when it stopped."""
        plan = self._plans[setup_id]
        for change in plan.changes:
            self._record.intend(setup_id, change)
            try:
                ids = self._modules[change.step].act(change, self._record.setup(setup_id), self.world(setup_id))
            except Blocked as refused:
                # A clear refusal: nothing was written. Every other outcome is unknown, and is found out by looking.
                self._record.failed(setup_id, refused)
                self._stop(setup_id, refused)
                return False
            self._record.done(setup_id, change, ids)
            self._plans[setup_id] = plan = plan.after_one_more()
        return True

    def _stop(self, setup_id: str, stopped: Problem) -> None:
        self._plans[setup_id] = replace(self._plans[setup_id], problem=stopped)

    def _visit(self, setup_id: str, step: str) -> None:
        """Look at one step, then at those that follow by themselves; carry out what was confirmed before."""
        before = self._record.setup(setup_id).seq
        looked = self._look(setup_id, step)
        if isinstance(looked.view, Propose) and looked.view.confirmed:
            with self._guard:
                plan = self._plans.get(setup_id)
                if plan and (plan.problem is None or plan.step == step):
                    return
                self._start(setup_id, step, looked.view.changes)
            self._carry_out(setup_id, step)
        elif looked.seq != before:
            self._settle(setup_id)

    def _settle(self, setup_id: str) -> None:
        """Look at the step that is next for as long as each turns out to be done."""
        for _ in self._modules:
            step = self.position(self._record.setup(setup_id))
            looked = self._look(setup_id, step)
            if not isinstance(looked.view, Done) or looked.view.stay:
                return

    def _look(self, setup_id: str, step: str, mine: bool = False) -> Looked:
        view: View | None = None
        trouble: Problem | None = None
        setup = self._record.setup(setup_id)
        try:
            setup = self._closed(setup, mine)
            view = self._modules[step].look(setup, self.world(setup_id))
            setup = self._knowing(setup, view)
        except Problem as stopped:
            view, trouble = None, stopped
        except Exception as fault:  # noqa: BLE001 — the last resort of a worker thread: say it, never vanish
            view, trouble = None, broken(fault)
        # Labelled with the state that was looked at: if somebody answered meanwhile, this look is stale already.
        looked = Looked(setup.seq, time.monotonic(), view, trouble)
        self._looked[setup_id, step] = looked
        return looked

    def _knowing(self, setup: Setup, view: View) -> Setup:
        found = news(setup, view)
        if found is None:
            return setup
        with self._record.lock(setup.id):
            if self._record.setup(setup.id).seq != setup.seq:
                return setup
            self._record.append(setup.id, *found)
            return self._record.setup(setup.id)

    def _closed(self, setup: Setup, mine: bool) -> Setup:
        """Close an intent that a killed process or a lost answer left open, by looking for its own effect."""
        plan = self._plans.get(setup.id)
        if setup.open_change is None or (plan and plan.problem is None and not mine):
            return setup
        change = data_to_change(setup.open_change)
        try:
            ids = self._modules[change.step].made(change, setup, self.world(setup.id))
        except Problem:
            # Nobody is signed in, or Microsoft is not reached: it stays open until somebody can look.
            return setup
        with self._record.lock(setup.id):
            if self._record.setup(setup.id).seq == setup.seq:
                self._record.append(setup.id, *(("vanished", {}) if ids is None else ("adopted", {"ids": dict(ids)})))
            return self._record.setup(setup.id)
