"""What was seen of a step, and for how long that is believed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Done, Open, Propose, Report, View, Wait

from .fold import fact_to_data
from .secret_shapes import shape_in

FRESH = 20.0
"""Seconds for which a view is believed; one that waits for something outside is looked at on every poll."""


@dataclass(frozen=True)
class Looked:
    """What a step said when it was last looked at, and the sequence number it was said for."""

    seq: int
    at: float
    view: View | None = None
    problem: Problem | None = None

    def fresh(self, setup: Setup) -> bool:
        if isinstance(self.view, Propose) and self.view.confirmed:
            # Seen while going on from another step; only a visit carries it out.
            return False
        return self.seq == setup.seq and time.monotonic() - self.at < _believed(self.view)


def _believed(view: View | None) -> float:
    match view:
        case Wait():
            return view.every
        case Open():
            return 0.5
        case Report() | Done(report=Report()):
            report = view.report if isinstance(view, Done) else view
            return (report and report.every) or FRESH
        case _:
            return FRESH


def news(setup: Setup, view: View) -> tuple[str, dict[str, Any]] | None:
    """The event that a look is worth: a fact, or what a report keeps; None where the journal says it already."""
    if isinstance(view, Done) and view.fact != setup.fact(type(view.fact)):
        outdated = {"outdated": list(view.outdated)} if view.outdated else {}
        return "known", {**fact_to_data(view.fact), "how": "found", **outdated}
    # What was read outside may hold anything; what looks like a secret stays in memory.
    if isinstance(view, Report) and not view.kept.items() <= setup.choices.items() and not shape_in(dict(view.kept)):
        return "chosen", {"choices": dict(view.kept)}
    return None
