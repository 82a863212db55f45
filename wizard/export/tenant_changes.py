"""Every change that was made to the tenant, with its Graph ids and how to take it back."""

from __future__ import annotations

from steps.model.changes import Made
from steps.model.setup import Setup
from steps.model.words import Say
from steps.registration.test_redirect import standing

from ..text import has, text
from .document import ChangePart


def change_parts(setup: Setup) -> tuple[ChangePart, ...]:
    """The changes in the order in which they were made."""
    left = standing(setup)
    return tuple(
        ChangePart(
            at=made.at,
            kind=made.kind,
            title=_sentence(made, "title"),
            target=made.target,
            ids=dict(made.ids),
            undo=_sentence(made, "undo"),
            state=_state(made, left),
        )
        for made in setup.made
    )


def _state(made: Made, left: tuple[Made, ...]) -> str:
    if made.undone or (made.temporary and made not in left):
        return "taken back"
    return "temporary" if made.temporary else "made"


def _sentence(made: Made, part: str) -> str:
    key = f"change.{made.kind}.{part}"
    try:
        return text(Say(key, made.values)) if has(key) else made.kind
    except KeyError:
        # Written by another version, whose sentence took other values.
        return made.kind
