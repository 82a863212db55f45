"""The chosen product, ready for use: its recipe, its Entra settings for these answers, and every value known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import LISTS
from .facts import Answer
from .ports import World
from .problems import problem
from .recipe import App, Question, Recipe, app_for, holds
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
    """The chosen product of a setup; raises `KeyError` only for a bug: steps before it are locked without one.

    A question that the recipe did not ask yet when the setup was begun has its default; one without a default raises
    the problem `question-new`.
    """
    if setup.product is None:
        raise problem("changed-elsewhere")
    recipe = world.recipes.get(setup.product.recipe)
    answers = {**setup.product.answers, **_since(recipe, setup.product.answers)}
    if unanswered := new_questions(recipe, answers):
        raise problem("question-new", product=recipe.name, question=unanswered[0].label)
    return Chosen(recipe, app_for(recipe, answers), values_of(setup, recipe))


def values_of(setup: Setup, recipe: Recipe) -> Mapping[str, object]:
    """Everything known of a setup, by name, with what the recipe itself adds."""
    answers = setup.product.answers if setup.product else {}
    return with_defaults(recipe, {**known(setup), **_since(recipe, answers)})


def new_questions(recipe: Recipe, answers: Mapping[str, object]) -> tuple[Question, ...]:
    """The questions that these answers leave open and nothing fills in."""
    given = {**answers, **_since(recipe, answers)}
    return tuple(q for name, q in recipe.ask.items() if name not in given and holds(q.when, given))


def _since(recipe: Recipe, answers: Mapping[str, object]) -> dict[str, Answer]:
    """An answer to every question that was added since, where it has one without a person."""
    given, since = dict(answers), dict[str, Answer]()
    for name, question in recipe.ask.items():
        if name not in given and (question.default or question.optional) and holds(question.when, given):
            # Empty, as if it had been left so: the default is filled in where every other one is.
            plain: Answer = question.default == "yes" if question.kind == "flag" else question.default
            open_ended = question.kind in LISTS or "{" in question.default
            since[name] = (() if question.kind in LISTS else "") if open_ended else plain
            given[name] = since[name]
    return since
