"""Tokens as Entra sends them, and the recipes they are held against."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from steps.model.app import App, OptionalClaims
from steps.model.chosen import Chosen, values_of
from steps.model.facts import Access, LoginResult, Principal, Product, Registration, SignedIn, Witness
from steps.model.recipe import ClaimNeed, Recipe, app_for
from steps.model.setup import Setup
from steps.model.words import Words
from wizard.entra.cloud import GLOBAL
from wizard.entra.portal import Portal
from wizard.recipes import RecipeShelf
from wizard.recipes.source import answers_of
from wizard.text import text

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "aaaaaaaa-2222-3333-4444-555555555555"
PERSON = "bbbbbbbb-2222-3333-4444-555555555555"
GROUP = "cccccccc-2222-3333-4444-555555555555"
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
APPLICATION_ADMINISTRATOR = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
EVERYBODY = "b79fbf4d-3ef9-4689-8143-76b194e85509"

MEMBER = {
    "aud": CLIENT,
    "email": "jane.doe@contoso.com",
    "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
    "name": "Jane Doe",
    "oid": PERSON,
    "preferred_username": "jane.doe@contoso.com",
    "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    "tid": TENANT,
    "ver": "2.0",
}
GUEST = {**MEMBER, "email": "rosa@fabrikam.com", "preferred_username": "rosa@fabrikam.com", "idp": "https://sts.x/"}

SETUP = Setup(
    "a",
    "2026-11-21T10:00:00+00:00",
    product=Product("any", "Product", "f" * 64),
    signed_in=SignedIn(TENANT, PERSON, "jane.doe@contoso.com", "Jane Doe", "browser", "Global"),
    registration=Registration(CLIENT, CLIENT, "sso-wizard-a", "Product", {}, CLIENT, True),
    access=Access(True, (Principal(PERSON, "User", "Jane Doe"),)),
)
WORLD: Any = SimpleNamespace(portal=Portal(GLOBAL, lambda: TENANT))
APP = App("web", ("https://product.example/callback",), optional_claims=OptionalClaims(("email",)))
SHELF = RecipeShelf()


def token(*without: str, base: dict[str, str] = MEMBER, witness: Witness | None = None, **claims: str) -> LoginResult:
    """A login with these claims besides the base's, and without some of them."""
    found = {name: value for name, value in {**base, **claims}.items() if name not in without}
    named = found.get("preferred_username", found.get("sub", ""))
    return LoginResult("2026-11-21T10:05:00+00:00", named, found["sub"], found.get("oid", ""), (), found, (), witness)


def needing(*names: str, app: App = APP, required: bool = True) -> Chosen:
    """A product that reads these claims and nothing else."""
    recipe: Recipe = replace(
        SHELF.get("hugging_face"),
        name="Product",
        app=app,
        claims=tuple(ClaimNeed(name, f"It reads {name}.", f"It fails without {name}.", required) for name in names),
    )
    return Chosen(recipe, app, {})


def of_recipe(name: str, **answers: str) -> Chosen:
    """A recipe of ours with the answers of its first rehearsal and these."""
    recipe = SHELF.get(name)
    way = recipe.rehearsals[0]
    given = answers_of(recipe, replace(way, answers={**way.answers, **answers}))
    setup = replace(SETUP, product=Product(name, recipe.name, recipe.hash, given))
    values = values_of(setup, recipe)
    return Chosen(recipe, app_for(recipe, values), values)


def told(words: Words) -> str:
    return text(words)
