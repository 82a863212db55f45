"""How often a pattern can go back: Python's `re` has no time limit, and a recipe's pattern may be a stranger's.

A pattern is quick if after each character only one part of it can go on. The parts are followed as in an LL(1)
grammar: what can come first, and what can go on where a part could already end. Where two meet, the engine may have
to try both, which costs a factor of the answer's length; inside a repeat it doubles with every round.
"""

from __future__ import annotations

import re

# The parser of `re` itself. It is not documented, but only it reads a pattern exactly as `re` will.
import re._constants as op  # type: ignore[import-not-found]
import re._parser as reader  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MOST_MEETINGS = 2
LONGEST_PATTERN = 1000
FEW = 9
"""A repeat that can vary by no more than this looks at a few characters only."""
# One of many scripts; with Latin-1 and every character of the pattern, enough to see whether two sets meet.
_OTHERS = "\u0130\u0131\u017f\u03bb\u0416\u05d0\u0663\u2003\u2028\u20ac\u4e2d\U0001f600"
_CLASSES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_Set = frozenset[str]


class _Slow(Exception):
    """A part of the pattern that no length of the answer makes harmless."""


@dataclass(frozen=True)
class _Part:
    """What can come first, what can go on where the part could already end, and how often two ways meet inside."""

    empty: bool = True
    first: _Set = frozenset()
    more: _Set = frozenset()
    meetings: int = 0
    loops: bool = False


@lru_cache(maxsize=256)
def is_slow(pattern: str) -> bool:
    """Whether some short text takes very long, or whether that cannot be told. Raises `re.error`."""
    if len(pattern) > LONGEST_PATTERN:
        return True
    try:
        parsed = reader.parse(pattern)
        re.compile(pattern)
        alphabet = "".join({*map(chr, range(256)), *_OTHERS, *map(chr, _codes(parsed))})
        return _Reading(alphabet).sequence(parsed, parsed.state.flags).meetings > MOST_MEETINGS
    except (_Slow, RecursionError):
        return True
    except OverflowError as error:
        raise re.error(str(error)) from None


def _codes(node: Any) -> Iterator[int]:
    """Every character that the pattern writes out, as a number; counts are among them and do no harm."""
    if isinstance(node, int):
        yield max(0, min(node, 0x10FFFF))
    elif isinstance(node, (tuple, list, reader.SubPattern)):
        for inner in node:
            yield from _codes(inner)


class _Reading:
    def __init__(self, alphabet: str) -> None:
        self._alphabet = alphabet
        self._all = frozenset(alphabet)

    def sequence(self, items: Iterable[tuple[Any, Any]], flags: int) -> _Part:
        whole = _Part()
        for code, given in items:
            whole = _then(whole, self._one(code, given, flags))
        return whole

    def _one(self, code: Any, given: Any, flags: int) -> _Part:
        if code in _REPEATS:
            least, most, inner = given
            return _repeated(self.sequence(inner, flags), least, most)
        if code is op.SUBPATTERN:
            _, added, removed, inner = given
            return self.sequence(inner, (flags | added) & ~removed)
        if code is op.ATOMIC_GROUP:
            return self.sequence(given, flags)
        if code is op.BRANCH:
            return _either([self.sequence(branch, flags) for branch in given[1]])
        if code in (op.ASSERT, op.ASSERT_NOT):
            # Nothing is taken, but it may look through the whole rest of the answer.
            inner_part = self.sequence(given[1], flags)
            return _Part(meetings=inner_part.meetings + inner_part.loops)
        if code is op.AT:
            return _Part()
        return _Part(empty=False, first=self._characters(code, given, flags))

    def _characters(self, code: Any, given: Any, flags: int) -> _Set:
        if code is op.ANY:
            return self._all
        items = given if code is op.IN else [(op.LITERAL if code is op.NOT_LITERAL else code, given)]
        negated = code is op.NOT_LITERAL or items[0][0] is op.NEGATE
        found = {one for kind, inner in items if kind is not op.NEGATE for one in self._member(kind, inner, flags)}
        if flags & re.IGNORECASE:
            found = {one for one in self._all if {one, one.lower(), one.upper(), one.swapcase()} & found}
        return self._all - found if negated else frozenset(found)

    def _member(self, code: Any, given: Any, flags: int) -> Iterable[str]:
        if code is op.LITERAL:
            return chr(given)
        if code is op.RANGE:
            return (one for one in self._alphabet if given[0] <= ord(one) <= given[1])
        if code is op.CATEGORY:
            return re.findall(_CLASSES[given], self._alphabet, flags & re.ASCII)
        # What repeats an earlier group, and whatever a later Python adds.
        raise _Slow


def _then(before: _Part, after: _Part) -> _Part:
    meet = before.more | (before.first if before.empty else frozenset())
    return _Part(
        empty=before.empty and after.empty,
        first=before.first | (after.first if before.empty else frozenset()),
        more=after.more | (before.more | after.first if after.empty else frozenset()),
        meetings=before.meetings + after.meetings + bool(meet & after.first),
        loops=before.loops or after.loops,
    )


def _either(branches: list[_Part]) -> _Part:
    first = [one for branch in branches for one in branch.first]
    empty = sum(branch.empty for branch in branches)
    return _Part(
        empty=empty > 0,
        first=frozenset(first),
        more=frozenset().union(*(branch.more for branch in branches)),
        meetings=sum(branch.meetings for branch in branches) + (len(first) > len(set(first)) or empty > 1),
        loops=any(branch.loops for branch in branches),
    )


def _repeated(inner: _Part, least: int, most: int) -> _Part:
    if most > 1 and (inner.empty or inner.meetings or inner.more & inner.first):
        raise _Slow
    return _Part(
        empty=least == 0 or inner.empty,
        first=inner.first,
        more=inner.more | (inner.first if most > max(least, 1) else frozenset()),
        meetings=inner.meetings + (least == 0 and inner.empty),
        loops=inner.loops or most - least > FEW,
    )
