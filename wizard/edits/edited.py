"""What an edit is made of, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from steps.model.problems import Problem, problem

FIELD = "own_file"
"""The field that every refusal of an uploaded file names."""

_LIST = re.compile(r"(?:\$\{\w+:?-)?\[(?P<entries>[^\[\]{}]*)\]\}?")
"""A list on one line, as a value or as what a variable stands for if it is not set."""

_ENTRY = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<plain>[^,]+))""")


@dataclass(frozen=True)
class Splice:
    """The characters from `start` to `end` of a text give way to `text`; both are the same where it is added."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Changed:
    """One value that is changed: where, what stood there (None for nothing), and what stands there now.

    `variable` is an environment variable that decided about this value, and does not any more. `times` is how often
    the value was set.
    """

    place: tuple[str, ...]
    before: str | None
    after: str
    variable: str = ""
    times: int = 1

    @property
    def gone(self) -> tuple[str, ...]:
        """The entries of a list that the list of now has no more: whoever had rights by one has them no more."""
        before, after = _entries(self.before or ""), _entries(self.after)
        return () if after is None else tuple(one for one in before or () if one not in after)


@dataclass
class Plan:
    """The edits that one text needs, in any order, and the same as changes for a person to read."""

    splices: list[Splice] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)

    def over(self, text: str) -> str:
        """The text with every edit made. Edits at one place are made in the order in which they were planned."""
        done, at = [], 0
        for splice in sorted(self.splices, key=lambda splice: splice.start):
            done += [text[at : splice.start], splice.text]
            at = splice.end
        return "".join([*done, text[at:]])


def _entries(value: str) -> list[str] | None:
    """What a list holds, in the notation of YAML or of a variable; None for what is no list."""
    found = _LIST.fullmatch(value.strip())
    return found and [one[one.lastgroup or 0].strip() for one in _ENTRY.finditer(found["entries"])]


def refusal(code: str, **values: str) -> Problem:
    """A problem that is shown beside the upload."""
    return problem(code, field=FIELD, **values)


def lines(numbers: Iterable[int]) -> str:
    """Line numbers as they stand in a sentence, at most five of them."""
    told = [str(number) for number in numbers]
    return ", ".join(told[:5]) + (", …" if len(told) > 5 else "")


def line_end(text: str, at: int) -> int:
    """Where the line that holds this place ends, its line break left out."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def line_start(text: str, at: int) -> int:
    """Where the line that holds this place begins."""
    return text.rfind("\n", 0, at) + 1


def newline(text: str) -> str:
    """The line break of this text: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
