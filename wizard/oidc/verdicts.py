"""What one check of a login is, and what it may say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from .fetch import one_line

Verdict = tuple[Literal["pass", "warn", "fail"], str]
"""The verdict and what was seen: values from the token, never a sentence, never a secret."""

Seen = TypeVar("Seen", contravariant=True)


@dataclass(frozen=True)
class Check(Generic[Seen]):
    """One row of the table: its name, its function, and the clause it enforces.

    What it proves is the function's first sentence, and for a person `check.<name>`; whose side it is when it fails
    is `check_failed.<name>`. `run` returns None where the check does not apply, which `always` forbids.
    """

    name: str
    run: Callable[[Seen], Verdict | None]
    cites: str
    always: bool = True


def need(ok: bool, seen: str = "") -> Verdict:
    """Pass or fail."""
    return ("pass" if ok else "fail", seen)


def equal(found: object, expected: str) -> Verdict:
    """Pass for exactly this text, else fail with both sides."""
    ok = isinstance(found, str) and found == expected
    return need(ok, shown(found) if ok else f"{shown(found)} ≠ {shown(expected)}")


def shown(found: object) -> str:
    """A value of a token as JSON, so that a number, a text and a missing value can be told apart."""
    return one_line(json.dumps(found, ensure_ascii=False, default=str))
