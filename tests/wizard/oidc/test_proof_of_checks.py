"""Claims are verified only by passing every check, and shown without what is nobody's business."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from steps.login_report.told import meaning
from steps.model.app import App
from steps.model.facts import Evidence
from steps.model.secret import Secret
from wizard.oidc import checks
from wizard.oidc.answer_checks import Answer
from wizard.oidc.checks import CHECKS, NOT_APPLICABLE, Trail, VerifiedClaims
from wizard.oidc.exchange import exchange
from wizard.oidc.relying_party import RelyingParty
from wizard.oidc.transaction import begin
from wizard.oidc.verdicts import Check, need
from wizard.secret_shapes import shape_in
from wizard.text import has, text

from .conftest import Person
from .hostile import CLIENT, CODE_SECRET, REDIRECT, TENANT, Misbehaviour


def verified(person: Person) -> VerifiedClaims:
    """What a login that passed every check gives back."""
    ca = str(person.provider.ca)
    transaction = begin(
        client_id=CLIENT,
        tenant_id=TENANT,
        redirect_uri=REDIRECT,
        endpoints=person.endpoints(),
        app=App(platform="web", redirects=()),
        secret=Secret(CODE_SECRET),
        scopes=("openid", "email"),
    )
    with RelyingParty(transaction, ca) as party:
        sent = person.visit(party.authorization_url())
    return exchange(Answer(transaction, sent, "key", "key"), person.clock.now(), ca)


FORGED = {
    "made": lambda it: VerifiedClaims({"sub": "me"}, (Evidence("sub", "pass"),), object()),
    "made-of-its-own": lambda it: type(it)(it.claims, it.checks, None),
    "made-without-new": lambda it: setattr(object.__new__(VerifiedClaims), "claims", {"sub": "me"}),
    "copied": copy.copy,
    "copied-deep": copy.deepcopy,
    "replaced": lambda it: dataclasses.replace(it, claims={"sub": "me"}),
    "pickled": pickle.dumps,
    "pickled-in-the-old-way": lambda it: pickle.dumps(it, 0),
    "subclassed": lambda it: type("Mine", (VerifiedClaims,), {}),
    "changed": lambda it: setattr(it, "claims", {"sub": "me"}),
    "changed-inside": lambda it: it.claims.update(sub="me"),
    "written-over": lambda it: it.claims.__setitem__("sub", "me"),
    "emptied": lambda it: delattr(it, "checks"),
    "given-more": lambda it: setattr(it, "more", "x"),
}


@pytest.mark.parametrize("forge", [pytest.param(forge, id=name) for name, forge in FORGED.items()])
def test_nobody_else_can_make_or_change_verified_claims(person: Person, forge: Callable[[Any], object]) -> None:
    found = verified(person)
    with pytest.raises((TypeError, AttributeError)):
        forge(found)
    assert found.claims["sub"] == "subject-1"


def test_what_is_made_around_the_checks_holds_nothing() -> None:
    empty = object.__new__(VerifiedClaims)
    assert not hasattr(empty, "claims")
    assert not hasattr(empty, "checks")


def test_every_clause_has_a_row_or_a_reason() -> None:
    clauses = {f"Core 3.1.3.7 ({number})" for number in range(1, 14)}
    enforced = {check.cites for check in CHECKS}
    assert clauses - enforced == set(NOT_APPLICABLE)
    assert set(NOT_APPLICABLE) & enforced == set()
    names = {check.name for check in CHECKS}
    assert {name for why in NOT_APPLICABLE.values() for name in re.findall(r"\(([a-z-]+)\)\.", why)} <= names


def test_what_no_row_checks_is_never_asked_for(person: Person) -> None:
    started = person.hub.start(person.offer().id)
    assert started
    asked = set(parse_qs(urlsplit(started[0]).query))
    assert asked & {"acr_values", "max_age", "claims", "id_token_hint", "request", "request_uri"} == set()


def test_every_check_says_what_it_proves_and_whose_side_it_is_when_it_fails() -> None:
    assert [check.name for check in CHECKS if not (check.run.__doc__ or "").strip()] == []
    only_warn = {"clock", "groups", "role"}
    assert {check.name for check in CHECKS if not has(f"check_failed.{check.name}")} == only_warn


def test_a_trail_that_left_out_a_check_verifies_nothing() -> None:
    trail = Trail()
    with pytest.raises(AssertionError):
        trail.verified()
    trail.walk([Check(check.name, lambda _: need(True), "") for check in CHECKS], None)
    # Every row passed, but no claims went by.
    with pytest.raises(AssertionError):
        trail.verified()


def test_every_check_that_always_applies_is_in_the_report(person: Person) -> None:
    attempt = person.log_in()
    names = [check.name for check in attempt.checks]
    assert names == [check.name for check in CHECKS if check.name in names]
    assert {check.name for check in CHECKS if check.always} <= set(names)
    assert attempt.result
    assert attempt.result.checks == attempt.checks


def test_claims_are_shown_as_text_without_those_of_one_request(person: Person) -> None:
    odd = {"groups": ["a", "b"], "address": {"city": "x"}, "long": "l" * 900, "bad\x00": "\ud800", "aio": "x"}
    person.provider.misbehave(Misbehaviour(claims={**odd, "exp": 4102444800, "xms_edov": True}))
    result = person.log_in().result
    assert result
    shown = result.claims
    assert {"nonce", "aio"} & set(shown) == set()
    assert shown["exp"] == "2100-01-01T00:00:00+00:00"
    assert (shown["groups"], shown["address"], shown["xms_edov"]) == ("a, b", '{"city": "x"}', "true")
    assert len(shown["long"]) == 401
    assert shown["name"] == "Adele <b>Vance</b>"
    assert "\ud800" not in "".join(shown.values())
    assert (result.user_name, result.subject) == ("adele@contoso.example", "subject-1")
    assert result.missing == ()


def test_a_person_without_a_name_is_shown_by_the_subject(person: Person) -> None:
    person.provider.misbehave(Misbehaviour(claims={"name": None, "preferred_username": None}))
    result = person.log_in().result
    assert result
    assert result.user_name == "subject-1"


def test_no_secret_value_is_in_what_the_page_sees(person: Person) -> None:
    sent, key = person.leave()
    hidden = [key, CODE_SECRET, "access-1", *(value for _, value in sent)]
    before = repr(person.attempt()) + repr(person.hub.__dict__)
    person.hub.complete(sent, key)
    after = repr(person.attempt()) + repr(person.hub.__dict__)
    assert [value for value in hidden if value in before + after] == []


SECRETS = {
    "entra-secret": "Abc8Q~" + "d" * 34,
    "jwt": f"eyJ{'a' * 20}.{'b' * 20}.{'c' * 20}",
    "parameter": "https://wiki.example/?client_secret=hunter-two",
    "across-lines": "authorization:\x00bearer hunter-two",
    "cut-in-the-middle": "x" * 380 + "Abc8Q~" + "d" * 34,
    "cut-behind-the-name": "x" * 393 + " state=hunter-two",
}


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in SECRETS.items()])
def test_what_looks_like_a_secret_is_in_no_result(person: Person, value: str) -> None:
    odd = {"name": value, "oid": value, "groups": ["a", value], value: "name", "deep": {"in": [SECRETS["jwt"]]}}
    person.provider.misbehave(Misbehaviour(claims={**odd, "preferred_username": None, "password": "hunter-two"}))
    result = person.log_in().result
    assert result
    assert shape_in(asdict(result)) == ""
    assert not [shown for shown in ("hunter-two", "d" * 10, "c" * 10) if shown in repr(result)]
    assert "password" not in result.claims
    assert result.claims["sub"] == "subject-1"


def test_what_looks_like_a_secret_is_in_no_row_of_a_refused_login(person: Person) -> None:
    person.provider.misbehave(Misbehaviour(claims={"ver": SECRETS["jwt"]}))
    attempt = person.log_in()
    assert attempt.checks[-1] == Evidence("ver", "fail", '"••••" ≠ "2.0"')
    person.provider.misbehave(Misbehaviour())
    person.hub.drop("s1")
    assert person.log_in().status == "passed"


def test_the_first_page_does_not_wait_for_the_libraries_of_a_login() -> None:
    script = "import sys, wizard.oidc.hub, wizard.oidc.provider; print({'authlib', 'joserfc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_claim_has_a_meaning() -> None:
    assert "object ID" in text(meaning("oid"))
    assert text(meaning("extension_made_up")) == text(meaning("unknown"))


def test_the_seal_is_in_nobody_elses_hands() -> None:
    root = Path(checks.__file__).parents[1]
    holding = [file.name for file in root.rglob("*.py") if "_SEAL" in file.read_text("utf-8")]
    assert holding == ["checks.py"]
