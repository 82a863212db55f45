"""Patterns of questions and columns: valid, quick on every answer, and with a sentence that says what to type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from steps.model.recipe import Question
from steps.model.table import Column
from steps.model.words import say

from .backtracking import is_slow
from .findings import Finding
from .lines import Path


def pattern(here: Path, asking: Question | Column) -> Iterator[Finding]:
    """What is wrong with the pattern of the question or column that stands here."""
    try:
        if is_slow(asking.pattern):
            yield Finding((*here, "pattern"), say("lint.pattern_slow"))
    except re.error as error:
        yield Finding((*here, "pattern"), say("lint.pattern", said=str(error)))
    if bool(asking.pattern) != bool(asking.pattern_says):
        yield Finding((*here, "pattern"), say("lint.pattern_says"))
