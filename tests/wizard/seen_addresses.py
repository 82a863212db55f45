"""Redirect URI and platform: where each problem is seen before the first login."""

from __future__ import annotations

from pathlib import Path

from by_hand_setup import Bench, told
from early import EARLY, Row, said_of_recipe
from product_asks import compared

from steps.by_hand import test_address
from steps.by_hand.registration import everything
from steps.choose_product import check_answer
from steps.model.problems import AskAgain
from steps.model.recipe import Recipe
from steps.model.values import names
from steps.model.views import Guide
from wizard.recipes import RecipeShelf

REDIRECTS = '"https://{host}/callback"'


def mismatch(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    (right, ours) = app["web"]["redirectUris"]
    wrong = bench.desk.do("PATCH", f"/applications/{app['id']}", {"web": {"redirectUris": [f"{right}/", ours]}})
    assert wrong is None
    # Entra itself is asked, so that a client ID is enough.
    said = setup.paste_id(app["appId"])
    assert f"Entra does not know the address {right} for this app." in said
    assert "AADSTS50011" in said
    assert "The registered address ends in a slash" in setup.paste(app, web={"redirectUris": [f"{right}/", ours]})
    # The product behind a proxy that ends TLS: its own sign-in tells, before anybody has signed in.
    assert "X-Forwarded-Proto" in compared(bench, redirect_uri=right.replace("https:", "http:"))
    assert "X-Forwarded-Proto" not in compared(bench)
    assert "https" in said_of_recipe(folder, (REDIRECTS, '"http://{host}/callback"'))
    assert "has the character “$”" in said_of_recipe(folder, (REDIRECTS, '"https://{host}/$callback"'))
    for recipe in RecipeShelf().all():
        typed_characters(recipe)
    assert "256 characters" in said_of_recipe(folder, (REDIRECTS, f'"https://{{host}}/{"a" * 256}"'))


def typed_characters(recipe: Recipe) -> None:
    """No answer brings a character into a redirect URI that Entra refuses there."""
    named = {name for template in (*recipe.app.redirects, recipe.app.logout) for name in names(template)}
    asked = {recipe.derive[name].each if name in recipe.derive else name for name in named}
    for name in asked:
        for character in "!$'(),;*# ":
            try:
                answer = check_answer(name, recipe.ask[name], f"{recipe.ask[name].example}{character}x")
            except AskAgain:
                continue
            # Between the entries of a list stand commas and semicolons, and they stay out of the entries.
            assert all(character not in str(entry) for entry in (answer if isinstance(answer, tuple) else (answer,)))


def no_address(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made(web={"redirectUris": []})
    assert "AADSTS500113" in setup.paste_id(app["appId"])
    assert "Select Add a platform, then Web." in setup.paste(app)
    assert "redirects" in said_of_recipe(folder, (f"[{REDIRECTS}]", "[]"))


def platforms(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    uris = app["web"]["redirectUris"]
    none: dict[str, list[str]] = {"redirectUris": []}
    said = setup.paste(app, web=none, spa={"redirectUris": uris})
    assert "Under Single-page application, delete this address." in said
    assert "AADSTS9002327" in said
    # The address of the test login alone would fail in the same way.
    said = setup.paste(app, web={"redirectUris": uris[:1]}, spa={"redirectUris": uris[1:]})
    assert f"Under Single-page application, delete this address.\n{uris[1]}" in said.replace(
        "Redirect URI (Single-page application)\n", ""
    )
    assert "app.client_auth" in said_of_recipe(folder, ('platform = "web"', 'platform = "spa"'))


def confidential(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    assert "“Allow public client flows” to No" in setup.paste(app, isFallbackPublicClient=True)
    public = bench.by_hand("openmetadata").begin()
    assert public.picked.app.public_client_flows is (public.picked.app.client_auth == "none")
    assert "client_auth" in said_of_recipe(folder, ('platform = "web"', 'platform = "web"\nclient_auth = "none"'))


def implicit(bench: Bench, folder: Path) -> None:
    for asked in ("id_token", "code id_token"):
        said = compared(bench, response_type=asked)
        assert "AADSTS700054" in said
        assert asked in said


def test_uri(bench: Bench, folder: Path) -> None:
    for recipe in RecipeShelf().all():
        setup = bench.by_hand(recipe.id).begin()
        *_, added = everything(setup.setup, setup.world, setup.picked)
        assert (added.kind, added.temporary) == ("test_redirect", True)
        # The portal's text box refuses http://127.0.0.1.
        assert added.values["uri"].startswith("http://localhost:")
    setup = bench.by_hand().begin()
    app = setup.made()
    ours = setup.person.callback
    bench.desk.do("PATCH", f"/applications/{app['id']}", {"web": {"redirectUris": app["web"]["redirectUris"][:1]}})
    said = setup.paste_id(app["appId"])
    assert f"Entra does not know the address {ours} for this app." in said
    assert "It is only for the test login; you remove it in the last step." in said
    ready = bench.ready
    left = test_address.still_there(ready.setup, ready.world, ready.picked)
    assert isinstance(left, Guide)
    assert f"delete this address.\n{'Redirect URI (Web)'}\n{ours}" in told(left)


ROWS = (
    Row(
        "50011 redirect mismatch",
        "redirect-mismatch-50011",
        EARLY,
        "registration: every address is tried with Entra; the product's own request; lint",
        mismatch,
    ),
    Row(
        "500113 no reply address (also 900971)",
        "no-reply-address-500113",
        EARLY,
        "registration: tried with Entra, and compared",
        no_address,
    ),
    Row(
        "9002326 / 9002327 SPA versus Web",
        "spa-versus-web-9002326-9002327",
        EARLY,
        "registration: the manifest's lists against the recipe, the test's address included",
        platforms,
    ),
    Row(
        "700025 / 7000218 public versus confidential",
        "public-versus-confidential-700025-7000218",
        EARLY,
        "registration: the manifest's switch against the recipe; lint",
        confidential,
    ),
    Row("700054 (also 70005)", "response-type-700054", EARLY, "the product's own request", implicit),
    Row("Localhost test URI", "localhost-test-uri", EARLY, "part of the plan, by hand as well", test_uri),
)
