"""Microsoft's own sentence about an error, for an error of which we have none."""

from __future__ import annotations

import re

from .error_message import safe
from .error_text import decoded, lines

_MOST = 500
"""The longest of Microsoft's sentences has about 400 characters."""

# What stands behind it: the ids, the next error, the rest of an address or of JSON.
_END = re.compile(
    r"\s*(?:(?:trace|request|correlation)[ _-]?id\b|timestamp\b|AADSTS\d|[&?#;](?:state|error|session|code)\w*=|\")",
    re.IGNORECASE,
)


def sentence(text: str, number: str) -> str:
    """What follows this number in a pasted text, on one line; empty without it, or where a secret stands in it."""
    for one in (lines(text), decoded(lines(text))):
        if found := re.search(rf"AADSTS{number}(?!\d)\s*:\s*(.*)", one, re.DOTALL):
            told = " ".join(_END.split(found[1], maxsplit=1)[0].split())
            told = f"{told[:_MOST].rstrip()}…" if len(told) > _MOST else told
            return safe(told)
    return ""
