"""What stands behind the labels of the portal: "Application (client) ID : …", however it was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .guids import GUID

_LABELS = (
    ("", r"application id uri"),
    ("client_id", r"application \(client\) id"),
    # An enterprise application calls it so; its Object ID is the service principal's.
    ("application_id", r"application id"),
    ("client_id", r"(?:client|app|application)[ _-]?id"),
    ("object_id", r"object[ _-]?id"),
    ("tenant_id", r"directory \(tenant\) id|(?:home[ _-]?)?tenant[ _-]?id|directory[ _-]?id"),
    ("key_id", r"secret[ _-]?id|key[ _-]?id"),
    ("", r"(?:subscription|correlation|trace|request|session|correlating)[ _-]?id"),
    ("display_name", r"display[ _-]?name"),
    ("domain", r"(?:primary|initial|default|custom|verified)[ _-]?domain(?:[ _-]?name)?"),
    ("", r"supported account types|client credentials|managed application in(?: local directory)?|redirect uris"),
    ("", r"service management reference|add an application id uri|my organization only"),
    ("", r"homepage url|user access url|logo|notes|terms of service url|privacy statement url"),
)
# Words that are labels only where they begin a line and end it, or stand before a colon.
_LINES = (
    ("name", r"name"),
    ("tenant", r"tenant|directory|tenant name|domain|domain name|organi[sz]ation"),
    ("value", r"value|secret(?:[ _-]?value)?|(?:\w{1,40}_)?client[ _-]?secret(?:[ _-]?value)?"),
    ("", r"state|users|groups|applications|devices|license|owners|description|expires|country or region"),
)
_NOISE = re.compile(r"\b(?:copy to clipboard|copied to clipboard|click to copy|copied)\b", re.IGNORECASE)


class Labelled:
    """A text cut at its labels. A value that runs into its label is found as well: a one-line field loses breaks."""

    def __init__(self, text: str) -> None:
        self._parts: list[tuple[str, str]] = list(_parts(_NOISE.sub(" ", text)))

        found = ((label, re.search(GUID, part)) for label, part in self._parts if label)
        self.pairs = tuple((label, match[0].lower()) for label, match in found if match)
        """Label and ID, in order."""

    def ids(self, *names: str) -> tuple[str, ...]:
        """The different IDs behind these labels, in lower case, in order."""
        return tuple(dict.fromkeys(guid for label, guid in self.pairs if label in names))

    def words(self, *names: str) -> tuple[str, ...]:
        """The different texts behind these labels: the first line of each, without separators and quotes."""
        lines = (_first_line(part) for label, part in self._parts if label in names)
        return tuple(dict.fromkeys(line for line in lines if line))

    def wholes(self, *names: str) -> tuple[str, ...]:
        """The different texts behind these labels, with all their lines."""
        return tuple(dict.fromkeys(_bare(part) for label, part in self._parts if label in names and _bare(part)))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    found = list(_pattern().finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    for match, end in zip(found, ends, strict=True):
        yield _name(match), text[match.end() : end]


def _first_line(part: str) -> str:
    return re.split(r"[\n\t]", _bare(part))[0].strip(" \"'`,;:|")[:256] if _bare(part) else ""


def _bare(part: str) -> str:
    return part.lstrip(" \t\n:=\"'`|>").rstrip(" \t\n\"'`,;|")


def _name(match: re.Match[str]) -> str:
    every = (*_LABELS, *_LINES)
    return every[int(str(match.lastgroup)[1:])][0]


@cache
def _pattern() -> re.Pattern[str]:
    # Behind a label comes no further letter of its word, unless an ID runs straight into it.
    ends = rf"(?=[^A-Za-z]|$|{GUID})"
    inside = [f"(?P<l{n}>(?:{text}){ends})" for n, (_, text) in enumerate(_LABELS)]
    lines = [
        rf"(?P<l{n}>^[ \t\"'*>-]*(?:export |set )?(?:{text})[ \"'*]*(?=[:=\t]|$))"
        for n, (_, text) in enumerate(_LINES, len(_LABELS))
    ]
    return re.compile("|".join([*inside, *lines]), re.IGNORECASE | re.MULTILINE)
