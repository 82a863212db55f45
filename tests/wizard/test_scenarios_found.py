"""Each situation of the practice tenant, with each person: found before the first login, or explained after it.

One setup is walked to the test login by the administrator, and everybody tests in turn. What is wrong is mended each
time, and the login goes through. What is found where stands in the tables of `situations.py`, which the tests of the
cells prove and the last test counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields
from functools import cache

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
    SAID_OF,
    SPARED,
    WAITED,
    Situation,
)
from testers import at_the_login, choose, findings, finish, is_assigned, joined, known, let_in, looked, told
from walked import Walked, begun

from steps.model.problems import Problem
from steps.model.views import Done, Open, Propose, Report
from wizard.practice.mishaps import MISHAPS
from wizard.practice.scenarios import Scenarios
from wizard.text import text

ORDINARY = "ordinary"

AT_LOGIN = [one for one in MATRIX if one.where not in (AHEAD, SPARED)]
AT_TENANT = [one for one in MATRIX if one not in AT_LOGIN]


Rooms = Callable[[str], Walked]
"""The setup in which this one of PEOPLE tests; a long journal takes long to read, so that two people share one."""


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    with ExitStack() as stack:

        @cache
        def room(number: int) -> Walked:
            return stack.enter_context(at_the_login(tmp_path_factory.mktemp("healthy")))

        yield lambda who: room([*PEOPLE].index(who) // 2 if who in PEOPLE else -1)


@pytest.fixture(scope="module")
def begun_by(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Walked]]:
    """A setup of everybody's own in one tenant, up to the look at it."""
    with begun(tmp_path_factory.mktemp("own")) as first:
        first.walk("choose_product", "sign_in", "check_tenant")
        for grant in first.tenant.directory.grants.all():
            everybody = {**grant, "consentType": "AllPrincipals", "principalId": None}
            first.tenant.directory.grants.put(grant["id"], everybody)
        yield {who: joined(first, name) for who, name in PEOPLE.items()}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("wrong", AT_LOGIN, ids=lambda wrong: wrong.name)
def test_what_meets_whoever_tests(wrong: Situation, who: str, rooms: Rooms) -> None:
    met(wrong, who, rooms(who))


def met(wrong: Situation, who: str, one: Walked) -> None:
    """The person meets it at the login, is told where the table says, and gets through once it is healed."""
    choose(one, PEOPLE[who])
    if who == "unassigned":
        MISHAPS["unassigned"](one.tenant.directory)
    elif not is_assigned(one, PEOPLE[who]):
        let_in(one)
    wrong.switch(one.tenant)
    try:
        assert seen(one, wrong) == wrong.meets(who)
    finally:
        one.tenant.scenarios.reset()
    one.answer("live_login", card="again")
    finish(one)


def seen(one: Walked, wrong: Situation) -> str:
    """Where the wizard says it; asserts that it does."""
    one.answer("live_login", card="again")
    if wrong.problem:
        with pytest.raises(Problem) as stopped:  # noqa: PT012
            let_in(one)
            looked(one)
        assert stopped.value.code == wrong.found
        return BEFORE
    if wrong.found:
        assert wrong.found in known(one)
    made = let_in(one)
    assert made >= {*wrong.mended}
    view = looked(one)
    assert isinstance(view, Open), view
    if wrong.found:
        assert (wrong.found in told(view)) is wrong.stays
        return BEFORE
    one.person.sign_in_to_test(view)
    came = looked(one)
    if not wrong.refused:
        assert isinstance(came, Done), came
        return WAITED
    assert isinstance(came, Report)
    assert any(wrong.refused in f"{text(f.name)} {f.seen}" for f in findings(came)), findings(came)
    return AFTER


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("wrong", AT_TENANT, ids=lambda wrong: wrong.name)
def test_what_meets_whoever_sets_up(wrong: Situation, who: str, begun_by: dict[str, Walked]) -> None:
    set_up(wrong, who, begun_by[who])


def set_up(wrong: Situation, who: str, one: Walked) -> None:
    """The person is told at the look at the tenant, or spared; and no longer, once it is healed."""
    wrong.switch(one.tenant)
    try:
        said = wrong.found in told(one.look("check_tenant"))
    finally:
        one.tenant.scenarios.reset()
    assert (AHEAD if said else SPARED) == wrong.meets(who)
    assert wrong.found not in told(one.look("check_tenant"))


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_told_ahead_stops_no_login(who: str, rooms: Rooms) -> None:
    one = rooms(who)
    choose(one, PEOPLE[who])
    for wrong in AT_TENANT:
        wrong.switch(one.tenant)
    try:
        finish(one)
    finally:
        one.tenant.scenarios.reset()


@pytest.mark.parametrize("wrong", OTHERS, ids=lambda wrong: wrong.name)
def test_what_meets_an_ordinary_person(wrong: Situation, begun_by: dict[str, Walked], rooms: Rooms) -> None:
    if wrong.where == AHEAD:
        set_up(wrong, ORDINARY, begun_by[ORDINARY])
    else:
        met(wrong, ORDINARY, rooms(ORDINARY))


@pytest.mark.parametrize("person", SAID_OF)
def test_what_is_said_of_a_person(person: str, rooms: Rooms) -> None:
    one = rooms("")
    MISHAPS["unassigned"](one.tenant.directory)
    choose(one, person)
    first = looked(one)
    assert isinstance(first, Propose)
    assert {change.kind for change in first.changes} - {"test_redirect"} == {ASSIGN}
    let_in(one)
    assert told(looked(one)) - {"preflight.secret"} == {*SAID_OF[person]}


@pytest.mark.parametrize("wrong", ONCE, ids=lambda wrong: wrong.name)
def test_what_somebody_did_to_the_registration(wrong: Situation, rooms: Rooms) -> None:
    one = rooms("")
    choose(one, PEOPLE[ORDINARY])
    wrong.switch(one.tenant)
    assert wrong.found in known(one)
    if wrong.again:
        one.answer("live_login", card="renew")
        one.walk(*wrong.again)
    assert let_in(one) >= {*wrong.mended}
    assert (wrong.found in known(one)) is wrong.stays


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
