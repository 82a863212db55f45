"""Claims are verified only by passing every check, and shown without what is nobody's business."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict

import pytest

from steps.model.facts import Evidence
from wizard.oidc.checks import CHECKS, Trail, VerifiedClaims
from wizard.oidc.claims import meaning
from wizard.oidc.verdicts import Check, need
from wizard.secret_shapes import shape_in
from wizard.text import text

from .conftest import Person
from .hostile import CODE_SECRET, Misbehaviour


def test_nobody_else_can_make_verified_claims() -> None:
    with pytest.raises(TypeError):
        VerifiedClaims({"sub": "me"}, (Evidence("sub", "pass"),), object())


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
