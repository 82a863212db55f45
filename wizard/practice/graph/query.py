"""$select, $filter, $orderby, $top, $count and paging, the same for every list."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from ..store import Row
from .answers import Answer, GraphRefusal, bad
from .call import Call
from .filter import Reader, unclear

OPTIONS = ("$select", "$filter", "$orderby", "$top", "$skiptoken", "$count", "$search", "$expand", "$format")
PAGE, MOST = 100, 999


def listed(call: Call, context: str, rows: Sequence[Row], default: Sequence[str] = (), kind: str = "") -> Answer:
    """One page of a list. `default` are the properties shown without $select; `kind` goes into `@odata.type`."""
    _check_options(call)
    known = frozenset(rows[0]) if rows else frozenset()
    found = list(rows)
    if "$filter" in call.query and rows:
        reader = Reader(call.query["$filter"], known)
        if reader.advanced:
            _need_advanced(call)
        test = reader.whole()
        try:
            found = [row for row in found if test(row)]
        except TypeError:
            raise unclear("A property is compared with a value of another type.") from None
    if "$search" in call.query:
        found = _search(call, found)
    found = _ordered(call, found)
    start, top = _page(call)
    shown = found[start : start + top]
    body: dict[str, Any] = {"@odata.context": call.context(context + _fields(call))}
    # Without the header the service ignores $count on directory objects.
    if call.query.get("$count", "").lower() == "true" and _is_eventual(call):
        body["@odata.count"] = len(found)
    if start + top < len(found):
        body["@odata.nextLink"] = _next(call, start + top)
    body["value"] = [_typed(kind, select(call, row, default)) for row in shown]
    return Answer(200, body)


def one(call: Call, context: str, row: Row, default: Sequence[str] = (), status: int = 200) -> Answer:
    """One object."""
    _check_options(call)
    head = {"@odata.context": call.context(f"{context}{_fields(call)}/$entity")}
    return Answer(status, head | select(call, row, default))


def select(call: Call, row: Row, default: Sequence[str] = ()) -> Row:
    """The properties asked for, else the ones shown by default. Raises 400 for one that does not exist."""
    asked = [name.strip() for name in call.query.get("$select", "").split(",") if name.strip()]
    if not asked:
        return {name: row[name] for name in default} if default else row
    for name in asked:
        if name.partition("/")[0] not in row and name != "*":
            raise bad(f"Could not find a property named '{name}' on the type of the resource.")
    names = [name.partition("/")[0] for name in asked]
    return row if "*" in names else {name: row[name] for name in dict.fromkeys(names)}


def _check_options(call: Call) -> None:
    for name in call.query:
        if name.startswith("$") and name not in OPTIONS:
            raise GraphRefusal(400, "BadRequest", f"The query parameter '{name}' is not supported.")


def _is_eventual(call: Call) -> bool:
    return call.headers.get("consistencylevel", "").lower() == "eventual"


def _need_advanced(call: Call) -> None:
    if not _is_eventual(call) or call.query.get("$count", "").lower() != "true":
        raise GraphRefusal(400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified.")


def _search(call: Call, rows: list[Row]) -> list[Row]:
    if not _is_eventual(call):
        message = (
            "Request with $search query parameter only works through MSGraph with a special request header: "
            "'ConsistencyLevel: eventual'"
        )
        raise GraphRefusal(400, "Request_UnsupportedQuery", message)
    name, _, wanted = call.query["$search"].strip('"').partition(":")
    return [row for row in rows if wanted.lower() in str(row.get(name) or "").lower()]


def _ordered(call: Call, rows: list[Row]) -> list[Row]:
    for term in reversed([term.split() for term in call.query.get("$orderby", "").split(",") if term.strip()]):
        rows = sorted(rows, key=lambda row: str(row.get(term[0]) or "").lower(), reverse=term[1:] == ["desc"])
    return rows


def _page(call: Call) -> tuple[int, int]:
    try:
        top = int(call.query.get("$top", PAGE))
        token = call.query.get("$skiptoken", "")
        start = int(base64.urlsafe_b64decode(token).decode()) if token else 0
    except ValueError:
        raise GraphRefusal(400, "BadRequest", "Invalid page size or $skiptoken specified.") from None
    if not 1 <= top <= MOST or start < 0:
        message = f"Invalid page size specified: '{top}'. Must be between 1 and {MOST} inclusive."
        raise GraphRefusal(400, "Request_UnsupportedQuery", message)
    return start, top


def _next(call: Call, start: int) -> str:
    token = base64.urlsafe_b64encode(str(start).encode()).decode()
    return f"{call.base}{call.path}?{urlencode({**call.query, '$skiptoken': token})}"


def _fields(call: Call) -> str:
    return f"({call.query['$select'].replace(' ', '')})" if call.query.get("$select") else ""


def _typed(kind: str, row: Row) -> Row:
    return {"@odata.type": f"#microsoft.graph.{kind}", **row} if kind else row
