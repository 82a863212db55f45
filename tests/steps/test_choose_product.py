"""The first answers: every one is checked where it is typed, and only questions that apply are asked."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from steps import choose_product
from steps.model.chosen import chosen
from steps.model.facts import Product
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Ask, Done
from wizard.recipes import RecipeShelf

WORLD: Any = SimpleNamespace(recipes=RecipeShelf())
NEW = Setup(id="s", created="2026-11-21T00:00:00+00:00")
HUGGING_FACE = Setup(id="s", created="", choices={"recipe": "hugging_face"})
GOOD = {"redirection_uri": "https://huggingface.co/organizations/Contoso/oidc/consume"}


def test_every_product_is_one_card() -> None:
    view = choose_product.look(NEW, WORLD)
    assert isinstance(view, Ask)
    assert [card.name for card in view.cards] == [recipe.id for recipe in WORLD.recipes.all()]


def test_a_card_leads_to_the_questions_of_its_product() -> None:
    taken = choose_product.take({"card": "hugging_face"}, NEW, WORLD)
    assert taken.choices == {"recipe": "hugging_face"}
    view = choose_product.look(HUGGING_FACE, WORLD)
    assert isinstance(view, Ask)
    assert [field.name for field in view.fields] == ["redirection_uri"]


def test_a_person_who_picked_the_wrong_card_can_go_back() -> None:
    assert choose_product.take({"card": "another"}, HUGGING_FACE, WORLD).choices == {"recipe": ""}


def test_right_answers_become_the_product_and_keep_upper_case() -> None:
    taken = choose_product.take(GOOD, HUGGING_FACE, WORLD)
    assert isinstance(taken.fact, Product)
    assert taken.fact.answers == GOOD


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "answer-missing"),
        ("contoso", "answer-not-https"),
        ("http://huggingface.co/organizations/contoso/oidc/consume", "answer-not-https"),
        ("https://huggingface.co/contoso", "answer-pattern"),
        ("https://huggingface.co.evil.example/organizations/contoso/oidc/consume", "answer-pattern"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_the_right_one_then_goes_on(typed: str, code: str) -> None:
    with pytest.raises(Problem) as refused:
        choose_product.take({"redirection_uri": typed}, HUGGING_FACE, WORLD)
    assert refused.value.code == code
    assert refused.value.values["field"] == "redirection_uri"
    assert choose_product.take(GOOD, HUGGING_FACE, WORLD).fact is not None


def test_answers_can_be_changed_afterwards_and_stand_in_the_form() -> None:
    fact = choose_product.take(GOOD, HUGGING_FACE, WORLD).fact
    assert isinstance(fact, Product)
    known = HUGGING_FACE.knowing(fact)
    assert isinstance(choose_product.look(known, WORLD), Done)
    assert choose_product.take({"change": "yes"}, known, WORLD).choices == {"editing": True}
    again = choose_product.look(Setup(id="s", created="", product=fact, choices={"editing": True}), WORLD)
    assert isinstance(again, Ask)
    assert again.fields[0].shown == GOOD["redirection_uri"]


ASKED = Setup(id="s", created="", product=Product("openmetadata", "OpenMetadata and Collate", "older", {}))


def test_a_question_that_was_added_later_has_its_default() -> None:
    answers = {"om_url": "https://metadata.contoso.com", "principal_domain": "contoso.com", "admins": ("jane",)}
    older = replace(ASKED, product=replace(ASKED.product, answers={**answers, "deployment": "docker"}))
    picked = chosen(older, WORLD)
    recipe = picked.recipe
    defaults = {name: question.default for name, question in recipe.ask.items() if question.kind == "choice"}
    assert {name: picked.values[name] for name in defaults} == {**defaults, "deployment": "docker"}
    assert picked.values["self_signup"] is (recipe.ask["self_signup"].default == "yes")
    assert isinstance(choose_product.look(older, WORLD), Done)


def test_a_question_without_a_default_that_was_added_later_is_asked_where_the_product_is_chosen() -> None:
    with pytest.raises(Problem) as stopped:
        chosen(ASKED, WORLD)
    assert stopped.value.code == "question-new"
    assert stopped.value.values["question"] == WORLD.recipes.get("openmetadata").ask["om_url"].label
    assert isinstance(choose_product.look(ASKED, WORLD), Ask)
