"""What remains to be done by people after the wizard."""

from __future__ import annotations

from steps.configure_product import undone, waiting
from steps.login_report import missing
from steps.model.chosen import Chosen, values_of
from steps.model.expiry import rotation
from steps.model.prepared import to_tell
from steps.model.recipe import Recipe, app_for, enforce_for
from steps.model.setup import Setup
from steps.model.words import Words, say
from steps.registration.test_redirect import standing


def to_do(setup: Setup, recipe: Recipe) -> tuple[Words, ...]:
    """Every remaining task, in the order in which to do them."""
    return (
        *_unfinished(setup),
        *(say("export.todo.temporary", target=made.values.get("uri", made.target)) for made in standing(setup)),
        *_waits(setup, recipe),
        *missing(setup, Chosen(recipe, app_for(recipe, values_of(setup, recipe)), values_of(setup, recipe))),
        say("finish.same_person"),
        say("finish.ordinary_user"),
        *to_tell(setup),
        enforce_for(recipe, setup.product.answers if setup.product else {}).how,
        *rotation(setup),
    )


def _unfinished(setup: Setup) -> tuple[Words, ...]:
    return () if setup.finished else (say("export.todo.unfinished"),)


def _waits(setup: Setup, recipe: Recipe) -> list[Words]:
    picked = Chosen(recipe, recipe.app, values_of(setup, recipe))
    if not setup.configured:
        return []
    waits: list[Words] = [say("export.todo.wait", what=what) for what in waiting(setup, picked)]
    return waits + [say("export.todo.undone", where=step.where) for step in undone(setup, picked)]
