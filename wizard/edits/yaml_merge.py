"""A fragment worked into a YAML document: only the values that differ are touched, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from steps.model.into import Into
from steps.model.problems import AskAgain

from .edited import Changed, Plan, Splice, line_end, lines, newline, refusal
from .yaml_lists import added, edit_list, paired
from .yaml_nodes import Node, root_of
from .yaml_write import Writing

Place = tuple[str, ...]

VARIABLE = re.compile(r"\$\{\s*(\w+)")
"""A value that the product takes from its environment, as in `${NAME:-default}`."""


def plan(text: str, fragment: str, into: Into) -> Plan:
    """What to edit in the document.

    Problems: those of `root_of`, `edit-other-file`, `edit-shared` where a change would be felt elsewhere too, and
    `edit-other-kind`. Raises `ValueError` for a fragment that is no mapping.
    """
    wanted, root = _fragment(fragment), root_of(text)
    if (root is None or not root.is_written) and not into.has:
        return _begin(text, fragment, wanted)
    if root is None or root.kind != "mapping" or not _has(root, into.has):
        raise refusal("edit-other-file", name=into.has or into.file)
    merge = _Merge(text, Writing(fragment, _step(root), newline(text)), into.key)
    merge.mapping(root, wanted, ())
    return merge.plan


def _fragment(fragment: str) -> Node:
    try:
        wanted = root_of(fragment)
    except AskAgain as error:
        raise ValueError(str(error)) from None
    if wanted is None or wanted.kind != "mapping":
        raise ValueError("no mapping")
    return wanted


def _begin(text: str, fragment: str, wanted: Node) -> Plan:
    break_ = newline(text)
    writing = Writing(fragment, "  ", break_)
    rows = "".join(writing.entry(key, value, "") + break_ for key, value in wanted.entries)
    begin = break_ if text.strip("\ufeff") and not text.endswith("\n") else ""
    changes = [Changed(place, None, node.value) for place, node in wanted.within()]
    return Plan([Splice(len(text), len(text), begin + rows)], changes)


def _has(root: Node, dotted: str) -> bool:
    node: Node | None = root
    for name in dotted.split(".") if dotted else ():
        node = node.get(name) if node else None
    return node is not None


def _step(root: Node) -> str:
    """How far this document indents what is within a mapping."""
    inner = (value for _, value in root.entries if value.kind == "mapping" and not value.flow)
    return " " * next((node.entries[0][0].column - root.column for node in inner if node.entries), 2)


class _Merge:
    def __init__(self, text: str, writing: Writing, key: str) -> None:
        self._text, self._writing, self._key = text, writing, key
        self.plan = Plan()

    def mapping(self, there: Node, wanted: Node, place: Place) -> None:
        """Change what differs in a mapping, and add what is missing at its end."""
        missing = []
        for key, value in wanted.entries:
            found = next(((k, v) for k, v in there.entries if k.kind == "scalar" and k.value == key.value), None)
            if found is None:
                missing.append((key, value))
            else:
                self._value(*found, value, (*place, key.value), there)
        if missing:
            self._add(there, missing, place)

    def _value(self, key: Node, there: Node, wanted: Node, place: Place, parent: Node) -> None:
        if self._same(there, wanted):
            return
        if there.shared or (there.kind == "alias" and wanted.kind == "mapping") or (parent.shared):
            raise refusal("edit-shared", name=".".join(place), line=str(there.line))
        if wanted.kind == "mapping":
            self._within(key, there, wanted, place)
        elif wanted.kind == "sequence" and paired(wanted, wanted, self._key):
            self._named(key, there, wanted, place)
        elif wanted.kind == "sequence" and there.kind == "sequence" and not there.flow and not wanted.flow:
            self._list(key, there, wanted, place)
        elif there.kind in ("scalar", "alias") or (there.kind == wanted.kind and there.flow):
            self._replace(key, there, wanted, place, parent)
        elif there.kind == wanted.kind:
            self._list(key, there, wanted, place)
        else:
            raise refusal("edit-other-kind", name=".".join(place), line=str(there.line))

    def _within(self, key: Node, there: Node, wanted: Node, place: Place) -> None:
        empty = not there.is_written or (there.kind == "mapping" and not there.entries)
        if there.kind == "mapping" and not empty:
            self.mapping(there, wanted, place)
        elif not empty or there.anchor:
            raise refusal("edit-other-kind", name=".".join(place), line=str(there.line))
        else:
            self._fill(key, there, (self._writing.entry(*entry, self._inner(key)) for entry in wanted.entries))
            self._told(wanted, place)

    def _inner(self, key: Node) -> str:
        return " " * key.column + self._writing.step

    def _fill(self, key: Node, there: Node, rows: Iterable[str]) -> None:
        """Put lines below a key that has nothing yet, or only empty brackets."""
        colon = self._behind(key)
        if there.is_written:
            self._splice(colon, there.ends, "")
        at = line_end(self._text, colon)
        self._splice(at, at, "".join(newline(self._text) + row for row in rows))

    def _same(self, there: Node, wanted: Node) -> bool:
        """Whether all that is wanted is there; what else a mapping or a list of named entries holds stays."""
        there = there.target or there
        if there.kind == wanted.kind == "mapping":
            pairs = ((there.get(key.value), value) for key, value in wanted.entries)
            return all(old is not None and self._same(old, new) for old, new in pairs)
        if there.kind == wanted.kind == "sequence" and (named := paired(there, wanted, self._key)) is not None:
            return all(len(old) == 1 and self._same(old[0], new) for old, new in named)
        return there.kind == wanted.kind and there.data == wanted.data

    def _named(self, key: Node, there: Node, wanted: Node, place: Place) -> None:
        """A list whose entries have names: those that are wanted change or are added, the others stay."""
        if not there.is_written or (there.kind == "sequence" and not there.items):
            self._fill(key, there, (self._writing.item(one, self._inner(key)) for one in wanted.items))
            self._told(wanted, place)
            return
        if there.kind != "sequence" or there.flow:
            raise refusal("edit-other-kind", name=".".join(place), line=str(there.line))
        missing = []
        for old, new in paired(there, wanted, self._key) or ():
            name = new.get(self._key)
            below = (*place, name.value if name else "")
            if len(old) > 1:
                raise refusal("edit-several", name=".".join(below), lines=lines(one.line for one in old))
            if old:
                self.mapping(old[0], new, below)
            else:
                missing.append(new)
        self.plan.splices += added(self._text, there, missing, self._writing)
        self._told_entries(missing, place)

    def _list(self, key: Node, there: Node, wanted: Node, place: Place) -> None:
        splices = edit_list(self._text, there, wanted, self._writing, self._behind(key))
        if splices is None:
            raise refusal("edit-other-kind", name=".".join(place), line=str(there.line))
        self.plan.splices += splices
        self.plan.changes.append(Changed(place, _shown(there), _shown(wanted)))

    def _replace(self, key: Node, there: Node, wanted: Node, place: Place, parent: Node) -> None:
        new = self._writing.inline(wanted, parent.flow)
        variable = VARIABLE.search(there.value)
        before = _shown(there) if there.is_written else None
        self.plan.changes.append(Changed(place, before, _shown(wanted), variable[1] if variable else ""))
        if there.is_written:
            # A block of text ends with the line break that belongs to the next line.
            end = there.start + len(self._text[there.start : there.ends].rstrip())
            self._splice(there.start, end, new)
        else:
            self._splice(self._behind(key), self._behind(key), f" {new}")

    def _add(self, there: Node, missing: list[tuple[Node, Node]], place: Place) -> None:
        inherited = there.get("<<")
        if there.shared or (inherited and any(value.kind == "mapping" for _, value in missing)):
            named = ".".join((*place, missing[0][0].value))
            raise refusal("edit-shared", name=named, line=str(inherited.line if inherited else there.line))
        if there.flow:
            pairs = ", ".join(f"{self._writing.inline(k, True)}: {self._writing.inline(v, True)}" for k, v in missing)
            closing = there.ends - 1
            at = there.start + len(self._text[there.start : closing].rstrip())
            comma = "" if self._text[at - 1] in "{," else ","
            self._splice(at, at, f"{comma} {pairs}" if there.entries else pairs)
        else:
            last = there.start + len(self._text[there.start : there.ends].rstrip())
            at = line_end(self._text, last)
            # Where the node begins there may be an anchor; where the key begins, a question mark before it.
            first = there if self._text[there.start] == "?" else there.entries[0][0]
            indent = " " * first.column
            rows = (self._writing.entry(*entry, indent) for entry in missing)
            self._splice(at, at, "".join(newline(self._text) + row for row in rows))
        for key, value in missing:
            self._told(value, (*place, key.value))

    def _told(self, wanted: Node, place: Place) -> None:
        if wanted.kind == "mapping":
            for key, value in wanted.entries:
                self._told(value, (*place, key.value))
        elif wanted.kind == "sequence" and paired(wanted, wanted, self._key):
            self._told_entries(wanted.items, place)
        else:
            self.plan.changes.append(Changed(place, None, _shown(wanted)))

    def _told_entries(self, items: list[Node], place: Place) -> None:
        for item in items:
            for key, value in item.entries:
                if key.value != self._key:
                    name = item.get(self._key)
                    self._told(value, (*place, name.value if name else "", key.value))

    def _behind(self, key: Node) -> int:
        """Behind the colon of this key."""
        colon = re.compile(r"[ \t]*:").match(self._text, key.ends)
        if colon is None:
            raise refusal("edit-other-kind", name=key.value, line=str(key.line))
        return colon.end()

    def _splice(self, start: int, end: int, text: str) -> None:
        self.plan.splices.append(Splice(start, end, text))


def _shown(node: Node) -> str:
    """A value as a person reads it."""
    if node.kind == "sequence":
        return "[" + ", ".join(_shown(item) for item in node.items) + "]"
    if node.kind == "mapping":
        return "{" + ", ".join(f"{key.value}: {_shown(value)}" for key, value in node.entries) + "}"
    if node.kind == "alias":
        return f"*{node.anchor}"
    return node.value or (node.style * 2 if node.style in "'\"" else "")
