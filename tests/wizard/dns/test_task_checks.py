"""A look at a task: in a thread, once at a time, forgotten with the answers it was made with, and never silent."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from types import SimpleNamespace

from steps.model.dns import DnsAnswer
from steps.model.facts import Product
from steps.model.problems import Broken, problem
from steps.model.setup import Setup
from steps.model.words import Words
from wizard.assemble import SystemClock, assembled
from wizard.journal import Journal
from wizard.practice import PracticeTenant
from wizard.recipes import RecipeShelf
from wizard.task_checks import TaskCheck, TaskChecks

SHELF = RecipeShelf()
MATILLION = Product("matillion", "Matillion", "hash", {"domains": ("a.example",)})


class HeldDns:
    """Answers once it is let go; `fault` is raised instead."""

    def __init__(self) -> None:
        self.rounds, self.let_go = 0, Event()
        self.fault: Exception | None = None

    def txt(self, names: Sequence[str]) -> Mapping[str, DnsAnswer]:
        self.rounds += 1
        assert self.let_go.wait(10)
        if self.fault:
            raise self.fault
        return dict.fromkeys(names, DnsAnswer("timeout"))

    def asked(self) -> Words:
        return "Nobody"


class Desk:
    """One setup, and its looks."""

    def __init__(self) -> None:
        self.setup, self.dns = Setup("s", "", product=MATILLION), HeldDns()
        world = SimpleNamespace(recipes=SHELF, dns=self.dns, clock=SystemClock())
        self.checks = TaskChecks(lambda _: self.setup, lambda _: world)

    def last(self) -> TaskCheck | None:
        return self.checks.last("s", "dns")

    def ended(self) -> TaskCheck:
        """The look that was started, once it is over."""
        self.dns.let_go.set()
        ends = time.monotonic() + 10
        while (found := self.last()) and not found.at:
            assert time.monotonic() < ends
            Event().wait(0.01)
        assert found is not None
        return found


@contextmanager
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.dns.let_go.set()
    made.checks.close()


def test_nothing_is_looked_at_before_somebody_asks() -> None:
    with desk() as here:
        assert here.last() is None
        assert here.dns.rounds == 0


def test_a_second_click_starts_no_second_look() -> None:
    with desk() as here:
        for _ in range(5):
            here.checks.start("s", "dns")
        assert here.last() == TaskCheck(MATILLION)
        assert here.ended().found
        assert here.dns.rounds == 1


def test_a_look_has_its_time_and_its_findings() -> None:
    with desk() as here:
        here.checks.start("s", "dns")
        ended = here.ended()
        assert ended.at.endswith("+00:00")
        assert ended.problem is None
        assert [finding.verdict for finding in ended.found.findings] == ["warn"]


def test_what_was_found_for_other_answers_is_not_shown() -> None:
    with desk() as here:
        here.checks.start("s", "dns")
        assert here.ended()
        here.setup = replace(here.setup, product=replace(MATILLION, answers={"domains": ("b.example",)}))
        assert here.last() is None


def test_in_practice_the_engine_finds_the_records_of_the_answers_at_the_second_look(
    practice: PracticeTenant, tmp_path: Path
) -> None:
    journal = Journal(str(tmp_path / "setups.sqlite"))
    with assembled(journal, practice.cloud, SHELF, port=8765) as (engine, _):
        setup = engine.begin("matillion")
        step = engine.step_names[0]
        engine.seen(setup.id, step, wait=10)
        engine.answer(setup.id, engine.setup(setup.id).seq, step, {"domains": "contoso.example"})
        verdicts = []
        for _ in range(2):
            engine.checks.start(setup.id, "dns")
            while not engine.checks.last(setup.id, "dns").at:
                Event().wait(0.01)
            verdicts += [finding.verdict for finding in engine.checks.last(setup.id, "dns").found.findings]
    assert verdicts == ["warn", "pass"]


def test_after_the_end_no_look_begins_and_none_seems_under_way() -> None:
    with desk() as here:
        here.checks.close()
        here.checks.start("s", "dns")
        assert here.last() is None
        assert here.dns.rounds == 0


LEAVING = """
import socket
from types import SimpleNamespace
from steps.model.facts import Product
from steps.model.setup import Setup
from wizard.assemble import SystemClock
from wizard.dns import SystemResolver
from wizard.recipes import RecipeShelf
from wizard.task_checks import TaskChecks

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
    silent.bind(("127.0.0.1", 0))
    dns = SystemResolver(["127.0.0.1"], silent.getsockname()[1], within=600)
    setup = Setup("s", "", product=Product("matillion", "Matillion", "hash", {"domains": ("a.example",)}))
    world = SimpleNamespace(recipes=RecipeShelf(), dns=dns, clock=SystemClock())
    checks = TaskChecks(lambda _: setup, lambda _: world)
    checks.start("s", "dns")
    silent.recv(512)
    checks.close()
    print("left", flush=True)
"""


def test_nobody_who_leaves_waits_for_a_silent_resolver() -> None:
    left = subprocess.run([sys.executable, "-c", LEAVING], capture_output=True, text=True, timeout=60)
    assert (left.returncode, left.stdout) == (0, "left\n"), left.stderr


def test_a_problem_and_a_fault_of_ours_are_both_told() -> None:
    with desk() as here:
        here.dns.fault = problem("recipe-wrong", file="x", said="y")
        here.checks.start("s", "dns")
        assert here.ended().problem is here.dns.fault
    with desk() as here:
        here.dns.fault = KeyError("x")
        here.checks.start("s", "dns")
        assert isinstance(here.ended().problem, Broken)
