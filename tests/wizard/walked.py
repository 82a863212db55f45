"""A setup in the practice tenant, walked by the scripted person up to a step, and what a test may do to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from steps.model.ports import World
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Propose, View, Wait
from wizard.assemble import assembled
from wizard.commands.person import ScriptedPerson
from wizard.engine import Engine
from wizard.journal import Journal
from wizard.practice import PracticeTenant
from wizard.recipes import RecipeShelf

PROVING = ("make_secret", "live_login")
"""Steps that wait until Entra takes a secret."""


class Walked:
    """One setup, its engine and its tenant."""

    def __init__(self, engine: Engine, tenant: PracticeTenant, person: ScriptedPerson) -> None:
        self.engine, self.tenant, self.person = engine, tenant, person

    @property
    def setup(self) -> Setup:
        (setup,) = self.engine.setups()
        return setup

    @property
    def world(self) -> World:
        """The outside as this setup sees it."""
        return self.engine._work.world(self.setup.id)

    def walk(self, *steps: str) -> None:
        for step in steps:
            self.person.do(step)

    def begin_reading_least(self) -> None:
        """Everything up to the plan, with a sign-in that may not read the policies: only a refusal tells of them."""
        # Said before the first sign-in begins, or it asks for more.
        self.engine._record.append(self.setup.id, "chosen", {"choices": {"look_deeper": False}})
        self.walk("choose_product", "sign_in", "check_tenant")

    def look(self, step: str, *, waiting: bool = False) -> View:
        """What the step shows now; raises the problem it ends in. A proof is waited for, unless `waiting`."""
        self.engine.look_again(self.setup.id, step)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            seen = self.engine.seen(self.setup.id, step, wait=5)
            if seen.problem:
                raise seen.problem
            waits = step in PROVING and isinstance(seen.view, Wait)
            if seen.view and not seen.looking and not seen.applying and (waiting or not waits):
                return seen.view
            time.sleep(0.02)
        raise TimeoutError(step)

    def problem(self, step: str) -> str:
        """The code of the problem that the step ends in."""
        try:
            view = self.look(step)
        except Problem as stopped:
            return stopped.code
        raise AssertionError(view)

    def answer(self, step: str, **answers: str) -> None:
        self.engine.answer(self.setup.id, self.setup.seq, step, answers)

    def confirm(self, step: str) -> None:
        """Confirm what the step proposes, and wait until it is made."""
        view = self.look(step)
        assert isinstance(view, Propose), view
        self.engine.confirm(self.setup.id, self.setup.seq, step, view.changes)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            seen = self.engine.seen(self.setup.id, step, wait=1)
            if seen.problem:
                raise seen.problem
            if not seen.applying:
                if self.engine.position(self.setup) == "make_secret":
                    self.look("make_secret")
                return
        raise TimeoutError(step)

    @property
    def application(self) -> dict[str, Any]:
        (application,) = self.tenant.directory.applications_json()
        return application

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the application as somebody in the portal would."""
        application = self.application
        change(application)
        self.tenant.directory.applications.put(application["id"], application)

    def edit_principal(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the enterprise application as somebody in the portal would."""
        assert self.setup.registration is not None
        principal = self.tenant.directory.service_principals.get(self.setup.registration.service_principal_id)
        assert principal is not None
        change(principal)
        self.tenant.directory.service_principals.put(principal["id"], principal)


@contextmanager
def begun(
    folder: Path, product: str = "hugging_face", rehearsal: int = 0, products: Sequence[Path] = (), **answers: str
) -> Iterator[Walked]:
    """A new setup in a tenant of its own; `answers` take the place of the rehearsal's, `products` are folders."""
    shelf = RecipeShelf(products)
    recipe = shelf.get(product)
    with ExitStack() as stack:
        tenant = stack.enter_context(PracticeTenant(folder / "practice"))
        journal = Journal(str(folder / "setups.sqlite"))
        engine, hub = stack.enter_context(assembled(journal, tenant.cloud, shelf, port=8765))
        way = recipe.rehearsals[rehearsal]
        way = replace(way, answers={**way.answers, **answers})
        person = ScriptedPerson(engine, hub, tenant, recipe, way)
        yield Walked(engine, tenant, person)
