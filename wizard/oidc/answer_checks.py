"""Checks of the answer at /callback, and of the token endpoint's answer: before any token is looked at."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field

from .fetch import one_line
from .relying_party import Reply
from .transaction import Transaction
from .verdicts import Check, Verdict, equal, need, shown


@dataclass(frozen=True)
class Answer:
    """What came to /callback: every parameter as it came, and whether the launching browser brought it.

    `by_form` says that it was posted: a cross-site POST carries no Lax cookie, so `browser_key` is None there.
    """

    transaction: Transaction
    params: Sequence[tuple[str, str]] = field(repr=False)
    browser_key: str | None = field(repr=False)
    expected_key: str = field(repr=False)
    by_form: bool = False

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.params if key == name), None)

    @property
    def error(self) -> str:
        """The provider's error on one line, or empty; also where somebody else than the provider says it."""
        sender = _response_iss(self)
        if self.get("error") is None or (sender and sender[0] == "fail"):
            return ""
        parts = (self.get(name) for name in ("error", "error_subcode", "error_description"))
        return one_line(": ".join(part for part in parts if part))


def same(one: str, other: str) -> bool:
    """Equal, in constant time; as bytes, because on text hmac raises for anything but ASCII."""
    # JSON can spell half a surrogate pair, which plain UTF-8 refuses to encode.
    return hmac.compare_digest(*(text.encode("utf-8", "surrogatepass") for text in (one, other)))


def _state(seen: Answer) -> Verdict | None:
    """The answer belongs to a request of ours: nobody slipped somebody else's login under this browser (CSRF)."""
    return need(same(seen.get("state") or "", seen.transaction.state))


def _browser(seen: Answer) -> Verdict | None:
    """The browser that left is the one that came back: a stolen answer is worth nothing elsewhere."""
    if seen.browser_key is None and seen.by_form and seen.get("error") is not None:
        # The one-time state is proof enough to end an attempt with Microsoft's error, never to redeem a code.
        return ("warn", "form_post")
    return need(bool(seen.expected_key) and same(seen.browser_key or "", seen.expected_key))


def _single(seen: Answer) -> Verdict | None:
    """No parameter came twice, so nothing was smuggled in behind the value that was checked."""
    names = [name for name, _ in seen.params]
    twice = sorted({name for name in names if names.count(name) > 1})
    return need(not twice, one_line(", ".join(twice)))


def _response_iss(seen: Answer) -> Verdict | None:
    """The answer is this tenant's own: no other provider mixed in its code, or hopes for this one (mix-up)."""
    endpoints = seen.transaction.endpoints
    if seen.get("iss") is None and not endpoints.iss_parameter:
        return None
    return equal(seen.get("iss"), endpoints.issuer)


def _no_error(seen: Answer) -> Verdict | None:
    """The provider reported no error, whatever else it sent."""
    return need(seen.get("error") is None, one_line(seen.get("error") or ""))


def _code(seen: Answer) -> Verdict | None:
    """There is a code to redeem."""
    return need(bool(seen.get("code")))


ANSWER: tuple[Check[Answer], ...] = (
    Check("state", _state, "RFC 9700 4.7"),
    Check("browser", _browser, "RFC 9700 4.7"),
    Check("single", _single, "RFC 6749 3.1"),
    # Before the error: whether the tenant or somebody else speaks comes first (RFC 9207 2.4).
    Check("response-iss", _response_iss, "RFC 9207 2.4", always=False),
    Check("no-error", _no_error, "Core 3.1.2.6"),
    Check("code", _code, "Core 3.1.2.5"),
)


def _token_answer(seen: Reply) -> Verdict | None:
    """The token endpoint took the code, the credential and the verifier, and sent an access token."""
    if seen.failure:
        return need(False, seen.failure)
    body = seen.body
    if body is None or "error" in body or seen.status != 200:
        return need(False, f"HTTP {seen.status}" + (f" {shown(body['error'])}" if body and "error" in body else ""))
    token = body.get("access_token")
    return need(isinstance(token, str) and bool(token), "HTTP 200" if token else "access_token: null")


def _token_type(seen: Reply) -> Verdict | None:
    """The access token is one that is used as a bearer token, as we are about to."""
    found = (seen.body or {}).get("token_type")
    # RFC 6749 5.1: the value is case-insensitive.
    return need(isinstance(found, str) and found.lower() == "bearer", shown(found))


def _id_token(seen: Reply) -> Verdict | None:
    """An ID token came, in the form of a signed one: three parts."""
    found = (seen.body or {}).get("id_token")
    return need(isinstance(found, str) and found.count(".") == 2)


TOKEN: tuple[Check[Reply], ...] = (
    Check("token-answer", _token_answer, "RFC 6749 5.1"),
    Check("token-type", _token_type, "Core 3.1.3.3"),
    Check("id-token", _id_token, "Core 3.1.3.3"),
)
