"""What is known of a setup, and what a changed answer opens again."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from steps.model.facts import (
    FIELDS,
    Access,
    Configured,
    Endpoints,
    Fact,
    Finished,
    LoginResult,
    Product,
    Registration,
    SecretRecord,
    SignedIn,
    Tenant,
)
from steps.model.setup import Setup

FACTS: tuple[Fact, ...] = (
    Product("p", "P", "h", {"host": "a"}),
    SignedIn("t", "o", "adele@contoso.com", "Adele", "browser", "Global"),
    Tenant("t", "Contoso", "contoso.com"),
    Registration("o", "c", "u", "n", {}, "s", True),
    Access(True),
    Endpoints("i", "a", "t", "j", "d"),
    SecretRecord("k", "abc", "2027-01-01"),
    Configured("2026-01-01"),
    LoginResult("2026-01-01", "adele@contoso.com", "s", "o"),
    Finished("2026-01-01"),
)


def whole() -> Setup:
    setup = Setup("a", "2026-01-01")
    for fact in FACTS:
        setup = setup.knowing(fact)
    return setup


def test_every_fact_has_its_place_and_every_place_its_fact() -> None:
    assert tuple(type(fact) for fact in FACTS) == tuple(FIELDS)
    assert set(FIELDS.values()) <= {field.name for field in fields(Setup)}
    assert [whole().fact(kind) for kind in FIELDS] == list(FACTS)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_knowing_one_fact_leaves_the_others(fact: Fact) -> None:
    before = Setup("a", "2026-01-01")
    after = before.knowing(fact)
    assert after.is_done(type(fact))
    assert not before.is_done(type(fact))
    assert [kind for kind in FIELDS if after.fact(kind)] == [type(fact)]
    assert whole().knowing(fact) == whole()


def test_another_answer_opens_again_what_was_built_on_it() -> None:
    other = replace(FACTS[0], answers={"host": "b"})
    after = whole().knowing(other)
    kept = [kind for kind in FIELDS if after.fact(kind)]
    assert kept == [Product, SignedIn, Tenant, Endpoints, SecretRecord]


@pytest.mark.parametrize(
    ("fact", "done"),
    [
        (Registration("o", "c", "u", "n", {}, "s", True), True),
        (Registration("o", "c", "u", "n", {}, "s", False), False),
        (Registration("o", "c", "u", "n", {}, "", True), False),
        (Access(True, complete=False), False),
        (Access(False), True),
    ],
)
def test_a_fact_can_be_known_and_not_complete(fact: Fact, done: bool) -> None:
    assert Setup("a", "").knowing(fact).is_done(type(fact)) == done


def test_a_setup_is_never_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        whole().seq = 3


def test_the_applications_unique_name_is_its_own() -> None:
    assert Setup("abcd2345", "").unique_name == "sso-wizard-abcd2345"


def test_another_tenant_leaves_nothing_that_belonged_to_the_first() -> None:
    before = replace(
        Setup("a", "2026-01-01"),
        signed_in=SignedIn("t1", "", "jane@contoso.com", "", "by_hand", "Global"),
        registration=Registration("o", "c", "", "App", consented=True),
        secret=SecretRecord("k", "abc", "2027-05-20", True, "c", {"value": "checked"}),
        choices={"by_hand": True, "pasted_client_id": "c", "role": "none", "access_done": "c", "tenant": "b.example"},
    )
    after = before.knowing(SignedIn("t2", "", "jane@contoso.com", "", "by_hand", "Global"))
    assert (after.registration, after.access, after.secret, after.tenant) == (None, None, None, None)
    assert after.choices == {"by_hand": True, "tenant": "b.example"}


def test_a_secret_made_by_hand_is_good_for_its_own_app_only() -> None:
    secret = SecretRecord("k", "abc", "2027-05-20", True, "c", {"value": "checked"})
    kept = replace(Setup("a", "2026-01-01"), secret=secret).knowing(Registration("o", "c", "", "App", consented=True))
    other = replace(Setup("a", "2026-01-01"), secret=secret).knowing(
        Registration("o", "other", "", "App", consented=True)
    )
    assert (kept.secret, other.secret) == (secret, None)


@pytest.mark.parametrize(("tester", "kept"), [("o-1|jo@a.example", False), ("jo@a.example", True)])
def test_who_tests_is_forgotten_with_the_tenant_that_knew_them(tester: str, kept: bool) -> None:
    setup = replace(whole(), choices={"tester": tester})
    same = SignedIn("t", "o", "gideon@contoso.com", "Gideon", "browser", "Global")
    assert "tester" in setup.knowing(same).choices
    other = SignedIn("t-2", "o", "jo@fabrikam.com", "Jo", "browser", "Global")
    assert ("tester" in setup.knowing(other).choices) is kept
