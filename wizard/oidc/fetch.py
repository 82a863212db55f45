"""Ask the provider something over HTTP: no redirects, within bounds, and every failure a named problem."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2

from steps.model.problems import Problem, problem

TIMEOUT = httpx2.Timeout(10.0, connect=5.0)
TOTAL = 20.0
"""Seconds for one request, answer included; without it a server that drips bytes holds us for ever."""

MOST = 1_000_000
"""Bytes of an answer that are read. Metadata is two thousand, a sign-in page a hundred thousand."""

_LONGEST = 2000
_NOT_OF_THE_BODY = ("content-encoding", "content-length", "transfer-encoding")


def trust(ca: str) -> ssl.SSLContext | bool:
    """What to trust: the CA file of the practice tenant, or (True) what the machine trusts."""
    return ssl.create_default_context(cafile=ca) if ca else True


class Client:
    """Requests to one provider; a context manager, because it holds connections. For a thread without a loop.

    It follows no redirect: metadata from where a redirect points is somebody else's metadata. `total` are the seconds
    that one request may take.
    """

    def __init__(self, ca: str = "", total: float = TOTAL) -> None:
        self._total = total
        # With a CA of its own the provider is on loopback, where a company's proxy cannot reach it.
        self._http = httpx2.AsyncClient(verify=trust(ca), timeout=TIMEOUT, follow_redirects=False, trust_env=not ca)
        # Only a loop can end a request after a time that no single read exceeds.
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._runner as runner:
            runner.run(self._http.aclose())

    def send(self, method: str, url: str, form: Mapping[str, str] | None = None) -> httpx2.Response:
        """One request, and as much of the answer as is read. Problems: those of the network, and `throttled`."""
        host = urlsplit(url).netloc
        try:
            answer = self._runner.run(self._send(method, url, form))
        except (httpx2.RequestError, TimeoutError) as error:
            raise _unreached(host, error) from None
        if answer.status_code == 429:
            raise problem("throttled", seconds=_seconds(answer.headers.get("retry-after", "")))
        if answer.status_code >= 500:
            raise problem("unreachable", host=host, said=f"HTTP {answer.status_code}")
        return answer

    async def _send(self, method: str, url: str, form: Mapping[str, str] | None) -> httpx2.Response:
        body = bytearray()
        async with asyncio.timeout(self._total), self._http.stream(method, url, data=form) as answer:
            if not answer.is_redirect:
                async for piece in answer.aiter_bytes():
                    body += piece
                    if len(body) >= MOST:
                        break
        return as_read(answer, bytes(body))


def as_read(answer: httpx2.Response, body: bytes) -> httpx2.Response:
    """The answer with as much of its body as was read."""
    kept = [(name, value) for name, value in answer.headers.multi_items() if name not in _NOT_OF_THE_BODY]
    return httpx2.Response(answer.status_code, headers=kept, content=body[:MOST])


def ask(http: Client, method: str, url: str, form: Mapping[str, str] | None = None) -> httpx2.Response:
    """One request that is not to be redirected.

    Problems: `tls-not-trusted`, `unreachable` (also for 5xx), `throttled`, `not-microsoft`.
    """
    answer = http.send(method, url, form)
    if answer.is_redirect:
        raise problem(
            "not-microsoft", host=urlsplit(answer.headers.get("location", "")).netloc or urlsplit(url).netloc
        )
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


def _unreached(host: str, error: Exception) -> Problem:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return problem("tls-not-trusted", host=host, said=one_line(str(cause)))
        cause = cause.__cause__ or cause.__context__
    return problem("unreachable", host=host, said=one_line(str(error)) or type(error).__name__)


def _seconds(header: str) -> str:
    return header if header.isdigit() else "30"
