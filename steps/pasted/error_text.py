"""What stands in a pasted error message once the page, the mail, the JSON and the address around it are taken off."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote_plus

MOST = 100_000
"""The longest text that is read, in characters; the rest is cut off, as an error page is at most a tenth of it."""

_ODD = re.compile(r"[^\n -~]")
_SAME = {**dict.fromkeys(map(ord, "‐‑‒–−"), "-"), **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
"""Hyphens that a word processor puts into an ID, and the wide letters and digits of Japanese and Chinese pages."""

# With the semicolon only: "&timestamp=" of an address is not a multiplication sign.
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}|[A-Za-z]{2,8});")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]*)?/?>")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([rnt\"'/\\]))")
_MEANT = {"r": "\n", "n": "\n", "t": " "}
# From where blanks begin: from every one of them, a long row of them would take seconds.
_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n>|]*")
_PARAMETER = re.compile(r"[A-Za-z_]{2,40}=[^&?#\s]*")


def lines(typed: str) -> str:
    """The text as a person sees it: without markup, escapes, invisible characters and a mail's marks of quoting."""
    text = seen(typed[:MOST].replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(3):
        before = text
        text = _ESCAPED.sub(_unescaped, _ENTITY.sub(lambda found: html.unescape(found[0]), text))
        if text == before:
            break
    text = _TAG.sub(" ", seen(text))
    return _BREAK.sub("\n", text).strip()


def parameters(text: str) -> Iterator[tuple[str, str]]:
    """Name and decoded value of everything that stands in a query or a fragment, in order."""
    for word in text.split():
        if "=" in word and re.search("[?#&]", word):
            for part in re.split("[?#&]", word):
                if _PARAMETER.fullmatch(part):
                    name, _, value = part.partition("=")
                    yield name.lower(), unquote_plus(value)


def decoded(text: str) -> str:
    """The text with percent-encoding taken off as often as it was put on, three times at most."""
    for _ in range(3):
        if not re.search(r"%[0-9A-Fa-f]{2}", text):
            break
        text = seen(unquote_plus(text))
    return text


def seen(text: str) -> str:
    """The text without invisible characters, every blank a space, wide letters and odd hyphens plain."""
    return _ODD.sub(lambda found: _plain(found[0]), text)


@cache
def _plain(odd: str) -> str:
    char = odd.translate(_SAME)
    if " " <= char <= "~":
        return char
    kind = unicodedata.category(char)
    if kind in ("Zl", "Zp"):
        return "\n"
    # A tab parts columns; a zero-width or directional mark, a soft hyphen or half a character parts nothing.
    return " " if char == "\t" or kind == "Zs" else "" if kind in ("Cc", "Cf", "Cs") else char


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _MEANT.get(found[2], found[2])
