"""What was changed in a file as a unified diff, with nothing in it that is secret.

A line beside a change is left out where it holds a value that might be secret; a changed line has dots for a secret.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .edited import Plan, line_start
from .source import Source

CONTEXT = 3
"""Lines around each change."""

NO_NEWLINE = "\\ No newline at end of file"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Patch:
    """The lines of the diff, each without its line feed, and the same as a file in the encoding of the changed one.

    `applies` is false where dots stand for a secret, and in UTF-16, of which `patch` makes no lines.
    """

    lines: tuple[str, ...]
    content: bytes
    applies: bool


@dataclass(frozen=True)
class _Block:
    """Lines from `old` to `old_end` of the one text that give way to lines from `new` to `new_end` of the other."""

    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(frozen=True)
class _Lines:
    """A file's lines with their line feeds, with secrets covered, and with every value covered that may be one."""

    real: Sequence[str]
    shown: Sequence[str]
    bare: Sequence[str] = ()

    def clean(self, first: int, end: int) -> bool:
        return self.real[first:end] == self.shown[first:end]

    def silent(self, first: int, end: int) -> bool:
        """Whether these lines tell nothing that might be secret."""
        return self.real[first:end] == self.bare[first:end]

    def near(self, numbers: range) -> int:
        """How many of the next lines may stand beside a change."""
        near = numbers[:CONTEXT]
        return next((count for count, number in enumerate(near) if not self.silent(number, number + 1)), len(near))


def patch(name: str, old: Source, plan: Plan, old_shown: str, new_shown: str, bare: str) -> Patch:
    """The diff that these edits make; `name` is that of the file. The shown texts have the same lines.

    `bare` is the old one with every value covered: which lines may stand beside a change.
    """
    wide = old.encoding.startswith("utf-16")
    before = _Lines(_lines(old.text), _lines(old_shown), _lines(bare))
    after = _Lines(_lines(plan.over(old.text)), _lines(new_shown))
    lines, clean = _diff(name, old.text, plan, before, after)
    content = "".join(f"{line}\n" for line in lines).encode("utf-8" if wide else old.encoding, "replace")
    return Patch(lines, content, clean and not wide)


def _diff(name: str, old: str, plan: Plan, before: _Lines, after: _Lines) -> tuple[tuple[str, ...], bool]:
    blocks = _blocks(old, plan, before.real, after.real)
    lines = [f"--- a/{name}", f"+++ b/{name}"] if blocks else []
    for hunk in _hunks(blocks, before):
        lead, trail = _context(hunk, before)
        first, last = hunk[0], hunk[-1]
        ranges = (first.old - lead, last.old_end + trail), (first.new - lead, last.new_end + trail)
        lines.append(f"@@ -{_range(*ranges[0])} +{_range(*ranges[1])} @@")
        at = first.old - lead
        for block in hunk:
            lines += _rows(" ", before.shown[at : block.old])
            lines += _rows("-", before.shown[block.old : block.old_end])
            lines += _rows("+", after.shown[block.new : block.new_end])
            at = block.old_end
        lines += _rows(" ", before.shown[at : at + trail])
    clean = all(before.clean(b.old, b.old_end) and after.clean(b.new, b.new_end) for b in blocks)
    return tuple(lines), clean


def _lines(text: str) -> list[str]:
    # By line feeds alone: a patch knows no other line break.
    return _LINE.findall(text)


def _rows(sign: str, rows: Sequence[str]) -> list[str]:
    told = []
    for row in rows:
        told.append(sign + row.removesuffix("\n"))
        if not row.endswith("\n"):
            told.append(NO_NEWLINE)
    return told


def _blocks(old: str, plan: Plan, before: Sequence[str], after: Sequence[str]) -> list[_Block]:
    """The whole lines that each edit touches, edits of one line together, and only those that differ."""
    spans: list[tuple[int, int, int]] = []
    for splice in sorted(plan.splices, key=lambda splice: splice.start):
        start, end = line_start(old, splice.start), old.find("\n", splice.end) + 1 or len(old)
        grown = splice.text.count("\n") - old.count("\n", splice.start, splice.end)
        if spans and start < spans[-1][1]:
            start, end, grown = spans[-1][0], max(end, spans[-1][1]), grown + spans.pop()[2]
        spans.append((start, end, grown))
    blocks, shift, first, counted = [], 0, 0, 0
    for place, (start, end, grown) in enumerate(spans, 1):
        first, counted = first + old.count("\n", counted, start), start
        count = len(_lines(old[start:end]))
        # A file whose last line was not ended may end it now.
        to_the_end = place == len(spans) and end == len(old)
        new_end = len(after) if to_the_end else first + count + shift + grown
        blocks.append(_trimmed(_Block(first, first + count, first + shift, new_end), before, after))
        shift += grown
    return [block for block in blocks if block.old < block.old_end or block.new < block.new_end]


def _trimmed(block: _Block, before: Sequence[str], after: Sequence[str]) -> _Block:
    old, old_end, new, new_end = block.old, block.old_end, block.new, block.new_end
    while old < old_end and new < new_end and before[old] == after[new]:
        old, new = old + 1, new + 1
    while old < old_end and new < new_end and before[old_end - 1] == after[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    return _Block(old, old_end, new, new_end)


def _hunks(blocks: list[_Block], before: _Lines) -> list[list[_Block]]:
    hunks: list[list[_Block]] = []
    for block in blocks:
        last = hunks[-1][-1] if hunks else None
        if last and block.old - last.old_end <= 2 * CONTEXT and before.silent(last.old_end, block.old):
            hunks[-1].append(block)
        else:
            hunks.append([block])
    return hunks


def _context(hunk: list[_Block], before: _Lines) -> tuple[int, int]:
    first, last, count = hunk[0].old, hunk[-1].old_end, len(before.real)
    lead, trail = before.near(range(first - 1, -1, -1)), before.near(range(last, count))
    # With fewer lines on one side than on the other, `patch` looks only at the beginning or the end of the file.
    if lead < trail and first > lead:
        trail = lead
    if trail < lead and count > last + trail:
        lead = trail
    return lead, trail


def _range(first: int, end: int) -> str:
    # GNU diffutils, Detailed Unified: a range of no lines names the line before it.
    count = end - first
    return f"{first + 1}" if count == 1 else f"{first + 1 if count else first},{count}"
