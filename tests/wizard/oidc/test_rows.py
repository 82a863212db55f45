"""Every row of the table, through the whole login, over TLS."""

from __future__ import annotations

import pytest

from wizard.oidc.checks import CHECKS
from wizard.text import has

from . import forge
from .conftest import Person
from .hostile import GONE, Misbehaviour
from .rows import BASIC, BEYOND, CONFIG, Row

NAMES = [check.name for check in CHECKS]
ROWS = (*BASIC, *CONFIG, *BEYOND)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_login_is_accepted_or_refused_as_the_table_says(row: Row, person: Person) -> None:
    person.provider.misbehave(row.does)
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
    assert calls["token"] == 1
    assert calls.get("jwks", 0) == (row.jwks if reached >= NAMES.index("key") else 0)
    assert calls.get("userinfo", 0) == (has_userinfo and reached >= NAMES.index("userinfo-answer"))
    # Healed: once the provider behaves and the clock is right, a new attempt passes.
    person.provider.misbehave(Misbehaviour())
    person.hub.drop("s1")
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
    person.hub.drop("s1")
    assert person.log_in().status == "passed"


def test_keys_may_rotate_between_two_logins(person: Person) -> None:
    # oidcc-client-test-signing-key-rotation
    assert person.log_in().status == "passed"
    person.hub.drop("s1")
    person.provider.misbehave(Misbehaviour(sign="two", header={"kid": "new"}, keys=[forge.rsa_jwk("two", kid="new")]))
    assert person.log_in().status == "passed"
    assert person.provider.calls["jwks"] == 1


def test_every_check_of_the_table_has_its_own_name_sentence_and_source() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [name for name in NAMES if not has(f"check.{name}")] == []
    assert all(check.cites for check in CHECKS)


def test_the_table_of_rows_refuses_at_every_check_that_a_token_can_reach() -> None:
    before_the_token = {"state", "browser", "single", "response-iss", "no-error", "code"}
    only_warn = {"clock", "groups", "role"}
    refused = {row.at for row in ROWS}
    assert set(NAMES) - refused == before_the_token | only_warn
