"""Ask the provider something over HTTP: no redirects, with time-outs, and every failure a named problem."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2

from steps.model.problems import Problem, problem

TIMEOUT = httpx2.Timeout(10.0, connect=5.0)
_LONGEST = 2000


def trust(ca: str) -> ssl.SSLContext | bool:
    """What to trust: the CA file of the practice tenant, or (True) what the machine trusts."""
    return ssl.create_default_context(cafile=ca) if ca else True


def client(ca: str = "") -> httpx2.Client:
    """A client that follows no redirect: metadata from where a redirect points is somebody else's metadata."""
    # With a CA of its own the provider is on loopback, where a company's proxy cannot reach it.
    return httpx2.Client(verify=trust(ca), timeout=TIMEOUT, follow_redirects=False, trust_env=not ca)


def ask(http: httpx2.Client, method: str, url: str, form: Mapping[str, str] | None = None) -> httpx2.Response:
    """One request. Problems: `tls-not-trusted`, `unreachable` (also for 5xx), `throttled`, `not-microsoft`."""
    host = urlsplit(url).netloc
    try:
        answer = http.request(method, url, data=form)
    except httpx2.RequestError as error:
        raise _unreached(host, error) from None
    if answer.status_code == 429:
        raise problem("throttled", seconds=_seconds(answer.headers.get("retry-after", "")))
    if answer.status_code >= 500:
        raise problem("unreachable", host=host, said=f"HTTP {answer.status_code}")
    if answer.is_redirect:
        raise problem("not-microsoft", host=urlsplit(answer.headers.get("location", "")).netloc or host)
    return answer


def json_object(answer: httpx2.Response) -> dict[str, Any] | None:
    """The JSON object in an answer, or None where it holds anything else."""
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def spoken(body: Mapping[str, Any]) -> str:
    """What an OAuth error says, on one line: `error: error_description` (RFC 6749 §5.2)."""
    said = ": ".join(str(body[key]) for key in ("error", "error_description") if body.get(key))
    return one_line(said)


def one_line(text: str) -> str:
    """Foreign text without line breaks or control characters, and not endless."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    shown = re.sub(r" +", " ", printable).strip()
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def numbers(body: Mapping[str, Any]) -> tuple[int, ...]:
    """The AADSTS numbers of an Entra error body: `error_codes`, else those in its text."""
    codes = body.get("error_codes")
    if isinstance(codes, list):
        return tuple(code for code in codes if isinstance(code, int))
    return tuple(int(number) for number in re.findall(r"AADSTS(\d+)", str(body.get("error_description", ""))))


def request_id(body: Mapping[str, Any]) -> str:
    """Entra's id of the failed request, for its support; empty where there is none."""
    return str(body.get("correlation_id") or body.get("trace_id") or "")


def _unreached(host: str, error: httpx2.RequestError) -> Problem:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return problem("tls-not-trusted", host=host, said=one_line(str(cause)))
        cause = cause.__cause__ or cause.__context__
    return problem("unreachable", host=host, said=one_line(str(error)) or type(error).__name__)


def _seconds(header: str) -> str:
    return header if header.isdigit() else "30"
