"""The hand-over's values: one by one where the product takes a list so, and the secret never among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from steps import choose_product, configure_product
from steps.model.chosen import chosen
from steps.model.facts import Endpoints, Product, Registration, SecretRecord
from steps.model.setup import Setup
from steps.model.views import HandOver, Value
from wizard.recipes import RecipeShelf
from wizard.text import text

SHELF = RecipeShelf()
NOW = datetime(2026, 11, 21, tzinfo=UTC)
WORLD: Any = SimpleNamespace(recipes=SHELF, clock=SimpleNamespace(now=lambda: NOW))
ENDPOINTS = Endpoints(*(f"https://login.example/{name}" for name in ("v2.0", "authorize", "token", "keys", "openid")))
REGISTERED = Setup(
    "s",
    "",
    registration=Registration("object", "client", "unique", "Sekoia"),
    endpoints=ENDPOINTS,
    secret=SecretRecord("key"),
)


def values_of(step: str, *domains: str) -> list[Value]:
    answers = {"app_host": "app.sekoia.io", "domains": domains, "create_accounts": False}
    setup = replace(REGISTERED, product=Product("sekoia", "Sekoia.io", "hash", answers))
    world = SimpleNamespace(recipes=SHELF, vault=SimpleNamespace(secret=lambda *_: "held"))
    view = configure_product.look(setup, world)
    assert isinstance(view, HandOver)
    return next(list(task.values) for task in view.tasks if task.name == step)


@pytest.mark.parametrize(
    ("domains", "shown"),
    [
        (("a.example",), {"Domain": "a.example"}),
        (("a.example", "b.example"), {"Domain (1)": "a.example", "Domain (2)": "b.example"}),
    ],
)
def test_a_list_that_is_entered_one_by_one_is_copied_one_by_one(
    domains: tuple[str, ...], shown: dict[str, str]
) -> None:
    assert {text(value.label): value.text for value in values_of("domain", *domains)} == shown


def test_the_secret_is_a_place_without_its_text() -> None:
    (secret,) = (value for value in values_of("configure", "a.example") if value.secret)
    assert (secret.label, secret.text) == ("Your client secret", "")


@pytest.mark.parametrize(
    ("ticked", "newly", "left"),
    [
        # Up to the first wait for others: what comes after it cannot have been done.
        ((), ("interceptor-file",), ("first-login",)),
        (("interceptor-file",), (), ("first-login",)),
        (("console", "restart"), ("interceptor-file", "first-login"), ()),
    ],
)
def test_who_says_that_all_is_done_says_so_of_every_task_up_to_a_wait_for_others(
    ticked: tuple[str, ...], newly: tuple[str, ...], left: tuple[str, ...]
) -> None:
    recipe = SHELF.get("hcl_connections")
    answers = choose_product.take(
        {name: question.default or question.example for name, question in recipe.ask.items()},
        Setup("s", "", choices={"recipe": recipe.id}),
        WORLD,
    ).fact
    assert isinstance(answers, Product)
    setup = replace(REGISTERED, product=answers, ticks=dict.fromkeys(ticked, "2026-11-21"))
    taken = configure_product.take({}, setup, WORLD)
    assert set(taken.ticks) == set(newly)
    after = replace(setup, ticks={**setup.ticks, **dict.fromkeys(taken.ticks, "2026-11-21")})
    assert tuple(step.id for step in configure_product.undone(after, chosen(after, WORLD))) == left
    assert configure_product.open_tasks(after, recipe) is bool(left)
