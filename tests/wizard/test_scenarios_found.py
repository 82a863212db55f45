"""Each situation of the practice tenant, with each person: found before the first login, or explained after it.

One setup is walked to the test login by the administrator, and everybody tests in turn. What is wrong is mended each
time, and the login goes through. What is found where stands in the tables of `situations.py`, which the tests of the
cells prove and the last test counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import pytest
from situations import (
    AFTER,
    AHEAD,
    ASSIGN,
    BEFORE,
    ELSEWHERE,
    MATRIX,
    ONCE,
    OTHERS,
    PEOPLE,
    RECIPE,
    SAID_OF,
    SPARED,
    WAITED,
    Situation,
)
from walked import Walked, begun

from steps.model.chosen import chosen
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Done, Finding, Open, Propose, Report, View
from steps.model.words import Say
from steps.preflight import before_login
from wizard.commands.person import ScriptedPerson
from wizard.practice.mishaps import MISHAPS
from wizard.practice.scenarios import Scenarios
from wizard.text import text

BEFORE_LOGIN = ("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")
ORDINARY = "ordinary"

AT_LOGIN = [one for one in MATRIX if one.where not in (AHEAD, SPARED)]
AT_TENANT = [one for one in MATRIX if one not in AT_LOGIN]


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


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with at_the_login(tmp_path_factory.mktemp("healthy")) as one:
        yield one


@pytest.fixture(scope="module")
def begun_by(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Walked]]:
    """A setup of everybody's own in one tenant, up to the look at it."""
    with begun(tmp_path_factory.mktemp("own")) as first:
        first.walk("choose_product", "sign_in", "check_tenant")
        for grant in first.tenant.directory.grants.all():
            everybody = {**grant, "consentType": "AllPrincipals", "principalId": None}
            first.tenant.directory.grants.put(grant["id"], everybody)
        yield {who: joined(first, name) for who, name in PEOPLE.items()}


def joined(first: Walked, person: str) -> Walked:
    """Another setup in the same tenant, by somebody else."""
    one = first.person
    scripted = ScriptedPerson(first.engine, one._hub, first.tenant, one._recipe, one._rehearsal)
    scripted.user_name = first.tenant.directory.user_name(person)
    other = OneOfMany(first.engine, first.tenant, scripted)
    other.walk("choose_product", "sign_in")
    return other


class OneOfMany(Walked):
    """A setup beside others."""

    @property
    def setup(self) -> Setup:
        return self.engine.setup(self.person._id)


def findings(view: View) -> list[Finding]:
    report = view if isinstance(view, Report) else getattr(view, "report", None)
    return [f for section in report.sections for f in section.findings] if report else []


def told(view: View) -> set[str]:
    """The keys of everything a view warns of."""
    return {f.name.key for f in findings(view) if f.verdict != "pass" and isinstance(f.name, Say)}


def known(one: Walked) -> set[str]:
    """What is known to be wrong before the login."""
    found = before_login(one.setup, chosen(one.setup, one.world), one.world).findings
    return {f.name.key for f in found if f.verdict in ("fail", "warn") and isinstance(f.name, Say)}


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


def finish(one: Walked) -> None:
    """The login goes through; only who has no address lacks the claim that the product reads."""
    let_in(one)
    view = one.look("live_login")
    assert isinstance(view, Open), view
    one.person.sign_in_to_test(view)
    done = one.look("live_login")
    assert isinstance(done, Done), done
    assert one.setup.login
    assert one.setup.login.missing == (("email",) if one.person.user_name.startswith("noel.brandt") else ())


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("wrong", AT_LOGIN, ids=lambda wrong: wrong.name)
def test_what_meets_whoever_tests(wrong: Situation, who: str, healthy: Walked) -> None:
    choose(healthy, PEOPLE[who])
    if who == "unassigned":
        MISHAPS["unassigned"](healthy.tenant.directory)
    else:
        let_in(healthy)
    wrong.switch(healthy.tenant)
    try:
        assert seen(healthy, wrong) == wrong.meets(who)
    finally:
        healthy.tenant.scenarios.reset()
    healthy.answer("live_login", card="again")
    finish(healthy)


