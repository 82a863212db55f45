"""The chosen product, ready for use: its recipe, its Entra settings for these answers, and every value known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .ports import World
from .problems import problem
from .recipe import App, Recipe, app_for
from .setup import Setup
from .values import fill_each, known, with_defaults


@dataclass(frozen=True)
class Chosen:
    """A recipe with the answers of one setup. `values` holds what is known so far, defaults filled in."""

    recipe: Recipe
    app: App
    values: Mapping[str, object]

    def each(self, templates: tuple[str, ...]) -> tuple[str, ...]:
        """Every text these templates yield, in order and once."""
        return tuple(dict.fromkeys(text for template in templates for text in fill_each(template, self.values)))


def chosen(setup: Setup, world: World) -> Chosen:
    """The chosen product of a setup; raises `KeyError` only for a bug: steps before it are locked without one."""
    if setup.product is None:
        raise problem("changed-elsewhere")
    recipe = world.recipes.get(setup.product.recipe)
    values = with_defaults(recipe, known(setup))
    return Chosen(recipe, app_for(recipe, setup.product.answers), values)
