"""Whether an answer has the form its recipe wants; a pattern is tried on short texts only."""

from __future__ import annotations

import re

from .problems import problem

LONGEST = 256
"""Characters. What a pattern costs grows with the text; Entra takes no longer address either."""


def fits(field: str, pattern: str, entry: str) -> bool:
    """Whether the whole entry has the form; without a pattern every one has. Raises `answer-entry-long`."""
    if not pattern:
        return True
    if len(entry) > LONGEST:
        raise problem("answer-entry-long", field=field, most=str(LONGEST))
    return re.fullmatch(pattern, entry) is not None
