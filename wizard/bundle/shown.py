"""A bundle on the page: the reading half of the engine. Nothing here asks anybody or writes anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

import steps
from steps.configure_product import open_tasks
from steps.model.changes import Change
from steps.model.facts import Answer
from steps.model.problems import NotYet, problem
from steps.model.secret import Secret
from steps.model.setup import Setup
from steps.model.table import said
from steps.model.values import as_text
from steps.model.views import Card, Done, Report

from .. import progress
from ..engine import Engine, Seen
from ..export.forms import FORMS
from ..export.summary import summarize
from ..journal import Checkpoint, Event
from .read import STEPS, Bundle
from .told import told, values_of, worst_first
from .view_data import parts

_MODULES = dict(zip(STEPS, steps.ALL, strict=True))


class NoPortal:
    """Port `Portal`: a bundle's summary links to nothing."""

    def link(self, page: str, **ids: str) -> str:
        return ""


class NoLogins:
    """The routes of the test login: no link of a bundle leads to a sign-in, and no answer is taken."""

    def start(self, attempt_id: str) -> None:
        return None

    def complete(self, params: Sequence[tuple[str, str]], browser_key: str | None, form_post: bool = False) -> bool:
        return False


class BundleEngine(Engine):
    """Answers the page's questions from a bundle, and refuses every call that would do something: `read-only`.

    It has no journal and no world, so that there is nothing it could reach; `Engine`'s own parts are never made.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.steps = steps.ALL
        self.step_names = STEPS
        self.read_only = told(bundle, self._begin_at())

    @property
    def cloud(self) -> str:
        return self._bundle.document.cloud

    @property
    def practice(self) -> bool:
        # Where it is shown, no practice tenant of its own runs.
        return False

    def setups(self) -> list[Setup]:
        return [self._bundle.setup]

    def setup(self, setup_id: str) -> Setup:
        if setup_id != self._bundle.setup.id:
            raise problem("setup-unknown", setup=setup_id)
        return self._bundle.setup

    def events(self, setup_id: str) -> list[Event]:
        self.setup(setup_id)
        return self._bundle.events

    def products(self) -> tuple[Card, ...]:
        return ()

    def position(self, setup: Setup) -> str:
        return progress.position(setup, _MODULES)

    def states(self, setup: Setup) -> dict[str, str]:
        return progress.states(setup, _MODULES, stuck=self._fails(self.position(setup)))

    def seen(self, setup_id: str, step: str, wait: float = 0.4) -> Seen:
        setup = self.setup(setup_id)
        if self.states(setup).get(step, "locked") == "locked":
            raise problem("changed-elsewhere")
        seen = self._bundle.seen.get(step)
        if seen and seen.view:
            return replace(seen, view=worst_first(seen.view))
        if seen and (seen.problem or seen.applying):
            return seen
        kind = steps.ALL[STEPS.index(step)].PRODUCES
        fact = setup.fact(kind)
        if fact is None or not setup.is_done(kind):
            return Seen(step, setup.seq, problem=problem("bundle-unseen"))
        # Not looked at since the customer's program was started: what is known of it all the same.
        return Seen(step, setup.seq, Done(fact, values=values_of(fact), stay=True))

    def look_again(self, setup_id: str, step: str) -> None:
        """There is nothing else to see."""

    def summary(self, setup_id: str, form: str) -> tuple[str, bytes]:
        if self._bundle.recipe is None:
            raise problem("read-only")
        last = self._bundle.events[-1]
        checkpoint = Checkpoint(setup_id, last.seq, last.hash)
        made = summarize(self.setup(setup_id), self._bundle.recipe, self._bundle.events, checkpoint, NoPortal())
        return FORMS[form](made)

    def is_waiting(self, setup: Setup) -> bool:
        recipe = self._bundle.recipe
        return bool(setup.finished and recipe and open_tasks(setup, recipe))

    def typed(self, setup_id: str) -> tuple[str, ...]:
        product = self.setup(setup_id).product
        answers = product.answers.values() if product else ()
        kept = (as_text(answer) if isinstance(answer, bool) else answer for answer in answers)
        return tuple(one for answer in kept for one in said(answer))

    def reveal(self, setup_id: str) -> Secret | None:
        return None

    def file(self, setup_id: str, name: str) -> bytes:
        raise problem("read-only")

    def own_file(self, setup_id: str, name: str, uploaded: bytes) -> NoReturn:
        raise problem("read-only")

    def begin(self, product: str) -> NoReturn:
        raise problem("read-only")

    def create(self) -> NoReturn:
        raise problem("read-only")

    def prepare(self, choices: Mapping[str, Answer], answers: Mapping[str, str]) -> NoReturn:
        raise problem("read-only")

    def source(self, setup_id: str, look: float = 0.0) -> NoReturn:
        raise problem("read-only")

    def answer(self, setup_id: str, seq: int, step: str, answers: Mapping[str, str]) -> NoReturn:
        raise problem("read-only")

    def confirm(self, setup_id: str, seq: int, step: str, changes: Sequence[Change]) -> NoReturn:
        raise problem("read-only")

    def tick(self, setup_id: str, name: str, on: bool) -> NoReturn:
        raise problem("read-only")

    def close(self) -> None:
        """There is nothing to close."""

    def _fails(self, step: str) -> bool:
        seen = self._bundle.seen.get(step)
        if seen is None:
            return False
        if seen.problem:
            return not isinstance(seen.problem, NotYet)
        return any(part.verdict == "fail" for part in parts(seen.view) if isinstance(part, Report))

    def _begin_at(self) -> str:
        """The first step at which something is wrong, else the one the customer is at."""
        reachable = [name for name, state in self.states(self._bundle.setup).items() if state != "locked"]
        return next(filter(self._fails, reachable), self.position(self._bundle.setup))
