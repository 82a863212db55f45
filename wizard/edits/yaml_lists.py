"""Lists in a YAML document, changed entry by entry so that the comments between them stay."""

from __future__ import annotations

from collections.abc import Iterable

from .edited import Splice, line_end, line_start, newline
from .yaml_nodes import Node
from .yaml_write import Writing


def edit_list(text: str, there: Node, wanted: Node, writing: Writing, colon: int) -> list[Splice] | None:
    """The edits that make one block list of the other; None where its entries are more than one value on a line.

    `colon` is behind the colon of the list's key.
    """
    if not all(item.kind == "scalar" and item.is_written and not item.shared for item in there.items):
        return None
    if len({item.line for item in there.items}) < len(there.items):
        return None
    splices = [
        Splice(old.start, old.start + len(text[old.start : old.ends].rstrip()), writing.inline(new))
        for old, new in zip(there.items, wanted.items, strict=False)
        if old.data != new.data
    ]
    if not wanted.items:
        splices.append(Splice(colon, colon, " []"))
    splices += [_without(text, old) for old in there.items[len(wanted.items) :]]
    return [*splices, *added(text, there, wanted.items[len(there.items) :], writing)]


def added(text: str, there: Node, items: Iterable[Node], writing: Writing) -> list[Splice]:
    """Entries put at the end of a block list that has some already."""
    first, last = there.items[0], there.items[-1]
    at = line_end(text, last.start + len(text[last.start : last.ends].rstrip()))
    indent = text[line_start(text, first.start) : first.start].rpartition("-")[0]
    return [Splice(at, at, newline(text) + writing.item(item, indent)) for item in items]


def paired(there: Node, wanted: Node, key: str) -> list[tuple[list[Node], Node]] | None:
    """Each entry that is wanted with those of the same name that are there; None where not all have a name."""
    if not key or not wanted.items or any(item.kind != "mapping" or not item.get(key) for item in wanted.items):
        return None
    named = [(item, item.get(key)) for item in there.items if item.kind == "mapping"]
    names = [(new, new.get(key)) for new in wanted.items]
    return [
        ([old for old, name in named if name and named_as and name.value == named_as.value], new)
        for new, named_as in names
    ]


def _without(text: str, item: Node) -> Splice:
    """The line of one entry taken out, with the line break before it: there is one, that of the key's line."""
    start = line_start(text, item.start)
    before = start - 2 if text[start - 2 : start] == "\r\n" else start - 1
    return Splice(before, line_end(text, item.start + len(text[item.start : item.ends].rstrip())), "")
