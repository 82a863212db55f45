"""A YAML document's nodes and where each stands in the text, as the parser's events tell it.

Nothing is constructed: an alias is never followed, so that no document can grow beyond its own size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from .edited import lines, refusal

DEEPEST = 40
"""Mappings and lists within one another; configuration files have about ten."""

# What is no text where it stands without quotes, by YAML 1.1 or 1.2: the product may read either.
_SPECIAL = re.compile(
    r"|~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\.?\d[\d_.:]*(?:e[-+]?\d+)?|0x[\da-f_]+|\.inf)|\.nan"
    r"|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Node:
    """One node. `anchor` is the name behind "&", or behind "*" for an alias, whose `target` is what it stands for.

    `ends` is where its last part ends. `shared` is a node that an alias stands for somewhere.
    """

    kind: Literal["scalar", "mapping", "sequence", "alias"]
    start: int
    ends: int
    line: int
    column: int
    anchor: str = ""
    value: str = ""
    style: str = ""
    flow: bool = False
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    shared: bool = False
    target: Node | None = None

    @property
    def meaning(self) -> tuple[str, bool]:
        """What a scalar says, and whether it is text: `true` and `"true"` are two things."""
        return self.value, bool(self.style) or not _SPECIAL.fullmatch(self.value)

    @property
    def is_written(self) -> bool:
        """Whether anything stands there: an empty value is told at the place of what comes next."""
        return self.kind != "scalar" or bool(self.style) or self.ends > self.start

    def get(self, name: str) -> Node | None:
        """The value of this key, or None."""
        return next((value for key, value in self.entries if key.kind == "scalar" and key.value == name), None)

    def within(self) -> Iterator[tuple[tuple[str, ...], Node]]:
        """Every scalar in it with the keys that lead there."""
        left: list[tuple[tuple[str, ...], Node]] = [((), self)]
        while left:
            place, node = left.pop()
            if node.kind == "scalar":
                yield place, node
            left += [((*place, key.value), value) for key, value in node.entries]
            left += [(place, item) for item in node.items]

    @property
    def data(self) -> Any:
        """The same as plain data, to compare; an alias is its name."""
        if self.kind == "mapping":
            return {key.value: value.data for key, value in self.entries}
        if self.kind == "sequence":
            return [item.data for item in self.items]
        return self.meaning if self.kind == "scalar" else ("*", self.anchor)


def root_of(text: str) -> Node | None:
    """The document's node, None for one with comments alone.

    Problems: `edit-broken`, `edit-too-deep`, `edit-documents`, `edit-twice`.
    """
    return _Reading().root(text)


class _Reading:
    def __init__(self) -> None:
        self._open: list[Node] = []
        self._root: Node | None = None
        self._documents = 0
        self._anchors: dict[str, Node] = {}

    def root(self, text: str) -> Node | None:
        try:
            for event in YAML(typ="safe", pure=True).parse(text):
                self._take(type(event).__name__.removesuffix("Event"), event)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise refusal("edit-broken", line=str(line), column=str(column)) from None
        except (YAMLError, ValueError):
            # Characters that YAML forbids, and escapes that name none.
            raise refusal("edit-not-text") from None
        return self._root

    def _take(self, name: str, event: Any) -> None:
        if name == "DocumentStart":
            self._documents += 1
            if self._documents > 1:
                raise refusal("edit-documents", line=str(event.start_mark.line + 1))
        elif name in ("MappingEnd", "SequenceEnd"):
            self._close(event)
        elif name in ("Scalar", "Alias", "MappingStart", "SequenceStart"):
            self._add(self._node(name, event))

    def _node(self, name: str, event: Any) -> Node:
        kinds: dict[str, Literal["scalar", "mapping", "sequence", "alias"]]
        kinds = {"Scalar": "scalar", "Alias": "alias", "MappingStart": "mapping", "SequenceStart": "sequence"}
        mark, end = event.start_mark, event.end_mark.index
        node = Node(kinds[name], mark.index, end, mark.line + 1, mark.column, anchor=event.anchor or "")
        node.flow = bool(getattr(event, "flow_style", False))
        if name == "Scalar":
            node.value, node.style = event.value, event.style or ""
        if name == "Alias":
            if node.anchor not in self._anchors:
                raise refusal("edit-broken", line=str(node.line), column=str(node.column + 1))
            node.target = self._anchors[node.anchor]
            node.target.shared = True
        elif node.anchor:
            self._anchors[node.anchor] = node
        return node

    def _add(self, node: Node) -> None:
        if self._open:
            # A key waits in `items` until its value comes.
            self._open[-1].items.append(node)
            self._pair(self._open[-1])
        else:
            self._root = node
        if node.kind in ("mapping", "sequence"):
            if len(self._open) >= DEEPEST:
                raise refusal("edit-too-deep", most=str(DEEPEST))
            self._open.append(node)

    def _pair(self, node: Node) -> None:
        if node.kind == "mapping" and len(node.items) == 2:
            node.entries.append((node.items[0], node.items[1]))
            node.items.clear()

    def _close(self, event: Any) -> None:
        node = self._open.pop()
        parts = [*(value for _, value in node.entries), *node.items]
        keys = [key for key, _ in node.entries]
        if node.flow:
            node.ends = event.end_mark.index
        elif parts:
            ends = [part.ends for part in parts if part.is_written]
            node.ends = max([*ends, keys[-1].ends + 1 if keys else node.start])
        names: dict[str, Node] = {}
        for key in keys:
            if key.kind == "scalar" and (first := names.setdefault(key.value, key)) is not key:
                raise refusal("edit-twice", name=key.value, lines=lines((first.line, key.line)))
