"""A setup is the fold of its events, and every fact survives the journal unchanged."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from steps.model.changes import Change, Made, Row
from steps.model.facts import FIELDS, Configured, Fact, Finished, Product
from steps.model.problems import Problem
from steps.model.setup import Setup
from wizard.fold import APPLY, change_to_data, data_to_fact, fact_to_data, fold
from wizard.journal import KINDS, Journal

LETTERS = string.ascii_letters + string.digits + " ,|\"'\\\n{}äłΩ\u202e\u200b"


def some(kind: Any, chance: random.Random) -> Any:
    """A value of this type; texts include what JSON, lists and yes/no could be mistaken for."""
    if get_origin(kind) in (Union, UnionType):
        return some(chance.choice(get_args(kind)), chance)
    if kind is str:
        odd = ["", "true", "false", "yes", "null", "1", "[]", "a, b"]
        return chance.choice([*odd, "".join(chance.choices(LETTERS, k=12))])
    if get_origin(kind) is Literal:
        return chance.choice(get_args(kind))
    if kind is int:
        return chance.randrange(300)
    if kind is bool:
        return chance.random() < 0.5
    if kind is type(None):
        return None
    if get_origin(kind) is tuple:
        return tuple(some(get_args(kind)[0], chance) for _ in range(chance.randrange(3)))
    if get_origin(kind) is Mapping:
        return {some(str, chance): some(get_args(kind)[1], chance) for _ in range(chance.randrange(4))}
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return kind(**{field.name: some(hints[field.name], chance) for field in fields(kind)})


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(str(tmp_path / "state.sqlite"))
    yield journal
    journal.close()


def told(journal: Journal, *happened: tuple[str, dict[str, Any]]) -> Setup:
    """The fold of these events, after they went through a real journal."""
    numbers = count(len(journal.events("a")) + 1)
    if not journal.events("a"):
        journal.append("a", next(numbers), "created", {"version": "1"}, "adele")
    for kind, data in happened:
        journal.append("a", next(numbers), kind, data, "adele")
    return fold(journal.events("a"))


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)
def test_every_fact_survives_the_journal_unchanged(journal: Journal, kind: type) -> None:
    for seed in range(12):
        fact: Fact = some(kind, random.Random(seed))
        setup = told(journal, ("known", {**fact_to_data(fact), "how": "found"}))
        assert setup.fact(kind) == fact
        assert data_to_fact(fact_to_data(fact)) == fact


def test_a_read_only_mapping_in_a_fact_becomes_a_plain_one() -> None:
    product = Product("p", "P", "h", MappingProxyType({"hosts": ("a", "b"), "on": False}))
    data = fact_to_data(product)
    assert data["value"]["answers"] == {"hosts": ["a", "b"], "on": False}
    assert data_to_fact(data) == Product("p", "P", "h", {"hosts": ("a", "b"), "on": False})


CHANGE = Change(
    "register_app",
    "test_redirect",
    "PATCH /applications/{id}",
    (Row("web.redirectUris", None, "http://localhost/callback"),),
    {"uri": "http://localhost/callback"},
    temporary=True,
)
DATA = change_to_data(CHANGE)
MADE = Made("register_app", "test_redirect", CHANGE.target, "", {}, CHANGE.values, temporary=True)


def made(setup: Setup) -> tuple[Made, ...]:
    return tuple(replace(one, at="") for one in setup.made)


def test_an_intent_stands_open_until_it_is_closed(journal: Journal) -> None:
    setup = told(journal, ("intended", {"change": DATA}))
    assert setup.open_change == {
        "step": "register_app",
        "kind": "test_redirect",
        "target": "PATCH /applications/{id}",
        "values": {"uri": "http://localhost/callback"},
        "temporary": True,
        "rows": [["web.redirectUris", None, "http://localhost/callback"]],
    }
    assert setup.made == ()


@pytest.mark.parametrize(
    ("kind", "data", "kept"),
    [
        ("done", {"change": DATA, "ids": {"object_id": "o"}}, (replace(MADE, ids={"object_id": "o"}),)),
        ("adopted", {}, (MADE,)),
        ("vanished", {}, ()),
        ("failed", {"code": "throttled", "values": {"seconds": "3"}, "request_id": "r"}, ()),
    ],
)
def test_each_outcome_closes_the_intent_and_keeps_what_was_made(
    journal: Journal, kind: str, data: dict[str, Any], kept: tuple[Made, ...]
) -> None:
    setup = told(journal, ("intended", {"change": DATA}), (kind, data))
    assert setup.open_change is None
    assert made(setup) == kept


def test_an_outcome_may_bring_its_fact(journal: Journal) -> None:
    fact = Configured("2026-01-01T00:00:00+00:00")
    setup = told(
        journal,
        ("intended", {"change": DATA}),
        ("done", {"change": DATA, "ids": {}, "fact": {**fact_to_data(fact), "how": "written"}}),
    )
    assert setup.configured == fact


def test_undoing_marks_the_last_that_is_not_undone(journal: Journal) -> None:
    undone = {"step": CHANGE.step, "kind": CHANGE.kind, "target": CHANGE.target}
    setup = told(journal, *[("done", {"change": DATA, "ids": {}})] * 2, ("undone", undone))
    assert [one.undone for one in setup.made] == [False, True]
    assert [one.undone for one in told(journal, ("undone", undone)).made] == [True, True]
    assert [one.undone for one in told(journal, ("undone", undone)).made] == [True, True]


def test_choices_and_ticks_are_laid_over_one_another(journal: Journal) -> None:
    setup = told(
        journal,
        ("chosen", {"choices": {"who": "only", "people": ("User|1|A",), "editing": True}}),
        ("chosen", {"choices": {"editing": False}}),
        ("ticked", {"name": "values"}),
        ("ticked", {"name": "test"}),
        ("unticked", {"name": "values"}),
        ("unticked", {"name": "never"}),
    )
    assert setup.choices == {"who": "only", "people": ("User|1|A",), "editing": False}
    assert list(setup.ticks) == ["test"]
    assert (setup.seq, setup.changed) == (7, journal.events("a")[-1].at)
    assert setup.created == journal.events("a")[0].at


def test_a_new_answer_opens_again_what_was_built_on_it(journal: Journal) -> None:
    first, second = Product("p", "P", "h", {"host": "a"}), Product("p", "P", "h", {"host": "b"})
    facts = [first, Configured("x"), Finished("x"), second]
    setup = told(journal, *(("known", {**fact_to_data(fact), "how": "answered"}) for fact in facts))
    assert (setup.product, setup.configured, setup.finished) == (second, None, None)


def test_every_kind_of_event_has_its_meaning() -> None:
    assert tuple(APPLY) == KINDS


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "renamed"}, "journal-newer"),
        ({"data": {"fact": "Weather", "value": {}}}, "journal-newer"),
        ({"data": {"fact": "Configured", "value": {"at": 3}}}, "journal-altered"),
        ({"data": {"fact": "Configured", "value": None}}, "journal-altered"),
        ({"data": {"fact": ["Configured"]}}, "journal-altered"),
        ({"data": {}}, "journal-altered"),
        ({"kind": "done", "data": {"change": 3, "ids": {}}}, "journal-altered"),
        ({"kind": "intended", "data": {"change": 3}}, "journal-altered"),
        ({"kind": "chosen", "data": {"choices": {"x": {}}}}, "journal-altered"),
        ({"kind": "ticked", "data": {"name": []}}, "journal-altered"),
    ],
)
def test_what_cannot_be_understood_is_a_problem_not_a_guess(
    journal: Journal, changed: dict[str, Any], code: str
) -> None:
    told(journal, ("known", {**fact_to_data(Configured("x")), "how": "answered"}))
    first, second = journal.events("a")
    with pytest.raises(Problem) as stopped:
        fold([first, replace(second, **changed)])
    assert stopped.value.code == code
