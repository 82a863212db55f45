"""Choose the product and answer its few questions."""

from __future__ import annotations

from collections.abc import Mapping

from .model.answers import check
from .model.chosen import called, is_answer, open_questions
from .model.facts import Answer, Product
from .model.pattern import fits
from .model.ports import World
from .model.prepared import answer as prepared
from .model.problems import AskAgain, problem
from .model.recipe import Question, Recipe
from .model.setup import Setup
from .model.step import Taken
from .model.values import as_text, names
from .model.views import Ask, Card, Done, Field, Value, View
from .model.when import holds
from .model.words import say

PRODUCES = Product


def look(setup: Setup, world: World) -> View:
    chosen = setup.choices.get("recipe") or (setup.product.recipe if setup.product else "")
    if not chosen:
        cards = tuple(Card(r.id, r.name, r.summary, say(f"verified.{r.verified.level}")) for r in world.recipes.all())
        return Ask(cards=cards)
    recipe = world.recipes.get(str(chosen))
    if setup.product and not setup.choices.get("editing") and not open_questions(recipe, setup):
        return Done(setup.product, values=_answered(recipe, setup.product), change=say("choose_product.change"))
    return Ask(
        fields=tuple(_field(name, question, setup) for name, question in recipe.ask.items()),
        submit=say("choose_product.submit"),
        title=say("choose_product.questions", product=recipe.name),
        notes=recipe.before,
        cards=(Card("another", say("choose_product.another"), ""),) if not setup.product else (),
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if answers.get("card") == "another":
        return Taken(choices={"recipe": ""})
    if "card" in answers:
        return Taken(choices={"recipe": world.recipes.get(answers["card"]).id})
    if "change" in answers:
        return Taken(choices={"editing": True})
    recipe = world.recipes.get(str(setup.choices.get("recipe") or (setup.product.recipe if setup.product else "")))
    checked: dict[str, Answer] = {}
    wrong: list[AskAgain] = []
    for name, question in recipe.ask.items():
        if holds(question.when, checked):
            try:
                checked[name] = _check(_field(name, question, setup), question, answers.get(name, ""))
            except AskAgain as refused:
                wrong.append(refused)
    if wrong:
        first, *rest = wrong
        first.also = tuple(rest)
        raise first
    product = Product(recipe.id, called(recipe, checked), recipe.hash, checked)
    return Taken(fact=product, choices={"recipe": recipe.id, "editing": False})


def check_answer(name: str, question: Question, typed: str) -> Answer:
    """The checked answer to one question, whatever was answered to the others; raises `AskAgain`."""
    return _check(_field(name, question, Setup(id="", created="")), question, typed)


def _check(field: Field, question: Question, typed: str) -> Answer:
    answer = check(field, typed)
    entries = answer if isinstance(answer, tuple) else (answer,)
    if answer and not all(fits(field.name, question.pattern, str(entry)) for entry in entries):
        raise problem("answer-pattern", field=field.name, says=question.pattern_says)
    return answer


def _field(name: str, question: Question, setup: Setup) -> Field:
    # A default that names what only the sign-in tells stays empty here and is filled in when it is known.
    default = "" if names(question.default) else question.default
    given = setup.product.answers.get(name) if setup.product else None
    given = given if given is not None and is_answer(question, given) else None
    before = prepared(setup, name) if given is None else as_text(given)
    when = {other: (value,) if isinstance(value, str) else tuple(value) for other, value in question.when.items()}
    return Field(
        name,
        question.kind,
        question.label,
        help=question.help,
        example=question.example,
        shown=default.strip() if before is None else before,
        choices=tuple(question.choices.items()),
        columns=question.columns,
        optional=question.optional or bool(names(question.default)),
        when=when,
    )


def _answered(recipe: Recipe, product: Product) -> tuple[Value, ...]:
    return tuple(
        Value(recipe.ask[name].label, as_text(answer)) for name, answer in product.answers.items() if answer != ""
    )
