"""Each check of what comes to /callback, value by value."""

from __future__ import annotations

import pytest

from wizard.oidc.answer_checks import Answer, same

from .parties import ISSUER, KEY, answer, run, transaction

PASS, FAIL = ("pass", ""), ("fail", "")
ERROR = [("error", "access_denied"), ("state", "state-1")]


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a", "aa", False),
        ("", "", True),
        ("ä", "ä", True),
        # Half a pair, which JSON can spell: compared, never an exception.
        ("\ud800", "\ud800", True),
        ("\ud800", "?", False),
    ],
)
def test_same(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


@pytest.mark.parametrize(
    ("name", "params", "verdict"),
    [
        ("state", [("state", "state-1")], PASS),
        ("state", [("state", "other")], FAIL),
        ("state", [("state", "")], FAIL),
        ("state", [("code", "state-1")], FAIL),
        ("state", [], FAIL),
        ("single", [("code", "a"), ("state", "b")], PASS),
        ("single", [], PASS),
        ("single", [("b", "1"), ("a", "1"), ("b", "1"), ("a", "1"), ("c", "1")], ("fail", "a, b")),
        ("single", [("a\nb", "1"), ("a\nb", "2")], ("fail", "a b")),
        ("response-iss", [], None),
        ("response-iss", [("iss", ISSUER)], ("pass", f'"{ISSUER}"')),
        ("response-iss", [("iss", "")], ("fail", f'"" ≠ "{ISSUER}"')),
        ("response-iss", [("iss", "x")], ("fail", f'"x" ≠ "{ISSUER}"')),
        ("no-error", [("code", "a")], PASS),
        ("no-error", [("error", "")], FAIL),
        ("no-error", [("error", "access\ndenied"), ("error_description", "d")], ("fail", "access denied")),
        ("code", [("code", "c")], PASS),
        ("code", [("code", "")], FAIL),
        ("code", [("state", "c")], FAIL),
        ("code", [], FAIL),
    ],
)
def test_a_row(name: str, params: list[tuple[str, str]], verdict: object) -> None:
    assert run(name, answer(params)) == verdict


@pytest.mark.parametrize(
    ("params", "key", "expected", "by_form", "verdict"),
    [
        pytest.param([], KEY, KEY, False, PASS, id="the-browser"),
        pytest.param([], "other", KEY, False, FAIL, id="another"),
        pytest.param([], None, KEY, False, FAIL, id="none"),
        pytest.param([], "", "", False, FAIL, id="both-empty"),
        pytest.param([], None, "", False, FAIL, id="none-and-empty"),
        pytest.param(ERROR, None, KEY, True, ("warn", "form_post"), id="posted-error"),
        pytest.param([("error", "")], None, KEY, True, ("warn", "form_post"), id="posted-empty-error"),
        pytest.param(ERROR, None, KEY, False, FAIL, id="error-in-the-query"),
        pytest.param([("code", "c")], None, KEY, True, FAIL, id="posted-code"),
        pytest.param(ERROR, "other", KEY, True, FAIL, id="posted-error-of-another"),
        pytest.param(ERROR, KEY, KEY, True, PASS, id="posted-error-of-the-browser"),
    ],
)
def test_the_browser(
    params: list[tuple[str, str]], key: str | None, expected: str, by_form: bool, verdict: object
) -> None:
    assert run("browser", answer(params, key, expected, by_form=by_form)) == verdict


def test_a_promised_iss_must_come() -> None:
    missing = answer([], iss_parameter=True)
    assert run("response-iss", missing) == ("fail", f'null ≠ "{ISSUER}"')
    assert run("response-iss", answer([("iss", ISSUER)], iss_parameter=True)) == ("pass", f'"{ISSUER}"')


def test_the_first_of_two_parameters_is_read() -> None:
    assert answer([("code", "1"), ("code", "2")]).get("code") == "1"
    assert answer([("code", "1")]).get("Code") is None


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ([], ""),
        ([("error_description", "d"), ("error_subcode", "s")], ""),
        ([("error", "e")], "e"),
        ([("error", "")], ""),
        ([("error_description", "d\r\n d"), ("error_subcode", "s"), ("error", "e")], "e: s: d d"),
        ([("error", ""), ("error_description", "d")], "d"),
        # Said by somebody else than the tenant: not kept as Microsoft's words.
        ([("error", "e"), ("iss", "https://evil.example")], ""),
        ([("error", "e"), ("iss", ISSUER)], "e"),
    ],
)
def test_the_providers_error(params: list[tuple[str, str]], error: str) -> None:
    assert answer(params).error == error


def test_an_answer_counts_as_a_query_unless_it_says_otherwise() -> None:
    assert Answer(transaction(), [], None, KEY).by_form is False