def seen(one: Walked, wrong: Situation) -> str:
    """Where the wizard says it; asserts that it does."""
    one.answer("live_login", card="again")
    if wrong.problem:
        with pytest.raises(Problem) as stopped:  # noqa: PT012
            let_in(one)
            one.look("live_login")
        assert stopped.value.code == wrong.found
        return BEFORE
    if wrong.found:
        assert wrong.found in known(one)
    made = let_in(one)
    assert made >= {*wrong.mended}
    view = one.look("live_login")
    assert isinstance(view, Open), view
    if wrong.found:
        assert (wrong.found in told(view)) is wrong.stays
        return BEFORE
    one.person.sign_in_to_test(view)
    came = one.look("live_login")
    if not wrong.refused:
        assert isinstance(came, Done), came
        return WAITED
    assert isinstance(came, Report)
    assert any(wrong.refused in f"{text(f.name)} {f.seen}" for f in findings(came)), findings(came)
    return AFTER


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("wrong", AT_TENANT, ids=lambda wrong: wrong.name)
def test_what_meets_whoever_sets_up(wrong: Situation, who: str, begun_by: dict[str, Walked], healthy: Walked) -> None:
    one = begun_by[who]
    assert wrong.found not in told(one.look("check_tenant"))
    choose(healthy, PEOPLE[who])
    for tenant in (one.tenant, healthy.tenant):
        wrong.switch(tenant)
    try:
        said = wrong.found in told(one.look("check_tenant"))
        # It stops no login: that of this very person goes through meanwhile.
        finish(healthy)
    finally:
        for tenant in (one.tenant, healthy.tenant):
            tenant.scenarios.reset()
    assert (AHEAD if said else SPARED) == wrong.meets(who)
    assert wrong.found not in told(one.look("check_tenant"))


@pytest.mark.parametrize("wrong", OTHERS, ids=lambda wrong: wrong.name)
def test_what_meets_an_ordinary_person(wrong: Situation, begun_by: dict[str, Walked], healthy: Walked) -> None:
    if wrong.where == AHEAD:
        test_what_meets_whoever_sets_up(wrong, ORDINARY, begun_by, healthy)
    else:
        test_what_meets_whoever_tests(wrong, ORDINARY, healthy)


@pytest.mark.parametrize("person", SAID_OF)
def test_what_is_said_of_a_person(person: str, healthy: Walked) -> None:
    MISHAPS["unassigned"](healthy.tenant.directory)
    choose(healthy, person)
    first = healthy.look("live_login")
    assert isinstance(first, Propose)
    assert {change.kind for change in first.changes} - {"test_redirect"} == {ASSIGN}
    let_in(healthy)
    assert told(healthy.look("live_login")) - {"preflight.secret"} == {*SAID_OF[person]}
    finish(healthy)


@pytest.mark.parametrize("wrong", ONCE, ids=lambda wrong: wrong.name)
def test_what_somebody_did_to_the_registration(wrong: Situation, healthy: Walked) -> None:
    choose(healthy, PEOPLE[ORDINARY])
    wrong.switch(healthy.tenant)
    assert wrong.found in known(healthy)
    if wrong.again:
        healthy.answer("live_login", card="renew")
        healthy.walk(*wrong.again)
    assert let_in(healthy) >= {*wrong.mended}
    assert (wrong.found in known(healthy)) is wrong.stays


def test_nothing_that_can_be_switched_on_is_left_out() -> None:
    named = [one.name for one in (*MATRIX, *OTHERS)] + [*ELSEWHERE]
    assert sorted(named) == sorted(one.name for one in fields(Scenarios))
    assert [one.name for one in sorted(ONCE, key=lambda one: one.name)] == sorted(MISHAPS)
    assert {*PEOPLE.values(), "gideon.hall"} == {*SAID_OF}


def test_four_in_five_are_found_before_the_first_login(record_property: pytest.RecordProperty) -> None:
    cells = [one.meets(who) for one in MATRIX for who in PEOPLE]
    counted = Counter(cells)
    assert (len(MATRIX), len(PEOPLE), len(cells)) == (8, 6, 48)
    assert counted == {BEFORE: 18, WAITED: 6, AFTER: 6, AHEAD: 17, SPARED: 1}
    stops = counted[BEFORE] + counted[WAITED] + counted[AFTER]
    in_time = counted[BEFORE] + counted[WAITED]
    assert in_time / stops >= 0.8
    record_property(
        "counted",
        f"{len(MATRIX)} situations x {len(PEOPLE)} people: {stops} stop a login, of which {counted[BEFORE]} are "
        f"named and {counted[WAITED]} waited for before it ({in_time / stops:.0%}), and {counted[AFTER]} explained "
        f"after it. {counted[AHEAD]} stop no login and are told to whoever sets up, {counted[SPARED]} meets nobody. "
        f"Apart from these: {len(OTHERS)} further situations and {len(ONCE)} mishaps, each with one person.",
    )
