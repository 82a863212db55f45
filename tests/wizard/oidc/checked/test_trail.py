"""What one row may say, and how a trail of rows becomes verified claims, or does not."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

import pytest

from steps.model.facts import Evidence
from wizard.oidc.checks import CHECKS, Refused, Trail, VerifiedClaims
from wizard.oidc.keys import Signed
from wizard.oidc.verdicts import Check, equal, need, shown

from .parties import answer, claimed

ALWAYS = [check for check in CHECKS if check.always]


def row(name: str, says: Any = ("pass", "")) -> Check[Any]:
    return Check(name, lambda _: says, "Core")


@pytest.mark.parametrize(("ok", "verdict"), [(True, "pass"), (False, "fail")])
def test_what_is_needed_is_there_or_not(ok: bool, verdict: str) -> None:
    assert need(ok) == (verdict, "")
    assert need(ok, "x") == (verdict, "x")


@pytest.mark.parametrize(
    ("found", "expected", "verdict"),
    [
        ("a", "a", ("pass", '"a"')),
        ("a", "b", ("fail", '"a" ≠ "b"')),
        (None, "b", ("fail", 'null ≠ "b"')),
        ("", "", ("pass", '""')),
    ],
)
def test_what_is_equal(found: object, expected: str, verdict: object) -> None:
    assert equal(found, expected) == verdict


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("ä", '"ä"'),
        ([1, None, True], "[1, null, true]"),
        ("a\x00\nb", '"a\\u0000\\nb"'),
        ("a\u2028b", '"a b"'),
        # Nothing that JSON has, but nothing that may end a login in a fault of ours.
        (frozenset(), '"frozenset()"'),
    ],
)
def test_how_a_value_is_shown(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_row_applies_always_unless_it_says_otherwise() -> None:
    assert Check("name", lambda _: None, "Core").always is True


def test_rows_are_walked_in_order_and_one_that_does_not_apply_leaves_no_trace() -> None:
    trail = Trail()
    assert trail.evidence == ()
    trail.walk([row("a"), row("b", None), row("c", ("warn", "seen"))], None)
    trail.walk([row("d")], None)
    assert trail.evidence == (Evidence("a", "pass", ""), Evidence("c", "warn", "seen"), Evidence("d", "pass", ""))


def test_every_row_sees_what_is_checked() -> None:
    seen: list[object] = []
    Trail().walk([Check("a", lambda shown: seen.append(shown), "Core")], claimed)
    assert seen == [claimed]


def test_the_first_failure_ends_the_walk_with_the_providers_words() -> None:
    trail = Trail()
    with pytest.raises(Refused) as refused:
        trail.walk([row("a"), row("b", ("fail", "seen")), row("c")], None, "AADSTS1")
    found = (Evidence("a", "pass", ""), Evidence("b", "fail", "seen"))
    assert (refused.value.checks, refused.value.error, str(refused.value)) == (found, "AADSTS1", "b")
    assert trail.evidence == found
    with pytest.raises(Refused) as silent:
        Trail().walk([row("a", ("fail", ""))], None)
    assert silent.value.error == ""
    assert (str(Refused(())), Refused(()).error) == ("", "")


def test_what_looks_like_a_secret_is_not_kept() -> None:
    trail = Trail()
    trail.walk([row("a", ("pass", "client_secret=hunter-two"))], None)
    assert trail.evidence[0].seen == "client_secret=••••"


def test_a_trail_of_every_row_makes_the_claims_verified() -> None:
    trail = Trail()
    trail.walk([row(check.name) for check in ALWAYS], claimed())
    found = trail.verified()
    assert dict(found.claims) == dict(claimed().claims)
    assert found.checks == trail.evidence
    with pytest.raises(TypeError):
        found.claims["sub"] = "other"


@pytest.mark.parametrize("left_out", [check.name for check in ALWAYS])
def test_a_trail_without_one_of_the_rows_verifies_nothing(left_out: str) -> None:
    trail = Trail()
    trail.walk([row(check.name) for check in ALWAYS if check.name != left_out], claimed())
    with pytest.raises(AssertionError, match=f"not checked: .*{left_out}"):
        trail.verified()


def test_a_trail_that_saw_no_claims_verifies_nothing() -> None:
    trail = Trail()
    trail.walk([row(check.name) for check in ALWAYS], None)
    with pytest.raises(AssertionError):
        trail.verified()


def test_a_trail_with_a_failure_verifies_nothing_even_where_every_row_has_passed() -> None:
    trail = Trail()
    trail.walk([row(check.name) for check in ALWAYS], claimed())
    with pytest.raises(Refused):
        trail.walk([row("azp", ("fail", ""))], claimed())
    with pytest.raises(AssertionError):
        trail.verified()


def test_a_row_that_failed_has_not_been_passed() -> None:
    trail = Trail()
    for check in ALWAYS:
        says = ("fail", "") if check.name == "iss" else ("warn", "")
        try:
            trail.walk([row(check.name, says)], claimed())
        except Refused:
            continue
    with pytest.raises(AssertionError, match="iss"):
        trail.verified()


def verified() -> VerifiedClaims:
    trail = Trail()
    trail.walk([row(check.name) for check in ALWAYS], claimed())
    return trail.verified()


@pytest.mark.parametrize(
    ("way", "refuses"),
    [
        pytest.param(lambda: VerifiedClaims({"sub": "me"}, (), None), TypeError, id="made"),
        pytest.param(lambda: type("Mine", (VerifiedClaims,), {}), TypeError, id="inherited"),
        pytest.param(lambda: copy(verified()), TypeError, id="copied"),
        pytest.param(lambda: setattr(verified(), "claims", {}), AttributeError, id="changed"),
        pytest.param(lambda: delattr(verified(), "checks"), AttributeError, id="cut"),
    ],
)
def test_claims_are_sealed_by_a_trail_only(way: Callable[[], object], refuses: type[Exception]) -> None:
    with pytest.raises(refuses, match=r"^only a trail that passed every check makes verified claims$"):
        way()


CONDITIONAL = {
    "response-iss",
    "azp",
    "clock",
    "nbf",
    "at-hash",
    "c-hash",
    "groups",
    "role",
    "userinfo-answer",
    "userinfo-sub",
}


def test_only_these_rows_may_not_apply() -> None:
    assert {check.name for check in CHECKS if not check.always} == CONDITIONAL


def test_what_a_check_is_shown_tells_a_log_nothing() -> None:
    brought = answer([("code", "code-1"), ("state", "state-1")], "browser-1", "browser-2")
    seen = (brought, claimed(), Signed({"sub": "subject-1"}))
    hidden = ("code-1", "state-1", "browser-1", "browser-2", "nonce-1", "verifier-1", "subject-1", "access-1")
    assert [value for value in hidden if value in repr(seen)] == []
