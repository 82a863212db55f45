"""Answers left empty take their defaults, derived values follow the answers, and variants overlay the app."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steps.model.app import App, OptionalClaims, Variant
from steps.model.enforce import Enforce
from steps.model.recipe import Derived, Effort, Question, Recipe, Verified, app_for
from steps.model.table import Column
from steps.model.values import as_text, fill_each, with_defaults

COLUMNS = (Column("name", "Name"), Column("root", "Root"), Column("apps", "Applications", entries=True))
RECIPE = Recipe(
    id="demo",
    hash="",
    name="Demo",
    vendor="Demo",
    summary="",
    docs=(),
    verified=Verified("described", "2026-11-21"),
    before=(),
    ask={
        "way": Question("choice", "Way", "a", default="a", choices={"a": "A", "b": "B"}),
        "domain": Question("email-domain", "Domain", "x.example", default="{admin_domain}"),
        "admins": Question("people", "Admins", "jane", default="{admin_local_part}", when={"way": "a"}),
        "domains": Question("email-domains", "Domains", "x.example"),
        "clusters": Question("table", "Clusters", "", default="A | /a | Files", columns=COLUMNS),
    },
    app=App("spa", ("https://x.example/callback",), client_auth="none"),
    variants=(
        Variant({"way": "b"}, {"platform": "web", "client_auth": "client_secret_post"}),
        Variant({"way": ("b", "c")}, {"optional_claims": OptionalClaims(id_token=("email",))}),
    ),
    claims=(),
    product_steps=(),
    files=(),
    known_failures=(),
    enforce=Enforce("", ""),
    today=Effort(1, 1),
    rehearsals=(),
    derive={
        "record": Derived("domains", "x:{dashed}-sso"),
        "told": Derived("domains", "{entry}: x:{dashed}-sso", lines=True),
        "address": Derived("domain", "https://{entry}"),
        "organization": Derived("link", "https://product.example/{part}", part=2),
        "roots": Derived("clusters", "{root}"),
        "paths": Derived("clusters", "{name} | {apps}", become={"Files": "/files/.*,/fs/.*", "Wikis": "/wikis/.*"}),
        "pages": Derived("clusters", "{apps}", become={"Wikis": "/wikis", "Files": "/files"}, first=True),
    },
)
ADMIN = {"admin_domain": "Contoso.com", "admin_local_part": "jane.doe"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"domain": "", **ADMIN}, {"domain": "contoso.com", "address": "https://contoso.com"}),
        ({"domain": "own.example", **ADMIN}, {"domain": "own.example", "address": "https://own.example"}),
        # Before the sign-in nobody knows the administrator.
        ({"domain": ""}, {"domain": "", "address": ""}),
        ({"domain": "", "admin_domain": "", "admin_local_part": ""}, {"domain": ""}),
        ({"way": "a", "admins": (), **ADMIN}, {"admins": ("jane.doe",)}),
        ({"way": "", "admins": (), **ADMIN}, {"way": "a", "admins": ("jane.doe",)}),
        # Not asked on this way, so not filled in either.
        ({"way": "b", "admins": (), **ADMIN}, {"admins": ()}),
        ({"domains": ("a.example", "b-c.example")}, {"record": ("x:a-example-sso", "x:b-c-example-sso")}),
        # What belongs to an entry stands on its line: two lists of commas would have to be counted off.
        ({"domains": ("a.example", "b.example")}, {"told": "a.example: x:a-example-sso\nb.example: x:b-example-sso"}),
        ({"domains": ()}, {"told": ""}),
        (
            {"link": "https://x.example/teams/Contoso-AI/cb?a=/b/c"},
            {"organization": "https://product.example/Contoso-AI"},
        ),
        # A table yields one value for each row, of the columns that are named.
        ({"clusters": ("A | /a | Wikis, Files", "B | /b | News")}, {"roots": ("/a", "/b")}),
        (
            {"clusters": ("A | /a | Wikis, Files", "B | /b | News")},
            {"paths": ("A | /wikis/.*,/files/.*,/fs/.*", "B | News")},
        ),
        # One text for each row, in the order of the recipe; a row without any is left out.
        ({"clusters": ("A | /a | Files, Wikis", "B | /b | News", "C | /c | News, files")}, {"pages": ("/wikis",)}),
        ({"clusters": ("A | /a | News, Files", "B | /b | Wikis")}, {"pages": ("/files", "/wikis")}),
        ({"clusters": ("A | /a | News",)}, {"pages": ()}),
        ({"clusters": ()}, {"clusters": ("A | /a | Files",), "roots": ("/a",)}),
        # Kept when the question was another one.
        ({"clusters": ("apps", "infra")}, {"clusters": ("A | /a | Files",), "roots": ("/a",)}),
    ],
)
def test_values_are_completed(values: dict[str, object], expected: dict[str, object]) -> None:
    completed = with_defaults(RECIPE, values)
    assert {name: completed[name] for name in expected} == expected


def test_rows_are_shown_on_lines_of_their_own_and_spread_over_addresses() -> None:
    values = with_defaults(RECIPE, {"clusters": ("A | /a | Files", "B | /b | Wikis"), "domain": "x.example"})
    assert as_text(values["clusters"]) == "A | /a | Files\nB | /b | Wikis"
    assert as_text(values["roots"]) == "/a, /b"
    assert fill_each("{address}{roots}/x", values) == ("https://x.example/a/x", "https://x.example/b/x")


def test_a_question_that_was_not_asked_stays_out() -> None:
    assert set(with_defaults(RECIPE, {"way": "b", **ADMIN})) == {"way", *ADMIN}


def test_what_is_completed_is_a_copy() -> None:
    values: dict[str, object] = {"domain": "", **ADMIN}
    with_defaults(RECIPE, values)
    assert values["domain"] == ""


def test_variants_overlay_the_app_in_their_order() -> None:
    assert app_for(RECIPE, {"way": "a"}) == RECIPE.app
    assert app_for(RECIPE, {"way": "b"}) == replace(
        RECIPE.app, platform="web", client_auth="client_secret_post", optional_claims=OptionalClaims(("email",))
    )
    assert app_for(RECIPE, {}) == RECIPE.app
