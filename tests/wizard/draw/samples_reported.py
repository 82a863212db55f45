"""The page after a test login, as the report is really made: somebody without an address, and an administrator."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from fake_engine import portal_link

from steps.login_report import ordinary, passed
from steps.model.chosen import Chosen, values_of
from steps.model.facts import Access, Evidence, LoginResult, Product, Registration, Witness
from steps.model.recipe import app_for
from steps.model.setup import Setup
from steps.model.views import Done
from steps.model.words import say
from wizard.recipes import RecipeShelf
from wizard.recipes.source import answers_of

_TENANT, _CLIENT = "9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d", "2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40"
_CLAIMS = {
    "aud": _CLIENT,
    "email": "alice@contoso.example",
    "iss": f"https://login.microsoftonline.com/{_TENANT}/v2.0",
    "name": "[Alice](https://evil.example) <img src=x>",
    "oid": "7c9a4b1d-5e6f-4a3b-8c2d-1e0f9a8b7c6d",
    "preferred_username": "alice@contoso.example",
    "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    "extension_ab603c56068041afb2f6832e2a17e237_costCenter": "4711",
    "tid": _TENANT,
    "ver": "2.0",
}
_NAMES = (
    "state",
    "browser",
    "no-error",
    "token-answer",
    "alg",
    "key",
    "signature",
    "iss",
    "tid",
    "aud",
    "nonce",
    "sub",
)
_WORLD: Any = SimpleNamespace(portal=SimpleNamespace(link=lambda page, **ids: portal_link(page)))


def reported(product: str, *without: str, witness: Witness | None = None) -> Done:
    """The page for the first rehearsal of a product; claims `without` did not come."""
    recipe = RecipeShelf().get(product)
    answers = answers_of(recipe, recipe.rehearsals[0])
    setup = Setup(
        "a",
        "",
        product=Product(product, recipe.name, recipe.hash, answers),
        registration=Registration("o", _CLIENT, "sso-wizard-a", recipe.name, service_principal_id="s"),
        access=Access(True),
    )
    values = values_of(setup, recipe)
    picked = Chosen(recipe, app_for(recipe, values), values)
    claims = {name: value for name, value in _CLAIMS.items() if name not in without}
    missing = tuple(need.name for need in recipe.claims if need.required and need.name in without)
    checks = tuple(Evidence(name, "pass", "RS256" if name == "alg" else "") for name in _NAMES)
    login = LoginResult(
        "2026-11-21T08:00:00+00:00", "alice@contoso.example", "s", claims["oid"], checks, claims, missing, witness
    )
    again = say("live_login.again")
    return Done(
        login, report=passed(login, setup, picked, _WORLD), stay=True, change=again, elsewhere=ordinary(picked)
    )


LACKING = reported(
    "hcl_connections", "email", witness=Witness(guest=False, role="none", let_in="group", empty=("mail",))
)
POWERFUL = reported("matillion", "given_name", "family_name", witness=Witness(role="global", let_in="nobody"))
