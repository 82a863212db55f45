"""The assignments of an environment file, as Docker Compose reads it: one on a line, quotes and comments apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .edited import line_end, refusal

_LINE = re.compile(
    r"\ufeff?[ \t]*(?P<export>export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)(?P<equals>[ \t]*=[ \t]*|[ \t]*$)"
)
_TOLD = re.compile(r"^(?!\ufeff?[ \t]*(?:#|\r?$))(?=.)", re.MULTILINE)
"""Where a line begins that is neither empty nor a comment."""

_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'[^']*'", re.DOTALL),
}
_PLAIN = re.compile(r"(?:(?![ \t]#)[^\n])*")


@dataclass(frozen=True)
class Assignment:
    """One variable: from `start`, its name, to `end`, behind its value; `value` without quotes, None for no "=".

    `tidy` is one without blanks around the "=": not everything that reads such files takes them away.
    """

    name: str
    value: str | None
    start: int
    end: int
    line: int
    tidy: bool
    raw: str = ""


def assignments(text: str) -> list[Assignment]:
    """Every variable that is set, in the file's order. Problem: `edit-not-assignment`."""
    found, at, line = [], 0, 1
    while told := _TOLD.search(text, at):
        line += text.count("\n", at, told.start())
        one = _assignment(text, told.start(), line_end(text, told.start()), line)
        found.append(one)
        at = line_end(text, max(one.end, told.start()))
        line += text.count("\n", told.start(), at)
    return found


def _assignment(text: str, at: int, end: int, line: int) -> Assignment:
    head = _LINE.match(text, at, end)
    if head is None:
        raise refusal("edit-not-assignment", line=str(line))
    if not head["equals"].strip():
        return Assignment(head["name"], None, head.start("name"), head.end("name"), line, False)
    tidy = head["equals"] == "="
    # A value in quotes may go over several lines; a quote that is never closed is part of its value.
    quoted = (
        _QUOTED[text[head.end()]].match(text, head.end()) if text[head.end() : head.end() + 1] in _QUOTED else None
    )
    behind = _PLAIN.match(text, quoted.end(), line_end(text, quoted.end())) if quoted else None
    if quoted and behind and not behind[0].strip():
        return Assignment(head["name"], quoted[0][1:-1], head.start("name"), quoted.end(), line, tidy, quoted[0])
    plain = _PLAIN.match(text, head.end(), end)
    assert plain is not None
    raw = plain[0].rstrip()
    return Assignment(head["name"], raw, head.start("name"), head.end() + len(raw), line, tidy, raw)
