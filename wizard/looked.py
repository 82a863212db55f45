"""What was seen of a step, and for how long that is believed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Open, Propose, View, Wait

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
        believed = self.view.every if isinstance(self.view, Wait) else 0.5 if isinstance(self.view, Open) else FRESH
        return self.seq == setup.seq and time.monotonic() - self.at < believed
