"""Outside text in Markdown: it shows as text, whatever it contains."""

from __future__ import annotations

import re
import unicodedata

# The joiners are letters' business in many scripts; every other control and format character could reorder or hide.
_JOINERS = "\u200c\u200d"
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_MARKS = re.compile(r"([\\`*_\[\]<|~$]|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\s*)([-+=:>#]|\d+(?=[.)]))")
_LINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


class Safe(str):
    """Markdown of our own making, not escaped again."""

    __slots__ = ()


def prose(text: str) -> Safe:
    """Text within a sentence or a list entry: no emphasis, link, HTML, table, formula, heading or nested list."""
    line = _MARKS.sub(r"\\\1", visible(text))
    line = _LINK.sub(lambda match: "\\" + match[0], line)
    return Safe(_LINE_START.sub(_escape_start, line))


def code(text: str) -> Safe:
    """A value as a code span, for copying; fenced by more backticks than it contains."""
    shown = visible(str(text)).strip()
    if not shown:
        return Safe("–")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    # A backtick at an edge would join the fence; CommonMark strips one blank on either side.
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return Safe(f"{fence}{pad}{shown}{pad}{fence}")


def visible(text: str) -> str:
    """The text on one line: line breaks become blanks, other invisible characters their number, such as ⟨U+202E⟩."""
    return "".join(_shown(character) for character in re.sub(r"[ \t\r\n]+", " ", text))


def _shown(character: str) -> str:
    if character not in _JOINERS and unicodedata.category(character) in _INVISIBLE:
        return f"⟨U+{ord(character):04X}⟩"
    return character


def _escape_start(match: re.Match[str]) -> str:
    blanks, mark = match[1], match[2]
    # Only the dot of "1." can be escaped, never a digit: a joiner of no width would do, but this stays readable.
    return f"{blanks}\\{mark}" if not mark.isdigit() else f"{blanks}{mark}\\"
