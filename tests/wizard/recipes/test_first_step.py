"""The checks of a recipe and the first step of the procedure take the same answers from the same typing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from expanded_recipes import SHELF

from steps import choose_product
from steps.model.facts import Product
from steps.model.recipe import Recipe, Rehearsal
from steps.model.setup import Setup
from wizard.recipes.source import answers_of

WORLD: Any = SimpleNamespace(recipes=SHELF)
WAYS = [(recipe, rehearsal) for recipe in SHELF.all() for rehearsal in recipe.rehearsals]


@pytest.mark.parametrize(("recipe", "rehearsal"), WAYS, ids=[rehearsal.name for _, rehearsal in WAYS])
def test_a_rehearsal_is_answered_the_same_by_both(recipe: Recipe, rehearsal: Rehearsal) -> None:
    setup = Setup(id="s", created="", choices={"recipe": recipe.id})
    typed = {name: rehearsal.answers.get(name, question.example) for name, question in recipe.ask.items()}
    fact = choose_product.take(typed, setup, WORLD).fact
    assert isinstance(fact, Product)
    assert (fact.answers, fact.recipe_hash) == (answers_of(recipe, rehearsal), recipe.hash)
