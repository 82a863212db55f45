"""The chosen product, ready for use: its recipe, its Entra settings for these answers, and every value known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .answers import LISTS
from .app import App
from .facts import Answer
from .ports import World
from .problems import problem
from .recipe import Question, Recipe, app_for
from .setup import Setup
from .table import fits
from .values import CREDENTIAL, fill, fill_each, known, names, with_defaults
from .when import holds


@dataclass(frozen=True)
class Chosen:
    """A recipe with the answers of one setup. `values` holds what is known so far, defaults filled in."""

    recipe: Recipe
    app: App
    values: Mapping[str, object]

    @property
    def name(self) -> str:
        """What the product is called."""
        return called(self.recipe, self.values)

    def each(self, templates: tuple[str, ...]) -> tuple[str, ...]:
        """Every text these templates yield, in order and once."""
        return tuple(dict.fromkeys(text for template in templates for text in fill_each(template, self.values)))


def chosen(setup: Setup, world: World) -> Chosen:
    """The chosen product of a setup; raises `KeyError` only for a bug: steps before it are locked without one.

    Raises the problem `question-new` as long as the recipe asks something that this setup has no answer to.
    """
    if setup.product is None:
        raise problem("changed-elsewhere")
    recipe = world.recipes.get(setup.product.recipe)
    if asked := open_questions(recipe, setup):
        raise problem("question-new", product=setup.product.name, question=recipe.ask[asked[0]].label)
    app = app_for(recipe, _answers(recipe, setup))
    if app.certificate and setup.secret and setup.secret.certificate:
        app = replace(app, client_auth="private_key_jwt")
    return Chosen(recipe, app, values_of(setup, recipe))


def called(recipe: Recipe, values: Mapping[str, object]) -> str:
    """What a product is called: as its recipe is, or for one of many products, as the answers say."""
    return fill(recipe.called, values) if recipe.called else recipe.name


def values_of(setup: Setup, recipe: Recipe) -> Mapping[str, object]:
    """Everything known of a setup, by name, with what the recipe itself adds."""
    by_key = setup.secret is not None and bool(setup.secret.certificate)
    credential = {CREDENTIAL: "certificate" if by_key else "secret"}
    return with_defaults(recipe, {**known(setup), **_answers(recipe, setup), **credential})


def open_questions(recipe: Recipe, setup: Setup) -> tuple[str, ...]:
    """The questions that a setup begun with an older recipe has no answer to, or none that is one today.

    They are asked, although most have a default: what the older recipe said in its place is not known here. A setup
    that is finished keeps what it has, and a new question has its default there.
    """
    answers = _answers(recipe, setup)
    return tuple(
        name
        for name, question in recipe.ask.items()
        if holds(question.when, answers) and (name not in answers or not is_answer(question, answers[name]))
    )


def is_answer(question: Question, answer: Answer) -> bool:
    """Whether a kept answer is one to the question as it is asked now."""
    if question.columns:
        return isinstance(answer, tuple) and fits(answer, question.columns)
    if question.choices:
        return answer in question.choices
    return isinstance(answer, tuple) is (question.kind in LISTS)


def _answers(recipe: Recipe, setup: Setup) -> dict[str, Answer]:
    answers = dict(setup.product.answers) if setup.product else {}
    for name, question in recipe.ask.items():
        since = name not in answers and (question.default or question.optional)
        if setup.finished and since and holds(question.when, answers):
            answers[name] = _left_empty(question)
    return answers


def _left_empty(question: Question) -> Answer:
    """What is kept when somebody changes nothing in the field of a question."""
    if question.kind == "flag":
        return question.default == "yes"
    # The default of a list, and one that names what only the sign-in tells, is filled in with the other values.
    filled_in = question.kind in LISTS or bool(names(question.default))
    return (() if question.kind in LISTS else "") if filled_in else question.default
