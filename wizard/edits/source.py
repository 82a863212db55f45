"""An uploaded file as text, so that the same bytes come out again wherever nothing was edited."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from .edited import refusal

LARGEST = 1024 * 1024
"""Bytes. A larger upload would not stay in memory: the server's parser puts it into a file of its own."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_XML_ENCODINGS = ("utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252")
# Tabs and line breaks aside, no configuration file holds these; a program, an archive or a picture does.
_BINARY = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Source:
    """The text of a file, a byte order mark included, and the encoding that it came in."""

    text: str
    encoding: str

    def written(self, text: str) -> str:
        """A text as it is written into this file; in XML, a character that the encoding lacks is referred to."""
        return text.encode(self.encoding, "xmlcharrefreplace").decode(self.encoding)

    def bytes_of(self, text: str) -> bytes:
        """The whole text as a file again."""
        return text.encode(self.encoding)


def read(raw: bytes, format_: str) -> Source:
    """The file's text. Problems: `edit-too-large`, `edit-not-text`, `edit-empty`."""
    if len(raw) > LARGEST:
        raise refusal("edit-too-large", most="1 MB")
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), "") or _declared(raw, format_)
    try:
        text = raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise refusal("edit-not-text") from None
    if _BINARY.search(text) or text.encode(encoding) != raw:
        raise refusal("edit-not-text")
    # An old Macintosh's line breaks: each format counts its lines by them or not, and none would be safe.
    if re.search(r"\r(?!\n)", text):
        raise refusal("edit-line-breaks")
    return Source(text, encoding)


def _declared(raw: bytes, format_: str) -> str:
    found = _DECLARED.match(raw) if format_ == "xml" else None
    if found is None:
        return "utf-8"
    try:
        named = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        raise refusal("edit-not-text") from None
    if named not in _XML_ENCODINGS:
        raise refusal("edit-not-text")
    return named
