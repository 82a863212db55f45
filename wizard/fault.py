"""A fault of this program: told to the person as a problem, and to the terminal as a traceback without secrets."""

from __future__ import annotations

import logging
import traceback

from steps.model.problems import Problem, problem

from .secret_shapes import redact


def broken(fault: Exception) -> Problem:
    """The problem to show. The traceback is logged without anything that looks like a secret."""
    logging.getLogger(__name__).error("%s", redact("".join(traceback.format_exception(fault))))
    return problem("broken", said=type(fault).__name__)
