"""JSON batching: up to 20 requests in one, some of them after others (learn.microsoft.com/graph/json-batching)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .answers import Answer, GraphRefusal, bad, new_request_id

Send = Callable[[str, str, dict[str, str], dict[str, str], Any], Answer]
MOST = 20


def answer(sent: Any, send: Send) -> Answer:
    """The batch's answer: 200 whatever its items say. Raises 400 for a batch that is no batch."""
    items = sent.get("requests") if isinstance(sent, dict) else None
    if not isinstance(items, list) or not items:
        raise bad("Invalid batch payload format.")
    if len(items) > MOST:
        raise bad(f"Number of batch request steps exceeds the maximum value of {MOST}.")
    statuses: dict[str, int] = {}
    responses = []
    for item in items:
        _check(item, statuses)
        failed = any(statuses[other] >= 400 for other in item.get("dependsOn", ()))
        said = _failed_dependency() if failed else _one(item, send)
        statuses[item["id"]] = said.status
        responses.append({"id": item["id"], "status": said.status, "headers": _headers(said), "body": said.body})
    return Answer(200, {"responses": responses})


def _check(item: Any, statuses: dict[str, int]) -> None:
    if not isinstance(item, dict) or not all(
        isinstance(item.get(n), str) and item[n] for n in ("id", "method", "url")
    ):
        raise bad("Invalid batch payload format.")
    if not isinstance(item.get("headers", {}), dict) or not isinstance(item.get("dependsOn", []), list):
        raise bad("Invalid batch payload format.")
    unknown = set(item) - {"id", "method", "url", "headers", "body", "dependsOn"}
    if unknown:
        raise bad(f"Invalid property '{sorted(unknown)[0]}'.")
    if item["id"] in statuses:
        raise bad(f"Duplicate request id '{item['id']}'.")
    if "body" in item and "content-type" not in {name.lower() for name in item.get("headers", {})}:
        raise bad("Write request id : " + item["id"] + " does not contain Content-Type header.")
    if any(other not in statuses for other in item.get("dependsOn", ())):
        raise bad(f"Request {item['id']} depends on a request that does not stand before it.")
    if urlsplit(item["url"]).scheme:
        raise bad(f"Invalid url '{item['url']}': it must be relative.")


def _one(item: dict[str, Any], send: Send) -> Answer:
    parts = urlsplit("/" + item["url"].lstrip("/"))
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    headers = {name.lower(): value for name, value in item.get("headers", {}).items()}
    try:
        return send(item["method"].upper(), parts.path, query, headers, item.get("body"))
    except GraphRefusal as refusal:
        return refusal.answer(new_request_id(), "")


def _failed_dependency() -> Answer:
    error = {"code": "FailedDependency", "message": "A request this one depends on has failed."}
    return Answer(424, {"error": error})


def _headers(said: Answer) -> dict[str, str]:
    return {**said.headers, "Content-Type": "application/json"} if said.body is not None else dict(said.headers)
