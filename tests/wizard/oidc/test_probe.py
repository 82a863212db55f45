"""Whether Entra knows a redirect URI: every answer that a request without a person can get."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import pytest
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from steps.model.problems import Problem
from steps.model.tried import Tried

from .hostile import CLIENT, REDIRECT, TENANT, HostileProvider, Misbehaviour
from .test_provider import provider

TRACE = "Trace ID: 1 Correlation ID: 3f0c3b6e-0b5f-4f5e-9b43-6a2f3a4f9d11 Timestamp: 2026-11-21 10:00:00Z"
NO_SESSION = f"AADSTS50058: Session information is not sufficient for single-sign-on. {TRACE}"
QUERY_URI = "https://app.example/cb?tenant=a&b=%20c"
NATIVE = "com.ibm.ibmscp://com.ibm.mobile.connections/token"


def back(uri: str = REDIRECT, said: str = NO_SESSION, status: int = 302, **more: str) -> Response:
    query = urlencode({"error": "login_required", "error_description": said, "state": "s"} | more)
    return Response(status_code=status, headers={"location": f"{uri}{'&' if '?' in uri else '?'}{query}"})


def page(body: str, status: int = 200) -> Response:
    return HTMLResponse(f"<!doctype html><title>Sign in</title><body>{body}</body>", status)


def form(uri: str = REDIRECT, said: str = NO_SESSION, method: str = "post", rest: str = "") -> Response:
    field = f'<input type="hidden" name="error_description" value="{said}">'
    return page(
        f'<form METHOD="{method}" action="{uri}">{field}</form><script>document.forms[0].submit()</script>{rest}'
    )


def script(said: str) -> Response:
    """Entra's own pages are drawn from an object like this [M]."""
    config = json.dumps({"iErrorCode": 0, "strServiceExceptionMessage": said}).replace("'", "\\u0027")
    return page(f"<script>//<![CDATA[\n$Config={config};//]]></script>")


REDIRECT_SAID = "AADSTS50011: The redirect URI 'https://x.example' specified in the request does not match."

