"""Answers that are a table: a row for each line, cells separated by `|`, entries of a cell by commas."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .checked import Checked
from .pattern import fits as fits_pattern
from .problems import problem

BETWEEN = " | "


@dataclass(frozen=True)
class Column(Checked):
    """One column: its name in `{placeholders}`, its label, and what may stand in its cells.

    In a cell of `entries` stand several, separated by commas; `pattern` and `choices` then hold for each of them.
    `unique`: no two rows share the cell, or an entry of it. Capitals make no difference there, as they make none in
    `choices`: what is kept is written as the choice is.
    """

    name: str
    label: str
    pattern: str = ""
    pattern_says: str = ""
    entries: bool = False
    unique: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


def rows(text: str) -> tuple[str, ...]:
    """What was typed or pasted, row by row, each with its cells joined by ` | `; empty lines are none."""
    return tuple(BETWEEN.join(cells(line)) for line in text.splitlines() if line.strip())


def cells(row: str) -> list[str]:
    """The cells of one row. A row pasted from a spreadsheet has tabs; one of Markdown, marks at both ends."""
    line = row.strip()
    if len(line) > 1 and line[0] == line[-1] == "|":
        line = line[1:-1]
    return [cell.strip() for cell in line.split("|" if "|" in line else "\t")]


def entries(cell: str) -> list[str]:
    """What a cell of several lists, in its order and each once."""
    return list(dict.fromkeys(entry.strip() for entry in re.split(r"[,;]", cell) if entry.strip()))


def is_table(answer: tuple[str, ...]) -> bool:
    """Whether a kept answer is a table: its rows are shown on lines of their own. One of a list has no such mark."""
    return bool(answer) and all("|" in row for row in answer)


def said(answer: str | tuple[str, ...]) -> tuple[str, ...]:
    """What an answer says, each by itself: every entry in the cells of a table or in a list, or the text."""
    lines = answer if isinstance(answer, tuple) else rows(answer)
    if is_table(lines):
        return tuple(dict.fromkeys(entry for row in lines for cell in cells(row) for entry in entries(cell)))
    return answer if isinstance(answer, tuple) else (answer,)


def fits(answer: tuple[str, ...], columns: Sequence[Column]) -> bool:
    """Whether every row has these columns: an answer that was kept may be one to a recipe's earlier question."""
    return not columns or all(len(cells(row)) == len(columns) for row in answer)


def by_name(row: str, columns: Sequence[Column]) -> dict[str, str]:
    """The cells of one checked row by the names of their columns."""
    return dict(zip((column.name for column in columns), cells(row), strict=True))


def check_rows(field: str, columns: Sequence[Column], text: str) -> tuple[str, ...]:
    """The rows as they are kept. Raises `AskAgain` that names the row and the column: `answer-row-…`."""
    checked = [_row(field, number, columns, row) for number, row in enumerate(rows(text), 1)]
    for position, column in enumerate(columns):
        if column.unique:
            _differ(field, column, [row[position] for row in checked])
    return tuple(BETWEEN.join(", ".join(cell) for cell in row) for row in checked)


def _row(field: str, number: int, columns: Sequence[Column], row: str) -> list[list[str]]:
    found = cells(row)
    if len(found) != len(columns):
        labels = BETWEEN.join(column.label for column in columns)
        told = {"row": str(number), "wanted": str(len(columns)), "found": str(len(found)), "columns": labels}
        raise problem("answer-row-cells", field=field, **told)
    return [list(dict.fromkeys(_cell(field, str(number), *pair))) for pair in zip(columns, found, strict=True)]


def _cell(field: str, row: str, column: Column, cell: str) -> Iterator[str]:
    at = {"row": row, "column": column.label}
    found = entries(cell) if column.entries else [cell] if cell else []
    if not found:
        raise problem("answer-row-empty", field=field, **at)
    for entry in found:
        if not fits_pattern(field, column.pattern, entry):
            raise problem("answer-row-pattern", field=field, **at, typed=_short(entry), says=column.pattern_says)
        yield _offered(field, at, column, entry) if column.choices else entry


def _short(entry: str) -> str:
    return entry if len(entry) <= 60 else f"{entry[:59]}…"


def _offered(field: str, at: Mapping[str, str], column: Column, entry: str) -> str:
    known = {written.casefold(): name for name, shown in column.choices.items() for written in (shown, name)}
    if entry.casefold() not in known:
        near = difflib.get_close_matches(_short(entry).casefold(), known, 1)
        offered = known[near[0]] if near else ", ".join(column.choices)
        raise problem("answer-row-unknown", field=field, **at, typed=_short(entry), offered=offered)
    return known[entry.casefold()]


def _differ(field: str, column: Column, found: list[list[str]]) -> None:
    first: dict[str, int] = {}
    for number, cell in enumerate(found, 1):
        for entry in cell:
            other = first.setdefault(entry.casefold(), number)
            if other != number:
                told = {"row": str(number), "other": str(other), "column": column.label, "typed": _short(entry)}
                raise problem("answer-row-twice", field=field, **told)
