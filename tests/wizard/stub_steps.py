"""Three steps small enough to see through: one writes, one asks, one ends."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

from steps.model.changes import Change
from steps.model.facts import Access, Configured, Finished
from steps.model.problems import problem
from steps.model.setup import Setup
from steps.model.step import Taken
from steps.model.views import Ask, Done, Propose, View

CHANGE = Change("write", "application", "PATCH /applications", values={"name": "n"})


class Outside:
    """What the stub steps write to, and how it can fail."""

    def __init__(self) -> None:
        self.writes = 0
        self.entered = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.fail: Exception | None = None
        self.lose_answer = False


def steps_for(outside: Outside) -> dict[str, Any]:
    def write_look(setup: Setup, world: Any) -> View:
        return Done(Access(assignment_required=True)) if outside.writes else Propose((CHANGE,))

    def write_act(change: Change, setup: Setup, world: Any) -> dict[str, str]:
        outside.entered.set()
        outside.go_on.wait(5)
        if outside.fail:
            raise outside.fail
        outside.writes += 1
        if outside.lose_answer:
            raise problem("unreachable", host="graph.microsoft.com", said="reset")
        return {"object_id": "o"}

    def ask_look(setup: Setup, world: Any) -> View:
        return Done(setup.configured) if setup.configured else Ask()

    def ask_take(answers: Any, setup: Setup, world: Any) -> Taken:
        if answers.get("word") != "yes":
            raise problem("answer-missing", field="word")
        return Taken(fact=Configured(at="now"))

    def last_look(setup: Setup, world: Any) -> View:
        return Done(Finished(at="later"), stay=True)

    def write_made(change: Change, setup: Setup, world: Any) -> dict[str, str] | None:
        return {"object_id": "o"} if outside.writes else None

    return {
        "write": SimpleNamespace(PRODUCES=Access, look=write_look, act=write_act, made=write_made),
        "ask": SimpleNamespace(PRODUCES=Configured, look=ask_look, take=ask_take),
        "last": SimpleNamespace(PRODUCES=Finished, look=last_look),
    }
