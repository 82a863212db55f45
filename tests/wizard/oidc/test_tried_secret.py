"""One token request with a pasted secret: every number has its verdict, and the secret is in no answer of ours."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from steps.model.problems import Problem
from steps.model.secret import Secret
from steps.model.tried import Tried

from .hostile import CLIENT, TENANT, HostileProvider, Misbehaviour
from .test_provider import provider

SECRET = "s&cret <value>~/+1"


def refusal(*numbers: int, said: str = "", **more: Any) -> Response:
    body = {
        "error": "invalid_client",
        "error_description": said or f"AADSTS{numbers[0]}: no",
        "correlation_id": "c-3",
    }
    return JSONResponse(body | {"error_codes": list(numbers)} | more, 401)


VERDICTS: dict[str, tuple[Response, str, int]] = {
    "accepted": (JSONResponse({"token_type": "Bearer", "access_token": "a"}), "accepted", 0),
    **{
        f"{number}": (refusal(number), verdict, number)
        for number, verdict in {
            90002: "tenant-unknown",
            900023: "tenant-unknown",
            700016: "client-unknown",
            70001: "client-unknown",
            700038: "client-unknown",
            7000215: "secret-wrong",
            7000222: "secret-expired",
            700027: "key-unknown",
            7000229: "enterprise-application-missing",
            7000112: "refused",
            53003: "refused",
            1: "refused",
        }.items()
    },
    "number-in-the-text-only": (refusal(7000215, error_codes=None), "secret-wrong", 7000215),
    "two-that-differ": (refusal(7000215, 700016), "refused", 7000215),
    "one-in-the-table": (refusal(50034, 700016), "client-unknown", 700016),
    "no-number": (JSONResponse({"error": "invalid_client"}, 401), "refused", 0),
    "numbers-of-another-kind": (refusal(1, error_codes=["x", None, {}]), "refused", 0),
    "endless-number": (refusal(1, error_codes=None, said=f"AADSTS{'7' * 5000}"), "refused", 0),
    "html": (HTMLResponse("<p>AADSTS7000215"), "unclear", 0),
    "a-list": (JSONResponse([{"error": "x"}], 400), "unclear", 0),
    "success-without-a-token": (JSONResponse({}), "unclear", 0),
    "token-with-another-status": (JSONResponse({"access_token": "a"}, 400), "unclear", 0),
}


def tried(hostile: HostileProvider, answer: Response, secret: str = SECRET) -> Tried:
    hostile.misbehave(Misbehaviour(raw={"token": answer}))
    found = provider(hostile).try_secret(TENANT, CLIENT, Secret(secret))
    assert hostile.calls == {"token": 1}
    return found


@pytest.mark.parametrize(
    ("answer", "verdict", "number"), [pytest.param(*row, id=name) for name, row in VERDICTS.items()]
)
def test_a_number_gives_a_verdict(hostile: HostileProvider, answer: Response, verdict: str, number: int) -> None:
    found = tried(hostile, answer)
    assert (found.verdict, found.number) == (verdict, number)
    assert bool(found.said) is (verdict != "accepted")


def test_microsofts_sentence_is_kept_on_one_line(hostile: HostileProvider) -> None:
    found = tried(hostile, refusal(7000222, said="AADSTS7000222: expired.\r\nTrace ID: 1"))
    assert found == Tried("secret-expired", 7000222, "AADSTS7000222: expired. Trace ID: 1", "c-3")
    assert len(tried(hostile, refusal(7000222, said="x" * 100_000)).said) < 3000


@pytest.mark.parametrize("show", [str, quote_plus, html.escape], ids=["plain", "form", "page"])
@pytest.mark.parametrize("secret", [SECRET, "abc8Q~" + "d" * 34])
def test_the_secret_is_in_no_answer(hostile: HostileProvider, show: Any, secret: str) -> None:
    shown = show(secret)
    for said in (shown, f"AADSTS7000215: {shown} is wrong", "x" * 1990 + shown, "x" * 3990 + shown):
        found = tried(hostile, refusal(7000215, said=said, correlation_id=shown), secret)
        assert shown[:10] not in repr(found)
        assert found.verdict == "secret-wrong"


def test_an_empty_secret_is_only_refused(hostile: HostileProvider) -> None:
    assert tried(hostile, refusal(7000218), "").said == "AADSTS7000218: no"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (HTMLResponse(SECRET, 503), "unreachable"),
        (HTMLResponse("", 429), "throttled"),
        (RedirectResponse("https://proxy.example/"), "not-microsoft"),
    ],
)
def test_what_is_no_answer_is_a_problem_of_the_network(hostile: HostileProvider, answer: Response, code: str) -> None:
    with pytest.raises(Problem) as stopped:
        tried(hostile, answer)
    assert stopped.value.code == code
    assert SECRET not in repr((stopped.value, stopped.value.values))
    assert replace(tried(hostile, refusal(7000215)), said="") == Tried("secret-wrong", 7000215, "", "c-3")
