"""A Microsoft Graph that replies from a script, behind the real SDK pipeline, and a clock that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import httpx
from azure.core.credentials import AccessToken

from wizard.entra.cloud import GLOBAL, Cloud
from wizard.entra.connection import open_http
from wizard.entra.directory import GraphDirectory
from wizard.entra.loop import Loop
from wizard.entra.patience import Patience


class Token:
    """A credential that holds one token, by default one that nobody checks."""

    def __init__(self, token: AccessToken | None = None) -> None:
        self.token = token or AccessToken("token-of-a-test", 4102444800)

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        return self.token

    def close(self) -> None: ...


class QuickClock:
    """Time passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def patience(self, **limits: float) -> Patience:
        return Patience(sleep=self.sleep, clock=lambda: self.now, **limits)


class Script:
    """Replies in order, the last one again and again, and remembers what was asked."""

    def __init__(self, *replies: httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]) -> None:
        self.replies = list(replies)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        if isinstance(reply, Exception):
            raise reply
        if callable(reply):
            return reply(request)
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)


def reply(status: int, body: Any = None, **headers: str) -> httpx.Response:
    """A JSON reply; `Retry_After="3"` becomes a header."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return (
        httpx.Response(status, json=body, headers=names)
        if body is not None
        else httpx.Response(status, headers=names)
    )


def refused(status: int, code: str, message: str = "no", *details: str, **headers: str) -> httpx.Response:
    """Graph's error body."""
    error = {
        "code": code,
        "message": message,
        "details": [{"code": d, "message": message} for d in details],
        "innerError": {"date": "2026-01-01T00:00:00", "request-id": "11111111-1111-4111-8111-111111111111"},
    }
    return reply(status, {"error": error}, **headers)


@contextmanager
def directory_with(
    script: Script,
    clock: QuickClock | None = None,
    cloud: Cloud = GLOBAL,
    journal: Any = None,
    credential: Any = None,
):
    """A GraphDirectory whose requests end in the script instead of the network."""
    loop = Loop()
    try:
        loop.keep(("graph", cloud), lambda: open_http(cloud, httpx.MockTransport(script)))
        yield GraphDirectory(
            cloud, lambda: credential or Token(), loop, journal, patience=(clock or QuickClock()).patience()
        )
    finally:
        loop.close()
