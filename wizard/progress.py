"""Where a setup stands: the step to work on, and each step's state."""

from __future__ import annotations

from collections.abc import Mapping

from steps.model.facts import LoginResult
from steps.model.setup import Setup
from steps.model.step import Step


def position(setup: Setup, steps: Mapping[str, Step]) -> str:
    """The first step that is not done, or the last step; `steps` are by name, in order."""
    open_ = (name for name, step in steps.items() if not setup.is_done(step.PRODUCES))
    return next(open_, tuple(steps)[-1])


def states(setup: Setup, steps: Mapping[str, Step], *, stuck: bool) -> dict[str, str]:
    """Each step's state: done, open, locked or attention; `stuck` says it of the step to work on."""
    found, reached = {}, True
    for name, step in steps.items():
        done = setup.is_done(step.PRODUCES)
        # A login has passed: what follows stays within reach, but nobody is led there before the next one has.
        again = setup.testing_again and step.PRODUCES is LoginResult
        found[name] = "done" if done else "locked" if not reached else "attention" if again else "open"
        reached = reached and (done or again)
    return found | ({position(setup, steps): "attention"} if stuck else {})
