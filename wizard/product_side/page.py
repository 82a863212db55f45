"""Where a page sends the browser by itself: by a refresh, a script, or a form.

By patterns whose every part has an end: the standard library's parser takes minutes for some pages of a megabyte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlencode

_TAG = re.compile(r"<(form|input|meta|base)(\s[^<>]{0,8000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# A page that comes back after minutes refreshes what it shows; it leads nowhere.
_REFRESH = re.compile(r"""^\s{0,9}\d(?:\.\d*)?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?["']?([^"']{1,8000})""", re.I)
# Old WebSphere versions send a page instead of a 302 (IBM PH23572); so do gateways that set a cookie by script.
_SCRIPT = re.compile(
    r"""\blocation(?:\.href)?\s{0,9}(?:=\s{0,9}|\.\s{0,9}(?:replace|assign)\s{0,9}\(\s{0,9})["'`]([^"'`<>\s]{1,8000})["'`]"""
)
_ADDRESS = re.compile(r"""(?<![\w=&%/?:])https?://[^\s"'<>`]{1,8000}""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(/))")
_PASSWORD = re.compile(r"""<input\s[^<>]{0,4000}type\s{0,9}=\s{0,9}["']?password\b""", re.IGNORECASE)


def has_password(text: str) -> bool:
    """Whether the page asks for a password."""
    return bool(_PASSWORD.search(text))


def refreshed(header: str) -> str:
    """The address in a `Refresh` header or its meta tag; empty when there is none."""
    found = _REFRESH.match(header)
    return found[1].strip() if found else ""


def sends(text: str) -> Iterator[str]:
    """The addresses a browser would go to by itself, as they are written."""
    for name, given in _tags(text):
        if name == "meta" and given.get("http-equiv", "").lower() == "refresh":
            yield refreshed(given.get("content", ""))
    found = (_readable(match[1]) for match in _SCRIPT.finditer(text))
    # A script may well keep a place on earth in a variable of that name.
    yield from (address for address in found if re.search(r"[/?.]", address))


def addresses(text: str) -> Iterator[str]:
    """Every absolute address in the page, in links and scripts alike."""
    yield from (html.unescape(match[0]) for match in _ADDRESS.finditer(_readable(text)))


def forms(text: str) -> Iterator[str]:
    """Forms of hidden fields, each as its address with the fields in the query; one to be filled in is none.

    They are only read: what a form posts is never sent, and a GET in its place would be another request.
    """
    action, fields, typed = "", dict[str, str](), True
    for name, given in (*_tags(text), ("form", {})):
        if name == "form":
            if action and fields and not typed:
                yield f"{action}{'&' if '?' in action else '?'}{urlencode(fields)}"
            action, fields, typed = given.get("action", ""), {}, False
        elif name == "input" and given.get("type", "text").lower() == "hidden":
            fields[given.get("name", "")] = given.get("value", "")
        elif name == "input" and given.get("type", "text").lower() != "submit":
            typed = True


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for match in _TAG.finditer(text):
        found = ((name.lower(), html.unescape("".join(values))) for name, *values in _ATTRIBUTE.findall(match[2]))
        yield match[1].lower(), dict(found)


def _readable(written: str) -> str:
    """What a script's string says: `\\u0026`, `\\x26` and `\\/` are how templates write `&` and `/`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)) if not match[3] else "/", written)
