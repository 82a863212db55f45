"""Every recipe that comes with the wizard: complete, and right on every way through it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from expanded_recipes import EVERY, REHEARSED, SHELF, S, Walked, label

from steps.model.ports import Recipes
from steps.model.recipe import Recipe
from steps.model.values import PLACEHOLDER
from wizard.recipes import lint
from wizard.recipes.check_words import MICROSOFT_HOSTS

PRODUCTS = Path(__file__).parents[3] / "wizard" / "products"
FILES = sorted(PRODUCTS.glob("*.toml"))
RECIPES = pytest.mark.parametrize("recipe", SHELF.all(), ids=lambda recipe: recipe.id)
WALKS = pytest.mark.parametrize("walk", EVERY, ids=label)


def test_the_shelf_is_the_port_and_lists_the_products_by_name() -> None:
    port: Recipes = SHELF
    assert [recipe.id for recipe in port.all()] == [
        "any_openid_connect",
        "apache_mod_auth_openidc",
        "hcl_connections",
        "hugging_face",
        "jupyterhub",
        "matillion",
        "openmetadata",
        "sekoia",
    ]


def test_every_recipe_lints_clean_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    # Held to the day of this release: that a recipe grows old is told to people, and no reason to fail here.
    assert lint(FILES, strict=True, today=max(date.fromisoformat(r.verified.on) for r in SHELF.all())) == 0
    assert capsys.readouterr().out.count("No findings.") == len(FILES)


@RECIPES
def test_a_recipe_tells_everything_a_person_needs(recipe: Recipe) -> None:
    assert recipe.before
    assert recipe.known_failures
    assert recipe.enforce.way_back
    assert recipe.rehearsals
    assert [claim for claim in recipe.claims if claim.required]
    assert (recipe.today.explicit, recipe.today.implied) == TODAY[recipe.id]
    assert recipe.app.audience == "AzureADMyOrg"


# Explicit and implied human actions of each vendor's own document; none where no document leads through it all.
TODAY: Mapping[str, tuple[int, int]] = {
    "any_openid_connect": (0, 0),
    "apache_mod_auth_openidc": (0, 0),
    "hcl_connections": (50, 14),
    "hugging_face": (33, 10),
    "jupyterhub": (0, 0),
    "matillion": (24, 9),
    "openmetadata": (14, 6),
    "sekoia": (23, 18),
}


@RECIPES
def test_only_what_cannot_be_known_is_asked_without_a_default(recipe: Recipe) -> None:
    must = {name for name, question in recipe.ask.items() if not (question.default or question.optional)}
    assert must == MUST_BE_TYPED[recipe.id]


MUST_BE_TYPED: Mapping[str, set[str]] = {
    "any_openid_connect": {"product", "callbacks"},
    "apache_mod_auth_openidc": {"site", "group_ids"},
    "hcl_connections": {"hosts"},
    "hugging_face": {"redirection_uri"},
    "jupyterhub": {"hub_url", "users", "group_ids"},
    "matillion": {"domains"},
    "openmetadata": {"om_url"},
    "sekoia": {"domains"},
}


@RECIPES
def test_texts_are_plain_sentences_without_markup_or_exclamation(recipe: Recipe) -> None:
    texts = [recipe.summary, *recipe.before, *recipe.notes, recipe.enforce.how, recipe.enforce.way_back]
    texts += [text for claim in recipe.claims for text in (claim.why, claim.without)]
    texts += [text for failure in recipe.known_failures for text in (failure.cause, failure.fix)]
    texts += [text for step in recipe.product_steps for text in (step.do, step.waits)]
    texts += [text for question in recipe.ask.values() for text in (question.help, question.pattern_says)]
    for text in filter(None, texts):
        assert text.endswith((".", ".)")) or "{" in text, text
        assert not set("!*`<") & set(text), text


@WALKS
def test_every_value_and_file_is_filled_in_to_the_end(walk: Walked) -> None:
    # In a script None is a word of its language.
    files = [text.replace("None", "") if name.endswith(".py") else text for name, text in walk.files.items()]
    texts = [*walk.redirects, *walk.fields.values(), walk.messages, *files]
    assert walk.redirects
    for text in texts:
        assert not PLACEHOLDER.search(text)
        assert "None" not in text.replace("SameSite=None", "")
        assert "  \n" not in text


@WALKS
def test_every_redirect_is_one_that_entra_takes(walk: Walked) -> None:
    for uri in walk.redirects:
        assert urlsplit(uri).scheme == "https"
        assert len(uri) <= 256
        assert not set(uri) & set("!$'(),;*# ")
    assert len(set(walk.redirects)) == len(walk.redirects)


@WALKS
def test_the_secret_is_in_values_and_sensitive_files_alone(walk: Walked) -> None:
    sensitive = {file.name for file in walk.recipe.files if file.sensitive}
    assert S not in walk.messages
    holding = {name for name, text in walk.files.items() if S in text}
    assert holding <= sensitive
    if walk.app.client_auth == "none":
        assert S not in "".join([*walk.fields.values(), *walk.files.values()])
    else:
        assert S in "".join([*walk.fields.values(), *walk.files.values()])


@WALKS
def test_every_address_of_microsoft_is_exactly_a_known_one(walk: Walked) -> None:
    for text in [*walk.fields.values(), walk.messages, *walk.files.values()]:
        for part in (
            text.replace('"', " ").replace("`", " ").replace("<", " ").replace(">", " ").replace("=", " ").split()
        ):
            host = urlsplit(part.strip("[],'")).hostname or ""
            assert "microsoft" not in host or host in MICROSOFT_HOSTS


@pytest.mark.parametrize("walk", REHEARSED, ids=label)
def test_waits_on_other_people_say_for_whom(walk: Walked) -> None:
    waits = [step.waits for step in walk.recipe.product_steps if step.waits]
    expected = {"hcl_connections": 2, "sekoia": 1, "matillion": 3, "openmetadata": 1}
    assert len(waits) == expected.get(walk.recipe.id, 0)
