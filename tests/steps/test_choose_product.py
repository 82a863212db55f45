"""The first answers: every one is checked where it is typed, and only questions that apply are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from steps import choose_product
from steps.model.chosen import chosen
from steps.model.facts import Answer, Finished, Product
from steps.model.problems import AskAgain, Problem
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


def test_every_wrong_answer_of_a_form_is_said_at_once() -> None:
    setup = Setup(id="s", created="", choices={"recipe": "hcl_connections"})
    questions = WORLD.recipes.get("hcl_connections").ask
    answers = {name: question.default or question.example for name, question in questions.items()}
    wrong = {"hosts": "https://connections.contoso.com", "identifier": "azure ad", "realm": ""}
    with pytest.raises(AskAgain) as refused:
        choose_product.take({**answers, **wrong, "clusters": "AppsCluster"}, setup, WORLD)
    said = {name: one.code for name in questions if (one := refused.value.at(name))}
    assert said == {
        "hosts": "answer-has-scheme",
        "clusters": "answer-row-cells",
        "identifier": "answer-not-slug",
        "realm": "answer-missing",
    }


CLUSTERS = "Clusters and their applications"
OLDER: Mapping[str, Answer] = {
    "om_url": "https://metadata.contoso.com",
    "deployment": "docker",
    "client_type": "public",
    "principal_domain": "contoso.com",
    "admins": ("jane",),
    "self_signup": True,
}


def begun_with(recipe: str, answers: Mapping[str, Answer], finished: bool = False) -> Setup:
    product = Product(recipe, recipe, "of an older recipe", answers)
    return Setup(id="s", created="", product=product, finished=Finished("2026-11-01") if finished else None)


@pytest.mark.parametrize(
    ("recipe", "answers", "asked"),
    [
        ("openmetadata", OLDER, "OpenMetadata version"),
        ("openmetadata", {**OLDER, "server_version": "no version that is offered"}, "OpenMetadata version"),
        # The clusters were the names apps, infra, push and util, or all, before they were a table.
        ("hcl_connections", {"hosts": ("c.contoso.com",), "clusters": ("all",)}, "Clusters and their applications"),
        (
            "hcl_connections",
            {"hosts": ("c.contoso.com",), "clusters": ("apps", "infra")},
            "Clusters and their applications",
        ),
    ],
)
def test_what_an_older_setup_has_no_answer_to_is_asked_and_nothing_is_made_up(
    recipe: str, answers: Mapping[str, Answer], asked: str
) -> None:
    setup = begun_with(recipe, answers)
    with pytest.raises(Problem) as stopped:
        chosen(setup, WORLD)
    assert (stopped.value.code, stopped.value.values["question"]) == ("question-new", asked)
    view = choose_product.look(setup, WORLD)
    assert isinstance(view, Ask)
    shown = {field.name: field.shown for field in view.fields if field.label == asked}
    questions = WORLD.recipes.get(recipe).ask
    assert shown == {name: questions[name].default.strip() for name in shown}
    # What was answered before stands there still.
    typed = {field.name: field.shown or field.example for field in view.fields}
    assert {typed[name] for name in ("om_url", "hosts") if name in typed} <= {OLDER["om_url"], "c.contoso.com"}
    taken = choose_product.take(typed, setup, WORLD)
    assert isinstance(taken.fact, Product)
    assert chosen(replace(setup, product=taken.fact), WORLD).recipe.id == recipe


def test_a_finished_setup_keeps_what_it_has_and_a_new_question_has_its_default() -> None:
    finished = begun_with("openmetadata", OLDER, finished=True)
    picked = chosen(finished, WORLD)
    choices = {
        name: q.default for name, q in picked.recipe.ask.items() if q.kind == "choice" and name in picked.values
    }
    assert {name: picked.values[name] for name in choices} == {**choices, "deployment": "docker"}
    assert picked.values["self_signup"] is (picked.recipe.ask["self_signup"].default == "yes")
    assert isinstance(choose_product.look(finished, WORLD), Done)
