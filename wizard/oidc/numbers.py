"""AADSTS numbers in what Entra sends to a program, and the verdict that each gives on a request without a person.

Numbers: Microsoft's reference of error codes. It tells programs not to depend on them: a verdict chooses the help.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NUMBER = re.compile(r"AADSTS\W{0,3}(\d{5,7})(?!\d)")
_REQUEST = re.compile(r"Correlation I[Dd]\W{0,5}([0-9a-fA-F-]{36})")

TENANT_UNKNOWN = (90002, 900023)
"""No such tenant in this cloud, or not the form of a tenant; the discovery address answers them with HTTP 400."""

_VERDICTS = {
    **dict.fromkeys(TENANT_UNKNOWN, "tenant-unknown"),
    **dict.fromkeys((700016, 70001, 700038), "client-unknown"),
    **dict.fromkeys((50011, 500113), "redirect-unknown"),
    7000215: "secret-wrong",
    700027: "key-unknown",
    7000222: "secret-expired",
    7000229: "enterprise-application-missing",
}


def in_text(text: str) -> tuple[int, ...]:
    """The different numbers of a text, in its order."""
    return tuple(dict.fromkeys(int(number) for number in _NUMBER.findall(text)))


def in_body(body: Mapping[str, Any]) -> tuple[int, ...]:
    """The numbers of an Entra error body: `error_codes`, else those in its text."""
    codes = body.get("error_codes")
    if isinstance(codes, list):
        return tuple(code for code in codes if isinstance(code, int))
    return in_text(str(body.get("error_description", "")))


def request_id(body: Mapping[str, Any]) -> str:
    """Entra's id of the failed request, for its support; empty where there is none."""
    return str(body.get("correlation_id") or body.get("trace_id") or "")


def request_id_in(text: str) -> str:
    """The same, where it stands in a sentence or on a page."""
    found = _REQUEST.search(text)
    return found[1] if found else ""


def judge(numbers: Sequence[int], contradicted: str = "refused") -> tuple[str, int]:
    """The verdict of `ports.Tried` and the number that gave it; `contradicted` where two numbers disagree.

    A number that is not in the table refuses: 0 stands for none at all.
    """
    known = {_VERDICTS[number]: number for number in reversed(numbers) if number in _VERDICTS}
    if len(known) == 1:
        return next(iter(known.items()))
    return contradicted if known else "refused", next(iter(numbers), 0)
