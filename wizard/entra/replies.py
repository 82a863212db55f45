"""What Microsoft Graph replied, before anybody judges it: JSON, a refusal, or nothing that can be trusted.

Shape of an error body: `{"error": {"code", "message", "details": [{"code", …}], "innerError": {"request-id", …}}}`;
`message` may be an object in some services (Graph error responses, learn.microsoft.com/graph/errors).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import Any, Protocol


class Reply(Protocol):
    """The part of `httpx.Response` that is read here."""

    status_code: int

    @property
    def headers(self) -> Any: ...

    @property
    def content(self) -> bytes: ...


@dataclass(eq=False)
class Refusal(Exception):
    """Graph understood the request and said no. `retry_after` is in seconds, None when Graph named none."""

    doing: str
    status: int
    code: str
    message: str
    details: tuple[str, ...] = ()
    request_id: str = ""
    retry_after: float | None = None

    @property
    def said(self) -> str:
        """Microsoft's words on one line, short enough to quote."""
        text = " ".join(f"{self.code}: {self.message}".split())
        return text if len(text) <= 400 else f"{text[:399]}…"


class Lost(Exception):
    """The request may or may not have been carried out: no answer, or half an answer."""


class NotGraph(Exception):
    """Something between this machine and Microsoft replied: a proxy's or a captive portal's page."""


def read(reply: Reply, doing: str) -> Any:
    """The JSON of a good reply, None for an empty one; raises `Refusal`, `Lost` or `NotGraph`."""
    if reply.status_code >= 400:
        raise refusal(reply, doing)
    if not reply.content:
        return None
    _refuse_html(reply)
    try:
        return json.loads(reply.content)
    except ValueError as cause:
        raise Lost("half an answer") from cause


def refusal(reply: Reply, doing: str) -> Refusal:
    """The refusal in an error reply; raises `NotGraph` when a proxy's page stands where Graph's JSON should be."""
    error: Any = None
    try:
        body = json.loads(reply.content or b"{}")
        error = body.get("error") if isinstance(body, dict) else None
    except ValueError:
        # A gateway's own words after a time-out say nothing of what Microsoft did.
        if reply.status_code < 500 and reply.status_code != 408:
            _refuse_html(reply)
    error = error if isinstance(error, dict) else {}
    inner = error.get("innerError") or error.get("innererror") or {}
    message = error.get("message", "")
    return Refusal(
        doing=doing,
        status=reply.status_code,
        code=str(error.get("code") or reply.status_code),
        message=message if isinstance(message, str) else json.dumps(message),
        details=tuple(str(d.get("code")) for d in error.get("details") or () if isinstance(d, dict)),
        request_id=str(reply.headers.get("request-id") or inner.get("request-id") or ""),
        retry_after=_seconds(reply.headers.get("Retry-After")),
    )


def seconds_ahead(date: str) -> float | None:
    """How far this computer's clock is ahead of the one that wrote this `Date` header; None without one."""
    try:
        return time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


def _refuse_html(reply: Reply) -> None:
    if "html" in reply.headers.get("Content-Type", "").lower() or reply.content.lstrip()[:1] == b"<":
        raise NotGraph


def _seconds(header: str | None) -> float | None:
    if not header:
        return None
    try:
        return max(0.0, float(header.split(",")[0]))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time())
    except ValueError:
        return None
