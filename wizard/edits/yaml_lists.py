"""Lists in a YAML document, changed entry by entry so that the comments between them stay."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from .edited import Splice, line_end, line_start, newline
from .yaml_nodes import Node
from .yaml_write import Writing


def edit_list(text: str, there: Node, wanted: Node, writing: Writing, colon: int) -> list[Splice] | None:
    """The edits that make one block list of the other; None where its entries are more than one value on a line.

    An entry that is wanted stays as it is, and one that is not goes with the comment on its line: there it would
    describe another value. `colon` is behind the colon of the list's key.
    """
    if not all(item.kind == "scalar" and item.is_written and not item.shared for item in there.items):
        return None
    if len({item.line for item in there.items}) < len(there.items):
        return None
    if not wanted.items:
        return [Splice(colon, colon, " []"), *(_without(text, old) for old in there.items)]
    splices = []
    old_data, new_data = ([repr(item.data) for item in node.items] for node in (there, wanted))
    steps = SequenceMatcher(None, old_data, new_data, autojunk=False).get_opcodes()
    for same, first, last, new_first, new_last in steps:
        if same == "equal":
            continue
        gone, new = there.items[first:last], wanted.items[new_first:new_last]
        kept = min(len(gone), len(new))
        splices += [
            Splice(old.start, _line_end(text, old), writing.inline(one)) for old, one in zip(gone, new, strict=False)
        ]
        at = _line_end(text, there.items[first + kept - 1]) if first + kept else line_end(text, colon)
        splices += _put(text, at, there, new[kept:], writing)
        splices += [_without(text, old) for old in gone[kept:]]
    return splices


def added(text: str, there: Node, items: Iterable[Node], writing: Writing) -> list[Splice]:
    """Entries put at the end of a block list that has some already."""
    return _put(text, _line_end(text, there.items[-1]), there, items, writing)


def _put(text: str, at: int, there: Node, items: Iterable[Node], writing: Writing) -> list[Splice]:
    first = there.items[0]
    indent = text[line_start(text, first.start) : first.start].rpartition("-")[0]
    return [Splice(at, at, newline(text) + writing.item(item, indent)) for item in items]


def _line_end(text: str, item: Node) -> int:
    """Where the last line of an entry ends."""
    return line_end(text, item.start + len(text[item.start : item.ends].rstrip()))


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
    return Splice(before, _line_end(text, item), "")
