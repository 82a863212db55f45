"""Speaks ASGI to an application by hand: every header is exactly what the test says."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

PORT = 8765
HOST = f"localhost:{PORT}"


@dataclass
class Answer:
    """What came back: an HTTP status, or the close code of a WebSocket (101 when it was accepted)."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


def ask(
    app: Any,
    path: str,
    headers: dict[str, str] | None = None,
    *,
    kind: str = "http",
    method: str = "GET",
    query: str = "",
    body: bytes = b"",
) -> Answer:
    """One request. `Host` is our own unless given; an empty value leaves a header out."""
    given = {"host": HOST, **(headers or {})}
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": "http" if kind == "http" else "ws",
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 50000),
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items() if value],
        "subprotocols": [],
        "http_version": "1.1",
    }
    answer = Answer()

    async def receive() -> dict[str, Any]:
        if kind == "websocket":
            return {"type": "websocket.connect"}
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")
        elif message["type"] == "websocket.close":
            answer.status = message.get("code", 1000)
        elif message["type"] == "websocket.accept":
            answer.status = 101

    asyncio.run(app(scope, receive, send))
    return answer
