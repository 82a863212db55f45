"""Conditions on the answers to a recipe's questions."""

from __future__ import annotations

from collections.abc import Mapping

When = Mapping[str, str | tuple[str, ...]]
"""Conditions on answers, all of which must hold: `{"deployment": "docker"}` or one of several."""


def holds(when: When, answers: Mapping[str, object]) -> bool:
    """Whether every condition holds for these answers; a yes/no answer is compared as `yes` and `no`."""
    for name, wanted in when.items():
        answer = answers.get(name, "")
        text = ("yes" if answer else "no") if isinstance(answer, bool) else answer
        if text not in ((wanted,) if isinstance(wanted, str) else wanted):
            return False
    return True