ANSWERS: dict[str, tuple[Response, str, str, int]] = {
    "no-session": (back(), REDIRECT, "accepted", 50058),
    "see-other": (back(status=303), REDIRECT, "accepted", 50058),
    "a-code": (RedirectResponse(f"{REDIRECT}?code=1&state=s"), REDIRECT, "accepted", 0),
    "no-number": (back(said="no"), REDIRECT, "accepted", 0),
    "consent": (back(said="AADSTS65001: The user has not consented."), REDIRECT, "accepted", 65001),
    "client-in-the-redirect": (back(said="AADSTS700016: not found"), REDIRECT, "client-unknown", 700016),
    "tenant-in-the-redirect": (back(said="AADSTS90002: not found"), REDIRECT, "tenant-unknown", 90002),
    "two-in-the-redirect": (back(said="AADSTS50058 AADSTS700016"), REDIRECT, "client-unknown", 700016),
    "own-query": (back(QUERY_URI), QUERY_URI, "accepted", 50058),
    "own-query-lost": (back("https://app.example/cb"), QUERY_URI, "unclear", 0),
    "own-query-longer": (back("https://app.example/cb?tenant=a&b=%20cd"), QUERY_URI, "unclear", 0),
    "no-path": (back("https://app.example/"), "https://app.example", "accepted", 50058),
    "host-in-another-case": (back("https://app.example/CB"), "https://App.Example:443/CB", "accepted", 50058),
    "native": (back(NATIVE), NATIVE, "accepted", 50058),
    "opaque": (back("myapp:cb"), "myapp:cb", "accepted", 50058),
    "path-in-another-case": (back("http://localhost:8765/Callback"), REDIRECT, "unclear", 0),
    "longer-path": (back(f"{REDIRECT}/x"), REDIRECT, "unclear", 0),
    "other-port": (back("http://localhost:87650/callback"), REDIRECT, "unclear", 0),
    "other-scheme": (back(REDIRECT.replace("http", "https")), REDIRECT, "unclear", 0),
    "a-name-before": (back("http://localhost:8765@evil.example/callback"), REDIRECT, "unclear", 0),
    "another-native": (back("com.evil.ibmscp://com.ibm.mobile.connections/token"), NATIVE, "unclear", 0),
    "single-sign-on-hop": (RedirectResponse("https://login.live.com/oauth20_authorize.srf"), REDIRECT, "unclear", 0),
    "within-microsoft": (RedirectResponse(f"/callback?{urlencode({'next': REDIRECT})}"), REDIRECT, "unclear", 0),
    "uri-in-the-query": (back("https://evil.example/?" + quote(REDIRECT)), REDIRECT, "unclear", 0),
    "no-address": (back("https://[x"), REDIRECT, "unclear", 0),
    "no-port": (back("http://localhost:x/callback"), REDIRECT, "unclear", 0),
    "no-location": (Response(status_code=302), REDIRECT, "unclear", 0),
    "form": (form(), REDIRECT, "accepted", 50058),
    "form-native": (form(NATIVE), NATIVE, "accepted", 50058),
    "form-escaped": (form(QUERY_URI.replace("&", "&amp;")), QUERY_URI, "accepted", 50058),
    "form-with-client": (form(said="AADSTS700016: gone"), REDIRECT, "client-unknown", 700016),
    "form-elsewhere": (form("https://evil.example/callback"), REDIRECT, "unclear", 0),
    "form-that-gets": (form(method="get"), REDIRECT, "unclear", 0),
    "form-and-contradiction": (form(rest="<p>AADSTS50011: no match"), REDIRECT, "redirect-unknown", 50011),
    "page-50011": (page(f"<p>{REDIRECT_SAID}", 400), REDIRECT, "redirect-unknown", 50011),
    "page-500113": (page("<p>AADSTS500113: No reply address."), REDIRECT, "redirect-unknown", 500113),
    "page-700016": (page("<p>AADSTS700016: not found"), REDIRECT, "client-unknown", 700016),
    "page-70001": (page("<p>AADSTS70001: not found"), REDIRECT, "client-unknown", 70001),
    "page-700038": (page("<p>AADSTS700038: not valid"), REDIRECT, "client-unknown", 700038),
    "page-90002": (page("<p>AADSTS90002: not found"), REDIRECT, "tenant-unknown", 90002),
    "page-900023": (page("<p>AADSTS900023: not valid"), REDIRECT, "tenant-unknown", 900023),
    "page-of-another-number": (page("<p>AADSTS7000112: disabled"), REDIRECT, "refused", 7000112),
    "page-escaped": (page(f"<p>&#65;ADSTS&#53;0011: The redirect URI &#39;{REDIRECT}&#39;"), REDIRECT,
                     "redirect-unknown", 50011),
    "page-in-pieces": (page("<p><b>AADSTS</b><i>50011</i>: no match"), REDIRECT, "redirect-unknown", 50011),
    "page-by-script": (script(REDIRECT_SAID), REDIRECT, "redirect-unknown", 50011),
    "page-twice-the-same": (page("<p>AADSTS50011: a<p>AADSTS50011: b"), REDIRECT, "redirect-unknown", 50011),
    "page-two-that-agree": (page("<p>AADSTS50011: a<p>AADSTS500113: b"), REDIRECT, "redirect-unknown", 50011),
    "page-two-that-differ": (page("<p>AADSTS50011: a<p>AADSTS700016: b"), REDIRECT, "unclear", 50011),
    "page-one-in-the-table": (page("<p>AADSTS16000: a<p>AADSTS700016: b"), REDIRECT, "client-unknown", 700016),
    "page-without-number": (page("<p>Pick an account"), REDIRECT, "unclear", 0),
    "page-with-the-uri": (page(f"<p>{REDIRECT}"), REDIRECT, "unclear", 0),
    "page-of-a-long-number": (page(f"<p>AADSTS{'5' * 5000}"), REDIRECT, "unclear", 0),
    "broken-declaration": (HTMLResponse("<![<p>AADSTS50011: x"), REDIRECT, "redirect-unknown", 50011),
    "empty": (Response(), REDIRECT, "unclear", 0),
    "not-text": (Response(b"\xff\xfe\x00AADSTS50011: x"), REDIRECT, "redirect-unknown", 50011),
    "another-charset": (Response(b"AADSTS50011: x", media_type="text/html; charset=zlib"), REDIRECT,
                        "redirect-unknown", 50011),
}  # fmt: skip


