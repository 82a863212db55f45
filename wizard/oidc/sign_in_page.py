"""Read a page of Entra's sign-in without a browser: the AADSTS numbers on it, and where its forms post to.

By patterns whose every part has an end: the standard library's parser takes minutes for some pages of a megabyte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from wizard.secret_shapes import redact

from .fetch import one_line

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,8000}>")
_FORM = re.compile(r"<(form|input)(\s[^<>]{0,8000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrt/]))")
_SENTENCE = re.compile(r'AADSTS\W{0,3}\d{5,7}[^\0"<]{0,4000}')
_LONGEST = 600


@dataclass
class Form:
    """A form that posts, and its fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class SignInPage:
    """What a page says, scripts included: Entra's pages are drawn by one, from JSON."""

    def __init__(self, content: bytes) -> None:
        self._page = content.decode("utf-8", "replace")

    @cached_property
    def text(self) -> str:
        """What stands between the tags, a NUL for each of them."""
        return html.unescape(_ESCAPED.sub(_unescaped, _TAG.sub("\0", self._page)))

    @property
    def said(self) -> str:
        """The first sentence with a number, on one line; empty where there is none."""
        found = _SENTENCE.search(self.text)
        return redact(one_line(found[0]))[:_LONGEST].strip("\\ ") if found else ""

    @property
    def forms(self) -> list[Form]:
        """The forms that post, in order."""
        found: list[Form] = []
        for match in _FORM.finditer(self._page):
            given = dict(_attributes(match[2]))
            if match[1].lower() == "form":
                found.append(Form(given.get("action", "") if given.get("method", "").lower() == "post" else ""))
            elif found:
                found[-1].fields[given.get("name", "")] = given.get("value", "")
        return [form for form in found if form.action]


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    for name, *values in _ATTRIBUTE.findall(tag):
        yield name.lower(), html.unescape("".join(values))


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else "/" if match[2] == "/" else " "
