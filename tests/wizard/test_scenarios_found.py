"""Each situation of the practice tenant, with each person: found before the first login, or explained after it.

One setup is walked to the test login by the administrator, and everybody tests in turn. What is wrong is mended each
time, and the login goes through. The table of what is found where stands in `situations.py`; the last test counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from situations import ASSIGN, NOT_ASSIGNED, ONCE, ORDINARY, PEOPLE, RECIPE, SCENARIOS, SIGNED_IN, Situation
from walked import Walked, begun

from steps.model.chosen import chosen
from steps.model.setup import Setup
from steps.model.views import Done, Finding, Open, Propose, Report, View
from steps.model.words import Say
from steps.preflight import before_login
from wizard.commands.person import ScriptedPerson
from wizard.practice.mishaps import MISHAPS
from wizard.text import text

FOUND: dict[tuple[str, str], str] = {}
"""By situation and person: `before`, `after`, or `spared`; filled by the tests and counted by the last one."""

BEFORE_LOGIN = ("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")


@contextmanager
def at_the_login(folder: Path) -> Iterator[Walked]:
    """A setup that has only its test login left."""
    (folder / "products").mkdir()
    (folder / "products" / "situations.toml").write_text(RECIPE, "utf-8")
    with begun(folder, "situations", products=[folder / "products"]) as one:
        one.walk("choose_product")
        # Entra's servers are asked twice with a pause between, which here knows everything at once.
        vars(one.world.proofs)["_again"] = 0.01
        one.walk("sign_in", "check_tenant", *BEFORE_LOGIN)
        yield one


def findings(view: View) -> list[Finding]:
    report = view if isinstance(view, Report) else getattr(view, "report", None)
    return [f for section in report.sections for f in section.findings] if report else []


def told(view: View) -> set[str]:
    """The keys of everything a view warns of."""
    return {f.name.key for f in findings(view) if f.verdict != "pass" and isinstance(f.name, Say)}


def choose(one: Walked, person: str) -> None:
    """Name who tests, and forget what was tried before."""
    one.answer("live_login", card="again")
    one.answer("live_login", tester=one.tenant.directory.user_name(person))
    one.person.user_name = one.tenant.directory.user_name(person)


def let_in(one: Walked) -> set[str]:
    """Confirm whatever the page proposes, until it offers the login; the kinds of what was made."""
    made: set[str] = set()
    while isinstance(view := one.look("live_login", waiting=True), Propose):
        made |= {change.kind for change in view.changes}
        one.confirm("live_login")
    return made


def finish(one: Walked, person: str) -> None:
    """The login goes through; only who has no address lacks the claim that the product reads."""
    let_in(one)
    view = one.look("live_login")
    assert isinstance(view, Open), view
    one.person.sign_in_to_test(view)
    done = one.look("live_login")
    assert isinstance(done, Done), done
    lacking = {"email"} if person == "noel.brandt" else set()
    assert one.setup.login
    assert {*one.setup.login.missing} == lacking


def test_what_meets_the_person_who_sets_up(tmp_path: Path) -> None:
    with begun(tmp_path) as first:
        first.walk("choose_product", "sign_in", "check_tenant")
        for grant in first.tenant.directory.grants.all():
            everybody = {**grant, "consentType": "AllPrincipals", "principalId": None}
            first.tenant.directory.grants.put(grant["id"], everybody)
        for wrong in SIGNED_IN:
            wrong.switch(first.tenant)
        for person in PEOPLE:
            other = joined(first, person)
            other.walk("choose_product", "sign_in")
            keys = told(other.look("check_tenant"))
            for wrong in SIGNED_IN:
                assert (wrong.found in keys) is (person not in wrong.spares), (person, keys)
                FOUND[wrong.name, person] = "spared" if person in wrong.spares else "before"
        first.tenant.scenarios.reset()
        assert not told(other.look("check_tenant")) & {wrong.found for wrong in SIGNED_IN}


def joined(first: Walked, person: str) -> Walked:
    """Another setup in the same tenant, by somebody else."""
    one = first.person
    scripted = ScriptedPerson(first.engine, one._hub, first.tenant, one._recipe, one._rehearsal)
    scripted.user_name = first.tenant.directory.user_name(person)
    return OneOfMany(first.engine, first.tenant, scripted)


class OneOfMany(Walked):
    """A setup beside others."""

    @property
    def setup(self) -> Setup:
        return self.engine.setup(self.person._id)


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_said_of_a_person(person: str, healthy: Walked) -> None:
    choose(healthy, person)
    first = healthy.look("live_login")
    if person in NOT_ASSIGNED:
        assert isinstance(first, Propose)
        assert [change.kind for change in first.changes if change.kind != "test_redirect"] == [ASSIGN]
    let_in(healthy)
    assert told(healthy.look("live_login")) - {"preflight.secret"} == {*PEOPLE[person]}
    FOUND["nothing", person] = "before" if PEOPLE[person] or person in NOT_ASSIGNED else "spared"
    finish(healthy, person)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("wrong", SCENARIOS, ids=lambda wrong: wrong.name)
def test_what_meets_whoever_tests(wrong: Situation, person: str, healthy: Walked) -> None:
    choose(healthy, person)
    if wrong.step == "live_login" and (wrong.found or wrong.after):
        let_in(healthy)
    wrong.switch(healthy.tenant)
    try:
        FOUND[wrong.name, person] = seen(healthy, wrong)
    finally:
        healthy.tenant.scenarios.reset()


def seen(one: Walked, wrong: Situation) -> str:
    """Where the wizard says it; asserts that it does."""
    one.answer("live_login", card="again")
    if wrong.problem:
        assert one.problem(wrong.step) == wrong.found
        return "before"
    if not wrong.found and not wrong.after:
        MISHAPS["unassigned"](one.tenant.directory)
        assert ASSIGN in let_in(one)
        assert isinstance(one.look("live_login"), Open)
        return "before"
    view = one.look(wrong.step)
    if not wrong.after:
        assert wrong.found in told(view), told(view)
        return "before"
    assert isinstance(view, Open)
    one.person.sign_in_to_test(view)
    refused = one.look("live_login")
    assert isinstance(refused, Report)
    assert any(wrong.after in f"{text(f.name)} {f.seen}" for f in findings(refused)), findings(refused)
    return "after"


@pytest.mark.parametrize("wrong", ONCE, ids=lambda wrong: wrong.name)
def test_what_somebody_did_to_the_registration(wrong: Situation, healthy: Walked) -> None:
    choose(healthy, ORDINARY)
    wrong.switch(healthy.tenant)
    known = before_login(healthy.setup, chosen(healthy.setup, healthy.world), healthy.world)
    assert wrong.found in {f.name.key for f in known.findings if f.verdict in ("fail", "warn")}
    if wrong.again:
        healthy.answer("live_login", card="renew")
        healthy.walk(*wrong.again)
    assert let_in(healthy) >= {*wrong.mended}
    mended = before_login(healthy.setup, chosen(healthy.setup, healthy.world), healthy.world)
    left = {f.name.key for f in mended.findings if f.verdict in ("fail", "warn")}
    assert (wrong.found in left) is wrong.stays
    FOUND[wrong.name, ORDINARY] = "before"


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with at_the_login(tmp_path_factory.mktemp("healthy")) as one:
        yield one


def test_at_least_four_in_five_are_found_before_the_first_login(capsys: pytest.CaptureFixture[str]) -> None:
    counted = Counter(FOUND.values())
    touched = counted["before"] + counted["after"]
    with capsys.disabled():
        print(f"\n{counted['before']} of {touched} found before the login, {counted['after']} explained after it")
    assert counted["before"] >= 0.8 * touched
