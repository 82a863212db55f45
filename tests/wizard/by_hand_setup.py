"""Setups by hand in one practice tenant: what the person answers, and every word that the wizard says to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from walked import Walked, begun

from steps.model.chosen import Chosen, chosen
from steps.model.problems import AskAgain
from steps.model.setup import Setup
from steps.model.views import View
from steps.model.words import Say
from steps.registration import application
from tests.wizard.practice.desk import Desk
from wizard.commands.person import ScriptedPerson
from wizard.practice.people import DOMAIN
from wizard.text import text

EXPIRES = (date.today() + timedelta(days=180)).isoformat()

TESTER = f"adele.vance@{DOMAIN}"
Json = dict[str, Any]


class ByHand(Walked):
    """One of several setups of an engine; nobody is signed in for it."""

    desk: Desk

    @property
    def setup(self) -> Setup:
        return self.engine.setup(self.person._id)

    @property
    def picked(self) -> Chosen:
        return chosen(self.setup, self.world)

    def says(self, step: str) -> str:
        """Everything that the step shows now."""
        return told(self.look(step))

    def refusal(self, step: str, **answers: str) -> str:
        """The code of the problem with which these answers are refused at their field."""
        with pytest.raises(AskAgain) as refused:
            self.answer(step, **answers)
        assert refused.value.values["field"] in answers
        return refused.value.code

    def name_tenant(self, tenant: str = DOMAIN, tester: str = TESTER) -> str:
        """Say which tenant it is and who tests the login; what the wizard makes of it."""
        self.answer("sign_in", tenant=tenant, tester=tester)
        return self.says("sign_in")

    def begin(self, role: str = "application") -> ByHand:
        """Everything up to the registration."""
        self.name_tenant()
        self.answer("check_tenant", role=role)
        self.look("check_tenant")
        return self

    def made(self, **changed: Any) -> Json:
        """The application that the instructions lead to, with these properties otherwise; as Graph shows it."""
        body = application.desired(self.picked, "By hand", None)
        body[self.picked.app.platform]["redirectUris"].append(self.person.callback)
        made = self.desk.application(**{**body, **changed})
        return {"principal": made["principal"], **self.desk.do("GET", f"/applications/{made['id']}")}

    def paste(self, app: Json, **changed: Any) -> str:
        """Paste the manifest of this application, with these properties otherwise; what the wizard makes of it."""
        self.answer("register_app", pasted=json.dumps({**app, **changed}))
        return self.says("register_app")

    def paste_id(self, client_id: str) -> str:
        """Paste the client ID alone and go on without the manifest: only Entra can be asked then."""
        if self.setup.choices.get("pasted_client_id"):
            self.answer("register_app", card="another_app")
        self.answer("register_app", pasted=client_id)
        self.answer("register_app", card="without_manifest")
        return self.says("register_app")

    def ready(self) -> ByHand:
        """Everything up to the test login, which nobody has begun yet."""
        app = self.begin().made()
        self.paste(app)
        self.look("grant_access")
        self.answer("grant_access", done="yes")
        for step in ("grant_access", "collect_endpoints", "make_secret"):
            self.look(step)
        self.answer("make_secret", client_secret=self.desk.secret(app), secret_expires=EXPIRES)
        self.look("make_secret")
        self.answer("configure_product", done="yes")
        self.look("configure_product")
        return self


class Bench:
    """The practice tenant, its engine, and any number of setups by hand in it."""

    def __init__(self, walked: Walked) -> None:
        self.engine, self.tenant = walked.engine, walked.tenant
        self._hub, self._recipes = walked.person._hub, walked.world.recipes
        self.desk = Desk(walked.tenant).sign_in()
        self._ready: ByHand | None = None

    def by_hand(self, product: str = "hugging_face") -> ByHand:
        """A new setup whose product is chosen, at its first page without a sign-in."""
        recipe = self._recipes.get(product)
        person = ScriptedPerson(self.engine, self._hub, self.tenant, recipe, recipe.rehearsals[0])
        setup = ByHand(self.engine, self.tenant, person)
        setup.desk = self.desk
        setup.walk("choose_product")
        setup.answer("sign_in", card="by_hand")
        return setup

    @property
    def ready(self) -> ByHand:
        """One setup before its test login, for every test that only asks."""
        self._ready = self._ready or self.by_hand().ready()
        return self._ready


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """A tenant and an engine of their own."""
    with begun(folder) as walked:
        made = Bench(walked)
        with closing(made.desk):
            yield made


def told(shown: View | Any) -> str:
    """Every word in a view, in order, one per line."""
    return "\n".join(_words(shown))


def _words(shown: Any) -> Iterator[str]:
    if isinstance(shown, Say | str):
        yield text(shown)
    elif is_dataclass(shown):
        for field in fields(shown):
            yield from _words(getattr(shown, field.name))
    elif isinstance(shown, Mapping):
        yield from _words(tuple(shown.values()))
    elif isinstance(shown, tuple | list):
        for one in shown:
            yield from _words(one)
