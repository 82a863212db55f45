"""Every row of the table, through the whole login, over TLS."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.oidc.checks import CHECKS
from wizard.practice.misbehaviour import MISBEHAVIOURS
from wizard.practice.misbehaviour.shape import GONE, Misbehaviour
from wizard.text import has

from .conftest import Person
from .rows import LOST, METADATA, ROWS, Row

NAMES = [check.name for check in CHECKS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_login_is_accepted_or_refused_as_the_table_says(row: Row, person: Person) -> None:
    person.provider.misbehave(row.does, row.client)
    person.ahead = row.ahead
    attempt = person.log_in()
    assert person.provider.complaints == []
    failed = [check.name for check in attempt.checks if check.verdict == "fail"]
    warned = tuple(check.name for check in attempt.checks if check.verdict == "warn")
    assert failed == ([row.at] if row.at else [])
    assert warned == row.warns
    assert attempt.status == ("refused" if row.at else "passed")
    assert (attempt.result is None) is bool(row.at)
    assert attempt.error == row.says
    # Refusal means to stop: nothing more is asked of the provider, and its keys never more than twice.
    calls, reached = person.provider.calls, NAMES.index(row.at) if row.at else len(NAMES)
    has_userinfo = row.does.metadata.get("userinfo_endpoint") is not GONE
    assert calls.get("token", 0) == (reached >= NAMES.index("token-answer"))
    assert calls.get("jwks", 0) == (row.jwks if reached >= NAMES.index("key") else 0)
    assert calls.get("userinfo", 0) == (has_userinfo and reached >= NAMES.index("userinfo-answer"))
    # Healed: once the provider behaves and the clock is right, a new attempt passes, with keys fetched anew.
    person.heal()
    assert person.log_in().status == "passed"
    assert person.provider.calls["jwks"] == 1


@pytest.mark.parametrize("id", LOST)
def test_an_answer_that_belongs_to_no_attempt_changes_nothing(id: str, person: Person) -> None:
    sent, key = person.leave()
    change = MISBEHAVIOURS[id].answer
    assert change
    person.hub.complete(change(sent, person.provider.issuer), key)
    assert person.attempt().status == "opened"
    assert "token" not in person.provider.calls
    person.hub.complete(sent, key)
    assert person.attempt().status == "passed"


@pytest.mark.parametrize(
    ("id", "ahead", "claims", "at"),
    [
        ("expired", 420, {"exp": lambda it: it - 3300}, "exp"),
        ("iat-future", -600, {}, "iat"),
        ("nbf-future", -600, {"iat": lambda it: it - 600}, "nbf"),
    ],
)
def test_a_wrong_time_comes_with_the_word_on_whose_clock_is_wrong(
    person: Person, id: str, ahead: float, claims: dict[str, Any], at: str
) -> None:
    # The token is wrong, and the clocks agree: it is the provider's.
    person.provider.misbehave(MISBEHAVIOURS[id])
    clock, failed = (c for c in person.log_in().checks if c.name in ("clock", at))
    assert (clock.verdict, failed.verdict) == ("pass", "fail")
    person.heal()
    # The token is right, and our clock is so far off that it looks as wrong.
    person.provider.misbehave(Misbehaviour(claims=claims))
    person.ahead = ahead
    clock, failed = (c for c in person.log_in().checks if c.name in ("clock", at))
    assert (clock.verdict, failed.verdict) == ("warn", "fail")
    assert clock.seen.startswith("+" if ahead > 0 else "-")
    person.heal()
    assert person.log_in().status == "passed"


@pytest.mark.parametrize(
    ("endpoint", "at"), [("token", "token-answer"), ("jwks", "key"), ("userinfo", "userinfo-answer")]
)
def test_an_endpoint_that_cannot_be_reached_ends_the_attempt_with_the_networks_word(
    person: Person, endpoint: str, at: str
) -> None:
    person.moved = {endpoint: "https://localhost:1/down"}
    last = person.log_in().checks[-1]
    assert (last.name, last.verdict) == (at, "fail")
    assert last.seen.startswith("ConnectError: ")
    person.moved = {}
    person.heal()
    assert person.log_in().status == "passed"


def test_every_behaviour_has_its_row_and_every_row_its_behaviour() -> None:
    honest = {row.id for row in ROWS if row.does == Misbehaviour()}
    assert {row.id for row in ROWS} - honest | {*LOST, *METADATA} == set(MISBEHAVIOURS)
    assert honest == {
        "oidcc-client-test",
        "oidcc-client-test-idtoken-sig-rs256",
        "oidcc-client-test-scope-userinfo-claims",
        "oidcc-client-test-client-secret-basic",
        "oidcc-client-test-discovery-openid-config",
        "oidcc-client-test-discovery-jwks-uri-keys",
        "oidcc-client-test-nonce-unless-code-flow",
        "oidcc-client-test-missing-athash",
        "oidcc-client-test-userinfo-bearer-header",
        "spa",
        "clock-a-little-off",
    }
    assert [id for id in MISBEHAVIOURS if not has(f"misbehaviour.{id}")] == []


def test_every_check_of_the_table_has_its_own_name_sentence_and_source() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [name for name in NAMES if not has(f"check.{name}")] == []
    assert all(check.cites for check in CHECKS)


def test_the_table_of_rows_refuses_at_every_check_that_an_answer_can_reach() -> None:
    # The hub finds an attempt by its state; and a browser is no provider's affair.
    not_a_providers = {"state", "browser"}
    only_warn = {"clock", "groups", "role"}
    assert set(NAMES) - {row.at for row in ROWS} == not_a_providers | only_warn
