"""A test login counts for the setup it was offered for, and for no other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from steps.model.facts import Endpoints, LoginResult, Product, Registration, SecretRecord

from .conftest import Person
from .hostile import CLIENT

WIKI = Product("openmetadata", "Wiki", "h", {"host": "wiki.example", "groups": ("a", "b")})
ENDPOINTS = Endpoints("https://login.example/t/v2.0", "a", "t", "j", "d")
SET_UP: dict[str, Any] = {"product": WIKI, "secret": SecretRecord("key-1", "abc"), "endpoints": ENDPOINTS}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"product": replace(WIKI, recipe="matillion")}, id="recipe"),
        pytest.param({"product": replace(WIKI, answers={**WIKI.answers, "host": "other.example"})}, id="answer"),
        pytest.param({"product": None}, id="no-product"),
        pytest.param({"registration": Registration("obj-2", f"{CLIENT}2", "sso-wizard-s1", "Wiki")}, id="client"),
        pytest.param({"secret": SecretRecord("key-2", "abc")}, id="secret"),
        pytest.param({"endpoints": replace(ENDPOINTS, issuer="https://login.example/u/v2.0")}, id="issuer"),
    ],
)
@pytest.mark.parametrize("passed", [False, True])
def test_an_attempt_is_not_reported_for_what_it_was_not_offered_for(
    person: Person, change: dict[str, Any], passed: bool
) -> None:
    before = person.setup = replace(person.setup, **SET_UP)
    first = person.log_in() if passed else person.offer()
    person.setup = replace(before, **change)
    assert person.hub.current(person.setup) is None
    assert person.hub.start(first.id) is None
    assert person.hub.current(before) is None, "one that was dropped does not come back"
    person.setup = before
    assert person.log_in().status == "passed"


def test_an_offer_for_changed_answers_is_a_new_one(person: Person) -> None:
    person.setup = replace(person.setup, **SET_UP)
    sent, key = person.leave()
    first = person.attempt()
    person.setup = replace(person.setup, product=replace(WIKI, answers={}))
    second = person.offer()
    assert (second.status, second.id == first.id) == ("waiting", False)
    person.hub.complete(sent, key)
    assert person.attempt() == second
    assert "token" not in person.provider.calls


def test_an_attempt_stays_while_nothing_it_depends_on_changes(person: Person) -> None:
    person.setup = replace(person.setup, **SET_UP)
    first = person.log_in()
    person.setup = replace(
        person.setup,
        seq=9,
        product=replace(WIKI, answers=dict(reversed(WIKI.answers.items()))),
        secret=SecretRecord("key-1", "abc", "2027-01-01", proven=True),
        login=LoginResult("2026-11-21", "adele", "subject-1", "o"),
        choices={"page_codes": ()},
    )
    assert person.attempt() == first
    assert person.offer() == first
