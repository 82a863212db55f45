"""Nodes of a fragment as they are written into another YAML document."""

from __future__ import annotations

import json
import re

from .yaml_nodes import Node

_FLOW_MARKS = re.compile(r"[,\[\]{}]|: ")


class Writing:
    """Writes nodes of one fragment, in its own quotes, with the other document's indents and line breaks."""

    def __init__(self, fragment: str, step: str, break_: str) -> None:
        self._fragment, self.step, self._break = fragment, step, break_

    def inline(self, node: Node, flow: bool = False) -> str:
        """On one line; `flow` for within brackets, where less may stand without quotes."""
        if node.kind == "mapping":
            pairs = (f"{self.inline(key, True)}: {self.inline(value, True)}" for key, value in node.entries)
            return "{" + ", ".join(pairs) + "}"
        if node.kind == "sequence":
            return "[" + ", ".join(self.inline(item, True) for item in node.items) + "]"
        raw = self._fragment[node.start : node.ends]
        plain_enough = node.style or not (flow and _FLOW_MARKS.search(raw))
        # JSON's texts are YAML's: for what the fragment writes over several lines.
        return raw if raw and plain_enough and "\n" not in raw else json.dumps(node.value, ensure_ascii=False)

    def entry(self, key: Node, value: Node, indent: str) -> str:
        """A key and its value, over as many lines as it takes; the first line is indented too."""
        head = f"{indent}{self.inline(key)}:"
        if value.kind == "mapping" and value.entries:
            return self._break.join([head, *(self.entry(*one, indent + self.step) for one in value.entries)])
        if value.kind == "sequence" and value.items and not value.flow:
            return self._break.join([head, *(self.item(one, indent + self.step) for one in value.items)])
        return f"{head} {self.inline(value)}"

    def item(self, item: Node, indent: str) -> str:
        """One entry of a list: a mapping over as many lines as it takes, anything else on one."""
        if item.kind != "mapping" or not item.entries:
            return f"{indent}- {self.inline(item)}"
        rows = self._break.join(self.entry(*entry, f"{indent}  ") for entry in item.entries)
        return f"{indent}- {rows.removeprefix(indent)[2:]}"
