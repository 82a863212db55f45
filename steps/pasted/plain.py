"""A pasted text without what nobody sees in it: invisible characters, odd blanks, quotes and brackets around it."""

from __future__ import annotations

import re
import unicodedata

from ..model.problems import problem

MOST = 500_000
"""The longest text that is read, in characters: a manifest is at most about 300,000."""

_DASH = re.compile("(?<=[0-9A-Fa-f])[‐‑‒–—−](?=[0-9A-Fa-f])")
_PAIRS = {
    '"': '"',
    "'": "'",
    "`": "`",
    "“": "”",
    "„": "“",
    "‘": "’",
    "«": "»",
    "<": ">",
    "(": ")",
    "[": "]",
    "*": "*",
}


def plain(typed: str, field: str) -> str:
    """The text with invisible characters dropped and every blank a space; raises `AskAgain` for an empty one."""
    if len(typed) > MOST:
        raise problem("paste-too-long", field=field)
    text = "".join(map(_seen, typed.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    if not text:
        raise problem("answer-missing", field=field)
    return text


def unwrapped(text: str) -> str:
    """The text without the quotes, brackets and closing punctuation that a mail or a document puts around it."""
    for _ in range(5):
        text = text.strip().rstrip(",;").strip()
        if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
            text = text[1:-1]
    return text


def dashed(text: str) -> str:
    """The text with the hyphens that a word processor put into an ID turned into plain ones."""
    return _DASH.sub("-", text)


def without_links(text: str) -> str:
    """Markdown links written out as their text and their address."""
    return re.sub(r"\[([^\[\]\n]{0,300})\]\(\s*([^()\s]{1,2000})\s*\)", r"\1 \2", text)


def _seen(char: str) -> str:
    if char in "\t\n" or " " <= char <= "~":
        return char
    kind = unicodedata.category(char)
    if kind in ("Zl", "Zp"):
        return "\n"
    # Cc, Cf: zero-width and directional marks. Cs: half a character, which cannot be stored.
    return "" if kind in ("Cc", "Cf", "Cs") else " " if kind == "Zs" else char
