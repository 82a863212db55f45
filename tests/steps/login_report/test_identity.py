"""By what each product of ours finds people, and what the report says when that can change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tokens import SHELF, needing, of_recipe, token, told

from steps.login_report import identity
from steps.model.facts import LoginResult
from steps.model.recipe import Identity

ROWS = (
    ("hugging_face", {}, token(), "email", "warn", "Who gets somebody's old address gets their account"),
    ("hcl_connections", {}, token(), "email", "warn", "the address there must change on the same day"),
    ("matillion", {}, token(), "sub", "pass", "with a new one everybody would get a new account"),
    ("openmetadata", {}, token(), "email", "warn", "Only the part before @"),
    ("openmetadata", {}, token("email"), "preferred_username", "warn", "It stands in for the email address"),
    ("openmetadata", {}, token("email", "preferred_username"), "sub", "pass", "It never changes"),
    ("jupyterhub", {"user_claim": "oid"}, token(), "oid", "pass", "nobody else ever gets it"),
    (
        "jupyterhub",
        {"user_claim": "preferred_username"},
        token(),
        "preferred_username",
        "warn",
        "a new, empty account",
    ),
    ("jupyterhub", {"user_claim": "email"}, token(), "email", "warn", "a new, empty account"),
    ("apache_mod_auth_openidc", {"user_claim": "email"}, token(), "email", "warn", "REMOTE_USER"),
)


@pytest.mark.parametrize(("product", "answers", "login", "claim", "verdict", "says"), ROWS)
def test_the_identifier_is_named_with_what_follows(
    product: str, answers: dict[str, str], login: LoginResult, claim: str, verdict: str, says: str
) -> None:
    found = identity.finding(login, of_recipe(product, **answers))
    assert (found.name, found.seen, found.verdict) == (claim, login.claims[claim], verdict)
    assert says in told(found.do)


@pytest.mark.parametrize(("product", "says"), [("sekoia", "do not say which"), ("any_openid_connect", "sub or oid")])
def test_where_nobody_says_it_the_report_does_not_guess(product: str, says: str) -> None:
    found = identity.finding(token(), of_recipe(product))
    assert (found.verdict, found.seen) == ("info", "")
    assert told(found.name).startswith("It is not known by which claim people are found")
    assert says in told(found.do)


def test_a_recipe_that_says_nothing_is_told_as_such() -> None:
    picked = needing("email")
    found = identity.finding(token(), replace(picked, recipe=replace(picked.recipe, identities=())))
    assert "Its product file does not say" in told(found.do)


def test_a_claim_that_did_not_come_identifies_nobody() -> None:
    found = identity.finding(token("email"), of_recipe("hugging_face"))
    assert (found.verdict, found.seen) == ("fail", "email")


def test_a_name_for_display_is_neither_unique_nor_lasting() -> None:
    picked = needing("name")
    picked = replace(picked, recipe=replace(picked.recipe, identities=(Identity("name", "It is shown."),)))
    assert "several people can have the same. It is shown." in told(identity.finding(token(), picked).do)


def test_every_product_of_ours_says_by_what_it_finds_people() -> None:
    assert [recipe.id for recipe in SHELF.all() if not recipe.identities] == []
