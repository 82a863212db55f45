"""What Graph answers: a status with a body, or a refusal in Graph's form."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

JSON = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """`body` None means an empty answer."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class GraphRefusal(Exception):
    """An error answer; `details` are rows of code, message and target."""

    status: int
    code: str
    message: str
    details: list[dict[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, request_id: str, client_request_id: str) -> Answer:
        """The whole error body (learn.microsoft.com/graph/errors); its date has no zone."""
        inner = {
            "date": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}",
            "request-id": request_id,
            "client-request-id": client_request_id or request_id,
        }
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.details:
            error["details"] = self.details
        return Answer(self.status, {"error": {**error, "innerError": inner}}, self.headers)


def not_found(key: str) -> GraphRefusal:
    """404 for something that is not there, or not there yet."""
    message = f"Resource '{key}' does not exist or one of its queried reference-property objects are not present."
    return GraphRefusal(404, "Request_ResourceNotFound", message)


def bad(message: str, *details: dict[str, str]) -> GraphRefusal:
    """400 for a body or query that Graph cannot accept."""
    return GraphRefusal(400, "Request_BadRequest", message, list(details))


def denied(message: str = "Insufficient privileges to complete the operation.") -> GraphRefusal:
    """403 for a missing permission or role."""
    return GraphRefusal(403, "Authorization_RequestDenied", message)


def new_request_id() -> str:
    return str(uuid.uuid4())
