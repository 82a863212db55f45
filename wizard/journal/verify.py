"""Whether a setup's events are still what was written, and if not, where and how it went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .chain import KINDS, Row, genesis
from .checkpoint import Checkpoint

HOW = ("altered", "missing", "out of order", "truncated", "foreign", "newer format")
"""Every way in which an event can be wrong."""


@dataclass(frozen=True)
class Fault:
    """The first bad event of a setup, and in which of the ways in `HOW` it is bad."""

    setup: str
    seq: int
    how: str


def first_fault(
    setup: str, rows: Sequence[Row], checkpoint: Checkpoint | None = None, others: Iterable[str] = ()
) -> Fault | None:
    """The first fault of one setup's rows, sorted by seq, or None. `others` are the journal's other setups."""
    previous = genesis(setup)
    for position, row in enumerate(rows, start=1):
        if row.seq != position:
            return Fault(setup, position, "missing")
        if row.hash != row.expected():
            return Fault(setup, position, _mismatch(row, others, len(rows)))
        if row.previous != previous:
            # The row agrees with itself. Either the chain starts elsewhere, or the row before was written anew.
            return Fault(setup, 1, "foreign") if position == 1 else Fault(setup, position - 1, "altered")
        if row.kind not in KINDS:
            return Fault(setup, position, "newer format")
        previous = row.hash
    return _against(setup, rows, checkpoint) if checkpoint else None


def _mismatch(row: Row, others: Iterable[str], size: int) -> str:
    # A deleted event makes the numbers behind it one too high, so one more than the size is tried.
    if any(row.hash == row.expected(seq=seq) for seq in range(1, size + 2)):
        return "out of order"
    if any(row.hash == row.expected(setup=other) for other in others):
        return "foreign"
    return "altered"


def _against(setup: str, rows: Sequence[Row], checkpoint: Checkpoint) -> Fault | None:
    if checkpoint.origin != setup or not rows:
        return Fault(checkpoint.origin, 1, "foreign")
    if len(rows) < checkpoint.size:
        return Fault(setup, len(rows) + 1, "truncated")
    if checkpoint.size and rows[checkpoint.size - 1].hash != checkpoint.head:
        # The chain is whole and yet not the one that was checkpointed: it was rewritten up to here.
        return Fault(setup, checkpoint.size, "altered")
    return None
