"""A fragment worked into an environment file: a variable that is there changes where it stands, others are added."""

from __future__ import annotations

from steps.model.into import Into
from steps.model.problems import AskAgain

from .edited import Changed, Plan, Splice, lines, newline, refusal
from .env_lines import Assignment, assignments

MOST = 100
"""How often one variable may be set; more is no file that a person wrote."""


def plan(text: str, fragment: str, into: Into) -> Plan:
    """What to edit in the file.

    A variable that is set twice is changed both times: which one counts depends on what reads the file. Problems:
    `edit-not-assignment`, `edit-other-file`. Raises `ValueError` for a fragment that is no such file.
    """
    try:
        wanted = assignments(fragment)
    except AskAgain as error:
        raise ValueError(str(error)) from None
    there = assignments(text)
    if into.has and into.has not in {one.name for one in there}:
        raise refusal("edit-other-file", name=into.has)
    made, missing = Plan(), []
    for one in wanted:
        found = [other for other in there if other.name == one.name]
        if len(found) > MOST:
            raise refusal("edit-several", name=one.name, lines=lines(other.line for other in found))
        wrong = [other for other in found if not _right(other, one)]
        if wrong:
            last = wrong[-1]
            # Of one that differs in its blanks alone, the blanks are what there is to see.
            before = last.value if last.value != one.value else text[last.start : last.end]
            made.changes.append(Changed((one.name,), before or None, one.value or "", times=len(found)))
        elif not found:
            made.changes.append(Changed((one.name,), None, one.value or ""))
            missing.append(_written(one))
        made.splices += [Splice(other.start, other.end, _written(one)) for other in wrong]
    if missing:
        break_ = newline(text)
        begin = break_ if text.strip("\ufeff") and not text.endswith("\n") else ""
        made.splices.append(Splice(len(text), len(text), begin + "".join(row + break_ for row in missing)))
    return made


def _right(there: Assignment, wanted: Assignment) -> bool:
    return there.tidy and there.value == wanted.value


def _written(one: Assignment) -> str:
    return f"{one.name}={one.raw}"
