"""Find AADSTS numbers in what Microsoft said, and explain them.

Microsoft tells programs not to depend on its numbers and texts: they choose the help that is shown, never what is
done next, and an unknown number has an answer, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from steps.model.logins import Explained
from steps.model.words import say
from wizard.text import has

_NUMBER = re.compile(
    r"AADSTS\W{0,3}(\d{5,7})(?!\d)"
    r"|error[ _-]?codes?\W{0,6}(\d{5,7})(?!\d)"
    r"|[?&]code=(\d{5,7})(?!\d)"
    r"|\A\s*(\d{5,7})\s*\Z",
    re.IGNORECASE,
)
_DECLINED = re.compile(r"access_denied", re.IGNORECASE)

_SAME = {"70001": "700016", "70002": "7000215", "900382": "90038", "900432": "90038"}
"""Older or narrower numbers whose help is that of another one."""


def explain(said: str) -> Sequence[Explained]:
    """Every number in a text, once, in the order of the text; empty when there is none.

    A bare `access_denied` has two readings and both are given: "Need admin approval" comes back looking exactly
    like a person's cancel.
    """
    found = list(dict.fromkeys(_numbers(said)))
    if found:
        return tuple(_explained(number) for number in found)
    if _DECLINED.search(said):
        return tuple(_sentences("access_denied", f"access_denied.{reading}") for reading in ("approval", "cancel"))
    return ()


def _numbers(said: str) -> Iterator[str]:
    for match in _NUMBER.finditer(said):
        yield next(number for number in match.groups() if number)


def _explained(number: str) -> Explained:
    key = _SAME.get(number, number)
    if has(f"aadsts.{key}.what"):
        return _sentences(f"AADSTS{number}", key, sure=True)
    link = f"https://login.microsoftonline.com/error?code={number}"
    return Explained(
        f"AADSTS{number}",
        what=say("aadsts.unknown.what", number=number),
        why=say("aadsts.unknown.why", number=number),
        do=say("aadsts.unknown.next", number=number, link=link),
        sure=False,
    )


def _sentences(code: str, key: str, sure: bool = False) -> Explained:
    what, why, do = (say(f"aadsts.{key}.{part}") for part in ("what", "why", "next"))
    return Explained(code, what, why, do, sure)
