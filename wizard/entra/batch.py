"""Several reads in one request: JSON batching, of which the SDK's own form cannot be used.

Limits: 20 reads, relative addresses, answers in any order (learn.microsoft.com/graph/json-batching). Writes never go
this way: a batch does not wait for replication between its parts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .reach import Reach
from .refusals import PASSING
from .replies import Refusal, refusal

MOST = 20
HIDDEN = (400, 403, 404)
"""Statuses of one part that mean "this cannot be known here": refused, not offered in this cloud, not supported."""


@dataclass
class Part:
    """One answer in a batch, in the shape that `replies` reads."""

    status_code: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


async def read_together(reach: Reach, addresses: Mapping[str, str], doing: str) -> dict[str, Any]:
    """What each address answers, by the name given to it; None for what may not be read.

    Throttling or an outage of one part has the whole batch read again, with patience. Raises the problem of a part
    that ends otherwise.
    """
    names = list(addresses)[:MOST]
    items = [
        {"id": name, "method": "GET", "url": addresses[name], "headers": {"ConsistencyLevel": "eventual"}}
        for name in names
    ]

    async def ask() -> dict[str, Any]:
        said = await reach.graph.read_batch(items, doing)
        found: dict[str, Any] = dict.fromkeys(names)
        for answer in said["responses"]:
            status, body = int(answer["status"]), answer.get("body")
            if status < 400:
                found[answer["id"]] = body
            elif status in PASSING or status not in HIDDEN:
                raise _refused(status, body, answer.get("headers") or {}, doing)
        return found

    return await reach.patience.insist(ask, reach.origin)


def filtered(path: str, condition: str, select: str) -> str:
    """The address of a filtered list. The condition may need the advanced query, so that it is always one."""
    # Not urlencode: a plus sign in a quoted text would be read as a blank.
    return f"{path}?$filter={quote(condition)}&$select={quote(select)}&$count=true"


def quoted(value: str) -> str:
    """A text inside a condition (OData: a quote is doubled)."""
    return "'" + value.replace("'", "''") + "'"


def _refused(status: int, body: Any, headers: Mapping[str, str], doing: str) -> Refusal:
    return refusal(Part(status, json.dumps(body).encode(), headers), doing)
