"""Claims are verified only by passing every check, and shown without what is nobody's business."""

from __future__ import annotations

import subprocess
import sys

import pytest

from steps.model.setup import Evidence
from wizard.oidc.checks import CHECKS, Trail, VerifiedClaims
from wizard.oidc.claims import meaning
from wizard.oidc.verdicts import Check, need
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


def test_the_first_page_does_not_wait_for_the_libraries_of_a_login() -> None:
    script = "import sys, wizard.oidc.hub, wizard.oidc.provider; print({'authlib', 'joserfc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_claim_has_a_meaning() -> None:
    assert "object ID" in text(meaning("oid"))
    assert text(meaning("extension_made_up")) == text(meaning("unknown"))
