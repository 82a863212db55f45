"""What a page says of itself that shows somebody else's setup and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from steps.model.words import Words


@dataclass(frozen=True)
class ReadOnly:
    """The banner above every page, and the step to begin at."""

    verdict: str
    title: Words
    lines: tuple[Words, ...]
    begin_at: str
