"""$filter: the part of OData's language that directory clients use, read into a test for one object.

eq ne gt ge lt le, and or not, startswith endswith contains, in, any, parentheses. Texts compare without case, as the
directory's index does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..store import Row
from .answers import GraphRefusal

Test = Callable[[Row], bool]
TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<time>\d{4}-\d\d-\d\dT[\d:.]+Z?)|(?P<guid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}"
    r"-[0-9a-fA-F]{12})|(?P<number>-?\d+)|(?P<name>[A-Za-z_][\w/.]*)|(?P<mark>[(),:]))"
)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a is not None and a > b,
    "ge": lambda a, b: a is not None and a >= b,
    "lt": lambda a, b: a is not None and a < b,
    "le": lambda a, b: a is not None and a <= b,
}
FUNCTIONS: dict[str, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": lambda a, b: b in a,
}
ADVANCED = ("ne", "not", "endswith", "contains")
"""Words that need ConsistencyLevel: eventual and $count=true (learn.microsoft.com/graph/aad-advanced-queries)."""


def unclear(message: str = "Invalid filter clause") -> GraphRefusal:
    return GraphRefusal(400, "BadRequest", message)


class Reader:
    """One filter, word by word. `known` are the names of properties; another one is refused."""

    def __init__(self, words: str, known: frozenset[str]) -> None:
        self.known = known
        self.words: list[tuple[str, str]] = []
        position = 0
        while words[position:].strip():
            found = TOKEN.match(words, position)
            if found is None or found.lastgroup is None:
                raise unclear(f"Syntax error at position {position} in '{words}'.")
            self.words.append((found.lastgroup, found[found.lastgroup]))
            position = found.end()
        self.words.append(("end", ""))
        self.advanced = any(word in ADVANCED for kind, word in self.words if kind == "name")

    def whole(self) -> Test:
        """The test for the whole filter."""
        test = self._either()
        if self.words[0][0] != "end":
            raise unclear()
        return test

    def _next(self, wanted: str = "") -> tuple[str, str]:
        kind, word = self.words.pop(0)
        if kind == "end" or (wanted and word != wanted):
            raise unclear()
        return kind, word

    def _take(self, word: str) -> bool:
        if self.words[0][1].lower() != word or self.words[0][0] == "text":
            return False
        self.words.pop(0)
        return True

    def _either(self) -> Test:
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        return lambda row: any(test(row) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._take("and"):
            tests.append(self._one())
        return lambda row: all(test(row) for test in tests)

    def _one(self) -> Test:
        if self._take("not"):
            inner = self._one()
            return lambda row: not inner(row)
        if self._take("("):
            inner = self._either()
            self._next(")")
            return inner
        kind, name = self._next()
        if kind != "name":
            raise unclear()
        if name.lower() in FUNCTIONS:
            return self._function(FUNCTIONS[name.lower()])
        if name.endswith("/any"):
            return self._any(self._property(name.removesuffix("/any")))
        return self._comparison(self._property(name))

    def _function(self, function: Callable[[str, str], bool]) -> Test:
        self._next("(")
        read = self._property(self._next()[1])
        self._next(",")
        wanted = str(_folded(self._value()))
        self._next(")")
        return lambda row: isinstance(value := _folded(read(row)), str) and function(value, wanted)

    def _any(self, read: Callable[[Row], Any]) -> Test:
        self._next("(")
        variable = self._next()[1]
        self._next(":")
        test = Reader.__new__(Reader)
        test.known, test.words, test.advanced = frozenset({variable}), self.words, False
        inner = test._either()
        self._next(")")
        return lambda row: any(inner({variable: entry}) for entry in read(row) or ())

    def _comparison(self, read: Callable[[Row], Any]) -> Test:
        operator = self._next()[1].lower()
        if operator == "in":
            self._next("(")
            values = [_folded(self._value())]
            while self._take(","):
                values.append(_folded(self._value()))
            self._next(")")
            return lambda row: _folded(read(row)) in values
        if operator not in COMPARE:
            raise unclear()
        wanted, compare = _folded(self._value()), COMPARE[operator]
        return lambda row: compare(_folded(read(row)), wanted)

    def _property(self, name: str) -> Callable[[Row], Any]:
        steps = name.split("/")
        if steps[0] not in self.known:
            message = f"Invalid filter clause: Could not find a property named '{steps[0]}'."
            raise GraphRefusal(400, "Request_UnsupportedQuery", message)

        def read(row: Row) -> Any:
            value: Any = row
            for step in steps:
                value = value.get(step) if isinstance(value, dict) else None
            return value

        return read

    def _value(self) -> Any:
        kind, word = self._next()
        if kind == "text":
            return word[1:-1].replace("''", "'")
        if kind == "number":
            return int(word)
        constants = {"true": True, "false": False, "null": None}
        if kind == "name" and word.lower() in constants:
            return constants[word.lower()]
        if kind in ("guid", "time"):
            return word
        raise unclear()


def _folded(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
