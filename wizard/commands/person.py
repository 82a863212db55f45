"""A scripted person who does at each step what its view asks for, as a human would in the browser."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlsplit

from steps.model.facts import Answer
from steps.model.recipe import Recipe, Rehearsal
from steps.model.values import names
from steps.model.views import Ask, Done, Finding, HandOver, Open, Propose, Report, View, Wait
from steps.model.when import holds
from steps.model.words import say

from ..engine import Engine
from ..oidc.hub import LoginHub
from ..practice import PracticeTenant
from ..text import text

PATIENCE = 60.0
"""Seconds that one step may take before the rehearsal gives up on it."""

ADMINISTRATOR = "adele.vance"


class ScriptedPerson:
    """Works through one setup; every answer is the rehearsal's, or the question's example.

    Only a group that the product counts on is one of the practice tenant, as it will be one of the admin's.
    """

    def __init__(
        self, engine: Engine, hub: LoginHub, tenant: PracticeTenant, recipe: Recipe, rehearsal: Rehearsal
    ) -> None:
        self._engine, self._hub, self._tenant = engine, hub, tenant
        self._recipe, self._rehearsal = recipe, rehearsal
        self._id = engine.create().id
        self.user_name = tenant.directory.user_name(ADMINISTRATOR)
        self.callback = hub.redirect_uri()
        self.secret = ""

    def do(self, step: str) -> str:
        """Do what this step asks until it is done; returns a short account. Raises `Problem`, `TimeoutError`."""
        deadline = time.monotonic() + PATIENCE
        did: list[str] = []
        while time.monotonic() < deadline:
            seen = self._engine.seen(self._id, step, wait=2.0)
            if seen.problem:
                raise seen.problem
            if isinstance(seen.view, Done) and self._engine.setup(self._id).is_done(type(seen.view.fact)):
                return ", ".join(dict.fromkeys(did)) or "–"
            if seen.view is not None and not seen.looking and not seen.applying:
                did += self._react(step, seen.seq, seen.view)
            else:
                time.sleep(0.05)
        raise TimeoutError(f"{step}: {type(seen.view).__name__}")

    @property
    def missing(self) -> tuple[str, ...]:
        """The claims that the product needs and the login did not bring."""
        login = self._engine.setup(self._id).login
        return login.missing if login else ()

    def outputs(self) -> list[str]:
        """Everything that is kept or exported, to be searched for what must not be in it."""
        files = [self._engine.summary(self._id, form)[1].decode() for form in ("md", "json")]
        return [*files, *(repr(event) for event in self._engine.events(self._id))]

    def _react(self, step: str, seq: int, view: View) -> list[str]:
        match view:
            case Ask():
                given = self._answers(view)
                self._engine.answer(self._id, seq, step, given)
                return [answer.replace("\n", "; ") for answer in given.values() if answer]
            case Propose():
                self._engine.confirm(self._id, seq, step, view.changes)
                return [text(say(f"change.{c.kind}.title", **c.values)) for c in view.changes]
            case HandOver():
                return self._hand_over(step, view)
            case Open():
                return self._open(step, view)
            case Wait():
                time.sleep(0.05)
            case Report():
                failed = [f"{text(f.name)} {f.seen}" for f in _failed(view)]
                raise TimeoutError(" · ".join([text(view.title), *failed]))
        return []

    def _answers(self, view: Ask) -> dict[str, str]:
        if view.cards and not view.fields:
            return {"card": self._recipe.id}
        answers: dict[str, str] = {}
        kept: dict[str, Answer] = {}
        for field in view.fields:
            if holds(field.when, kept):
                given = self._rehearsal.answers.get(field.name, field.shown) or self._group(field.name)
                answers[field.name] = given or ("" if field.optional else field.example)
                kept[field.name] = answers[field.name]
        return answers

    def _group(self, question: str) -> str:
        """The object ID of a group of this person's, where the product counts on the groups that are answered."""
        apps = (self._recipe.app.assigned, *(variant.app.get("assigned", ()) for variant in self._recipe.variants))
        counted_on = {name for texts in apps if isinstance(texts, tuple) for each in texts for name in names(each)}
        directory = self._tenant.directory
        groups = directory.groups_of(directory.person(ADMINISTRATOR)["id"], transitive=False)
        return str(groups[0]["id"]) if question in counted_on else ""

    def _open(self, step: str, view: Open) -> list[str]:
        if step == "live_login":
            return self.sign_in_to_test(view)
        self._tenant.sign_in_and_deliver(view.link, self.user_name)
        self._wait_while_open(step)
        return [f"signed in as {self.user_name}"]

    def open_link(self, view: Open) -> tuple[str, str] | None:
        """Click the one-time link of the test login: Microsoft's address, and the key of this browser."""
        return self._hub.start(view.link.rpartition("/")[2])

    def sign_in_to_test(self, view: Open) -> list[str]:
        """Open the one-time link of the test login, sign in, and come back to /callback."""
        started = self.open_link(view)
        if started is None:
            return []
        address, browser_key = started
        back = self._tenant.sign_in(address, self.user_name)
        self._hub.complete(parse_qsl(urlsplit(back).query), browser_key)
        return ["signed in, every check passed"]

    def _wait_while_open(self, step: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not isinstance(self._engine.seen(self._id, step, wait=1.0).view, Open):
                return
            time.sleep(0.2)

    def _hand_over(self, step: str, view: HandOver) -> list[str]:
        for task in view.tasks:
            if task.waits and not task.ticked:
                self._engine.tick(self._id, task.name, on=True)
        held = self._engine.reveal(self._id)
        self.secret = held.reveal() if held else ""
        for file in view.files:
            self._engine.file(self._id, file.name)
        self._engine.answer(self._id, self._engine.setup(self._id).seq, step, {"done": "yes"})
        return [f"{len(view.tasks)} tasks", f"{len(view.files)} files"]


def _failed(view: Report) -> list[Finding]:
    return [finding for section in view.sections for finding in section.findings if finding.verdict == "fail"]
