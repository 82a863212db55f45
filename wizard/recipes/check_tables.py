"""Questions of kind table: their columns, and what is derived from their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from steps.model.recipe import Question
from steps.model.table import Column
from steps.model.words import say

from .check_patterns import pattern
from .findings import Finding
from .lines import Path
from .source import Source


def columns(name: str, question: Question) -> Iterator[Finding]:
    """A table has at least two columns, each with a name of its own and choices that can be told apart."""
    here: Path = ("ask", name, "columns")
    if (question.kind == "table") != bool(question.columns) or len(question.columns) == 1:
        yield Finding(here, say("lint.columns"))
    if question.columns and question.pattern:
        yield Finding(("ask", name, "pattern"), say("lint.table_pattern"))
    for position, column in enumerate(question.columns):
        yield from _column((*here, position), column, [one.name for one in question.columns[:position]])


def _column(here: Path, column: Column, before: list[str]) -> Iterator[Finding]:
    if column.name in before or not re.fullmatch(r"[a-z][a-z0-9_]*", column.name):
        yield Finding((*here, "name"), say("lint.column_name"))
    yield from pattern(here, column)
    for choice in column.choices:
        if choice != choice.strip() or re.search(r"[|,;\t\n]", choice):
            yield Finding((*here, "choices", choice), say("lint.column_choice"))


def replaced(source: Source) -> Iterator[Finding]:
    """`become` has a text for every entry that a cell of the table can have, and for no other; `first`, for some."""
    for name, derived in source.recipe.derive.items():
        question = source.recipe.ask.get(derived.each)
        offered = _entries(question) if question else set()
        if derived.first:
            if not derived.become or set(derived.become) - offered:
                yield Finding(("derive", name, "first"), say("lint.first"))
        elif derived.become and (wrong := sorted(offered ^ set(derived.become))):
            yield Finding(("derive", name, "become"), say("lint.become", names=", ".join(wrong)))


def _entries(question: Question) -> set[str]:
    return {choice for column in question.columns if column.entries for choice in column.choices}


def placeholders_of(source: Source, derived: str) -> tuple[str, ...]:
    """What a derived value may name: the columns of a table, or the entry of any other answer, whole or a part."""
    made = source.recipe.derive[derived]
    question = source.recipe.ask.get(made.each)
    if question and question.columns:
        return tuple(column.name for column in question.columns)
    return ("entry", "dashed", "part") if made.part > 0 else ("entry", "dashed")
