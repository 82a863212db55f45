"""Lets a step take a person's answers: what comes of it is a fact, choices, or one sentence at the field."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from steps.model.ports import World
from steps.model.problems import Problem, problem
from steps.model.setup import Setup
from steps.model.step import Taken

from .fault import broken
from .secret_shapes import shape_in


def take(step: ModuleType, answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    """What became of the answers. Problems: those of the step, `answer-looks-secret`, and `broken` for a fault."""
    try:
        taken: Taken = step.take(answers, setup, world)
    except Problem:
        raise
    except Exception as fault:  # noqa: BLE001 — an answer must never end in a bare error page
        raise broken(fault) from None
    # The journal refuses it as well, but as a fault of ours: here the person can still mend it.
    if shape_in(dict(taken.choices)):
        raise problem("answer-looks-secret", field=next(iter(answers), ""))
    return taken
