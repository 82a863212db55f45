"""Find out whether Entra knows a redirect URI: begin an authorization request that nobody will finish."""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

import httpx2

from steps.model.tried import Tried
from wizard.secret_shapes import redact

from .fetch import Client, spoken
from .numbers import in_text, judge, request_id_in
from .sign_in_page import SignInPage

_PORTS = {"https": ":443", "http": ":80"}


def try_redirect(http: Client, authorization: str, client_id: str, redirect_uri: str) -> Tried:
    """One GET of the authorization endpoint with `prompt=none` (Core §3.1.2.1), and where its answer goes.

    Back to exactly this redirect URI, by redirect or by a form that posts itself: `accepted`, because an address that
    Entra does not know is never answered to; without a session the answer is AADSTS50058. A page with a number: its
    verdict. Anything else is `unclear`, a redirect to another place among it, which is not followed.
    Problems: those of `Client.send`.

    How the real service answers a program here is general knowledge and was not recorded [M]: that it needs neither
    cookies nor scripts, and that the number stands in the page's text.
    """
    answer = http.send("GET", _request(authorization, client_id, redirect_uri))
    if answer.is_redirect:
        location = answer.headers.get("location", "")
        return _back(_fields(location)) if _is_same(location, redirect_uri) else _unclear(answer)
    page = SignInPage(answer.content)
    # Two numbers that contradict one another say nothing.
    verdict, number = judge(in_text(page.text), contradicted="unclear")
    form = next((form for form in page.forms if _is_same(form.action, redirect_uri)), None)
    if form and verdict == "refused":
        return _back(form.fields)
    if not number:
        return _unclear(answer)
    return Tried(verdict, number, page.said, request_id_in(page.text))


def _request(authorization: str, client_id: str, redirect_uri: str) -> str:
    # Nothing comes back that these three would have to be compared with; the request must only be a good one.
    challenge = urlsafe_b64encode(hashlib.sha256(secrets.token_urlsafe(48).encode()).digest())
    asked = {
        "client_id": client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "response_mode": "query",
        "scope": "openid",
        "prompt": "none",
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "code_challenge": challenge.decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return f"{authorization}{'&' if '?' in authorization else '?'}{urlencode(asked)}"


def _back(fields: dict[str, str]) -> Tried:
    """The verdict on an answer that reached its redirect URI."""
    described = fields.get("error_description", "")
    verdict, number = judge(in_text(described))
    if verdict == "refused":
        # Of the request, not of the address: no session, no consent, another policy.
        verdict = "accepted"
    return Tried(verdict, number, redact(spoken(fields)), request_id_in(described))


def _unclear(answer: httpx2.Response) -> Tried:
    return Tried("unclear", said=f"HTTP {answer.status_code}")


def _fields(location: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(location).query, keep_blank_values=True))


def _is_same(location: str, redirect_uri: str) -> bool:
    """Whether an answer goes to this address: the query may have grown, nothing else may differ.

    A relative address is not the one that was sent.
    """
    try:
        came, sent = urlsplit(location), urlsplit(redirect_uri)
    except ValueError:
        return False
    grown = came.query == sent.query or came.query.startswith(f"{sent.query}&" if sent.query else "")
    return grown and _place(came) == _place(sent)


def _place(parts: SplitResult) -> tuple[str, str, str]:
    # Entra adds the slash to an address without a path.
    return parts.scheme, parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, "")), parts.path or "/"
