"""An XML document's elements and where each stands in the text, as the parser found them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from .edited import refusal

DEEPEST = 60
"""Elements within one another; configuration files have about ten."""

ATTRIBUTE = re.compile(r"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG = re.compile(r"""<[^\s/>"']+(?:\s+[^\s=/>"']+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
PIECE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|[^<]+", re.DOTALL)
"""What an element without elements in it is made of."""

_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(eq=False)
class Element:
    """One element: `start` is its "<", `inside` behind its start tag, `end` before its end tag, `after` behind it.

    One that closes itself has `inside`, `end` and `after` in one place.
    """

    name: str
    attributes: dict[str, str]
    parent: Element | None
    line: int
    start: int
    inside: int
    end: int = 0
    after: int = 0
    children: list[Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without the prefix of its namespace."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix of its namespace with the colon, or nothing."""
        return self.name[: len(self.name) - len(self.local)]

    def space(self, prefix: str) -> str:
        """The namespace that a prefix with its colon stands for here; without one, that of this element's name."""
        name = f"xmlns:{prefix[:-1]}" if prefix else f"xmlns:{self.prefix[:-1]}" if self.prefix else "xmlns"
        one: Element | None = self
        while one and name not in one.attributes:
            one = one.parent
        return one.attributes[name] if one else ""

    @property
    def path(self) -> tuple[str, ...]:
        """The local names from the root to here."""
        return (*(self.parent.path if self.parent else ()), self.local)

    def within(self) -> Iterator[Element]:
        """This element and all in it, in the document's order."""
        left = [self]
        while left:
            element = left.pop()
            yield element
            left += reversed(element.children)


def root_of(text: str) -> Element:
    """The document element. Problems: `edit-broken`, `edit-too-deep`, `edit-entities`.

    Entities are never declared here and nothing is loaded from elsewhere: a DOCTYPE that only names its file is left
    alone (OWASP, XML External Entity Prevention).
    """
    return _Reading(text).root()


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Element] = []
        self._root: Element | None = None
        self._bytes = text.encode()
        self._counted = (0, 0)
        self._parser = expat.ParserCreate("utf-8")
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish

    def root(self) -> Element:
        try:
            self._parser.Parse(self._bytes, True)
        except expat.ExpatError as error:
            raise refusal("edit-broken", line=str(error.lineno), column=str(error.offset + 1)) from None
        assert self._root is not None
        return self._root

    def _entity(self, *declared: object) -> None:
        raise refusal("edit-entities", line=str(self._parser.CurrentLineNumber))

    def _here(self) -> int:
        """Where the parser is, in characters: it counts bytes, and every event is behind the one before."""
        byte, character = self._counted
        here = self._parser.CurrentByteIndex
        self._counted = (here, character + len(self._bytes[byte:here].decode()))
        return self._counted[1]

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise refusal("edit-too-deep", most=str(DEEPEST))
        start = self._here()
        tag = _TAG.match(self._text, start)
        assert tag is not None
        parent = self._open[-1] if self._open else None
        line = self._parser.CurrentLineNumber
        element = Element(name, attributes, parent, line, start, tag.end())
        if parent:
            parent.children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _finish(self, name: str) -> None:
        element = self._open.pop()
        if self._text[element.inside - 2] == "/":
            element.end = element.after = element.inside
        else:
            element.end = self._here()
            element.after = self._text.index(">", element.end) + 1


def decoded(raw: str) -> str:
    """Text or an attribute's value as it is meant; a reference to an entity of the document's own stays."""
    if raw.startswith("<![CDATA["):
        return raw[9:-3]
    return _REFERENCE.sub(_character, raw)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    return _NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))


def told(source: str, element: Element) -> list[re.Match[str]]:
    """The pieces of text in an element, those of blanks alone left out; comments and instructions are none."""
    found = PIECE.finditer(source, element.inside, element.end) if not element.children else iter(())
    return [piece for piece in found if not is_aside(piece[0]) and piece[0].strip()]


def text_of(source: str, element: Element) -> str:
    """What an element without elements in it says, without the blanks around it."""
    return "".join(decoded(piece[0]) for piece in told(source, element)).strip()


def is_aside(piece: str) -> bool:
    """Whether this piece is a comment or a processing instruction."""
    return piece.startswith(("<!--", "<?"))
