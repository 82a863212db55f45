"""What the page shows of a step, and a look at one that leaves nothing behind."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from steps.model.ports import World
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.step import Step
from steps.model.views import View

from .carrying_out import Applying
from .fault import broken


@dataclass(frozen=True)
class Seen:
    """What the page shows of one step now.

    `looking` means that a newer look is under way; `applying` is set while a confirmed plan is being carried out,
    and keeps its `problem` when that stopped half-way.
    """

    step: str
    seq: int
    view: View | None = None
    problem: Problem | None = None
    looking: bool = False
    applying: Applying | None = None


def glance(name: str, step: Step, setup: Setup, world: World, wait: float) -> Seen | None:
    """What a step would show, without keeping or carrying out anything; None where `wait` seconds are not enough."""
    found: list[Seen] = []

    def look() -> None:
        try:
            found.append(Seen(name, setup.seq, step.look(setup, world)))
        except Problem as stopped:
            found.append(Seen(name, setup.seq, problem=stopped))
        except Exception as fault:  # noqa: BLE001 — the last resort of a thread: say it, never vanish
            found.append(Seen(name, setup.seq, problem=broken(fault)))

    # Of no pool: at its end a pool waits for whatever still runs.
    looking = threading.Thread(target=look, name="glance", daemon=True)
    looking.start()
    looking.join(wait)
    # Looking at the sign-in begins one, and nobody is there to finish it.
    world.sign_in.forget()
    return found[0] if found else None
