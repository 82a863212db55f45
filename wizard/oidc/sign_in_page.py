"""Read a page of Entra's sign-in without a browser: the AADSTS numbers on it, and where its forms post to."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from wizard.secret_shapes import redact

from .fetch import one_line

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrt/]))")
_SENTENCE = re.compile(r'AADSTS\W{0,3}\d{5,7}[^\0"<]{0,4000}')
_LONGEST = 600


@dataclass
class Form:
    """A form that posts, and its fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class SignInPage(HTMLParser):
    """The forms that post, in order, and the text: scripts included, for Entra's pages are drawn by one from JSON."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._pieces: list[str] = []
        try:
            self.feed(content.decode("utf-8", "replace"))
            self.close()
        except AssertionError:
            # The parser gives up on a broken declaration this way; what it read until then is what there is.
            self._pieces.append("")

    @cached_property
    def text(self) -> str:
        """What stands between the tags, a NUL for each of them."""
        return html.unescape(_ESCAPED.sub(_unescaped, "\0".join(self._pieces)))

    @property
    def said(self) -> str:
        """The first sentence with a number, on one line; empty where there is none."""
        found = _SENTENCE.search(self.text)
        return redact(one_line(found[0]))[:_LONGEST].strip("\\ ") if found else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "input" and self.forms:
            self.forms[-1].fields[given.get("name", "")] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else "/" if match[2] == "/" else " "