def tried(hostile: HostileProvider, answer: Response, uri: str = REDIRECT) -> Tried:
    tenant = provider(hostile)
    endpoints = tenant.endpoints(TENANT)
    hostile.misbehave(Misbehaviour(raw={"authorize": answer}))
    found = tenant.try_redirect(endpoints, CLIENT, uri)
    assert hostile.calls == {"authorize": 1}, "a redirect was followed"
    return found


@pytest.mark.parametrize(
    ("answer", "uri", "verdict", "number"), [pytest.param(*row, id=name) for name, row in ANSWERS.items()]
)
def test_an_answer_is_judged_by_where_it_goes(
    hostile: HostileProvider, answer: Response, uri: str, verdict: str, number: int
) -> None:
    found = tried(hostile, answer, uri)
    assert (found.verdict, found.number) == (verdict, number)
    assert found.said.isprintable()


@pytest.mark.parametrize(
    ("answer", "code"),
    [(HTMLResponse("", 503), "unreachable"), (HTMLResponse("", 429), "throttled")],
)
def test_what_is_no_answer_is_a_problem_of_the_network(hostile: HostileProvider, answer: Response, code: str) -> None:
    with pytest.raises(Problem) as stopped:
        tried(hostile, answer)
    assert stopped.value.code == code
    assert tried(hostile, back()).verdict == "accepted"


@pytest.mark.parametrize(
    "answer", [page(f"<p>{REDIRECT_SAID} {TRACE}</p><p>More"), script(f"{REDIRECT_SAID}\r\n{TRACE}")]
)
def test_microsofts_sentence_and_the_request_are_kept(hostile: HostileProvider, answer: Response) -> None:
    found = tried(hostile, answer)
    assert found.said == f"{REDIRECT_SAID} {TRACE}"
    assert found.request_id == "3f0c3b6e-0b5f-4f5e-9b43-6a2f3a4f9d11"


def test_the_sentence_of_a_redirect_is_kept(hostile: HostileProvider) -> None:
    found = tried(hostile, back(said=NO_SESSION.replace(" Trace", "\r\nTrace")))
    assert found.said == f"login_required: {NO_SESSION}"
    assert found.request_id == "3f0c3b6e-0b5f-4f5e-9b43-6a2f3a4f9d11"


@pytest.mark.parametrize("secret", ["abc8Q~" + "d" * 34, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJvbmUifQ.c2lnbmF0dXJl"])
def test_what_looks_like_a_secret_is_not_passed_on(hostile: HostileProvider, secret: str) -> None:
    for answer in (page(f"<p>AADSTS50011: {secret}"), back(said=f"AADSTS50058: {secret}"), form(said=secret)):
        assert secret not in repr(tried(hostile, answer))


class Watched(Response):
    """Keeps the requests that it answers."""

    def __init__(self) -> None:
        super().__init__(status_code=302, headers={"location": REDIRECT, "set-cookie": "fpc=1; Path=/"})
        self.seen: list[Any] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.seen.append(scope)
        await super().__call__(scope, receive, send)


def test_the_request_is_a_good_one_and_fresh_each_time(hostile: HostileProvider) -> None:
    watched = Watched()
    for _ in range(2):
        tried(hostile, watched)
    queries = [parse_qs(scope["query_string"].decode(), strict_parsing=True) for scope in watched.seen]
    fixed = {
        "client_id": [CLIENT],
        "response_type": ["code"],
        "redirect_uri": [REDIRECT],
        "response_mode": ["query"],
        "scope": ["openid"],
        "prompt": ["none"],
        "code_challenge_method": ["S256"],
    }
    for query in queries:
        assert {name: value for name, value in query.items() if name in fixed} == fixed
        assert set(query) - set(fixed) == {"state", "nonce", "code_challenge"}
        assert len(query["code_challenge"][0]) == 43
    assert all(queries[0][name] != queries[1][name] for name in ("state", "nonce", "code_challenge"))
    assert not [
        name for scope in watched.seen for name, _ in scope["headers"] if name in (b"cookie", b"authorization")
    ]
