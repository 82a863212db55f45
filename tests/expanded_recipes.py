"""Every rehearsed way through every recipe, with all values as they are known at the end."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from steps.model.app import App
from steps.model.recipe import Recipe, app_for
from steps.model.values import fill, fill_each, with_defaults
from steps.model.when import holds
from wizard.recipes import RecipeShelf
from wizard.recipes.source import SAMPLE, answers_of

SHELF = RecipeShelf()
T = str(SAMPLE["tenant_id"])
C = str(SAMPLE["client_id"])
S = str(SAMPLE["client_secret"])
LOGIN = f"https://login.microsoftonline.com/{T}"


@dataclass(frozen=True)
class Walked:
    """One way: what Entra is given, what the product is given, and the files."""

    recipe: Recipe
    name: str
    values: dict[str, object]

    @property
    def app(self) -> App:
        return app_for(self.recipe, self.values)

    @property
    def redirects(self) -> list[str]:
        return [uri for template in self.app.redirects for uri in fill_each(template, self.values)]

    @property
    def fields(self) -> dict[str, str]:
        """Every value of the steps that apply, by the product's own label."""
        steps = [step for step in self.recipe.product_steps if holds(step.when, self.values)]
        return {label: fill(text, self.values) for step in steps for label, text in step.values.items()}

    @property
    def messages(self) -> str:
        steps = [step for step in self.recipe.product_steps if holds(step.when, self.values)]
        return "\n".join(fill(step.message, self.values) for step in steps)

    @property
    def files(self) -> dict[str, str]:
        return {
            file.name: SHELF.render(self.recipe, file.name, self.values)
            for file in self.recipe.files
            if holds(file.when, self.values)
        }


def walked(recipe_id: str, **typed: str) -> Walked:
    """One way through a recipe: these answers, and the questions' examples for the rest."""
    recipe = SHELF.get(recipe_id)
    # Of a table, its rows' first cells name the way.
    named = " ".join(row.split(" | ")[0] for answer in typed.values() for row in answer.splitlines())
    rehearsal = type(recipe.rehearsals[0])(named, typed)
    return Walked(recipe, rehearsal.name, with_defaults(recipe, {**SAMPLE, **answers_of(recipe, rehearsal)}))


INTERCEPTOR_PROPERTIES = "com.ibm.ws.security.oidc.client.RelyingParty > Custom properties"
SECURITY_PROPERTIES = "Security > Global security > Custom properties"


def typed_at(walk: Walked, place: str) -> list[tuple[str, str]]:
    """Name and value of everything that is typed at a place of the WebSphere console, in order."""
    rows = csv.DictReader(io.StringIO(walk.files["websphere-console.csv"]), strict=True)
    return [(row["name"], row["value"]) for row in rows if row["where"].endswith(place)]


REHEARSED = [walked(recipe.id, **r.answers) for recipe in SHELF.all() for r in recipe.rehearsals]
OPENMETADATA = [
    walked("openmetadata", deployment=deployment, client_type=client_type)
    for deployment in ("docker", "yaml", "helm", "ui")
    for client_type in ("public", "confidential")
]
HCL_CLUSTERS = SHELF.get("hcl_connections").ask["clusters"].default.strip()
HCL_ROWS = HCL_CLUSTERS.splitlines()
HCL_ALL = f"AllCluster | /oidcclient_all | {', '.join(row.split(' | ')[2] for row in HCL_ROWS)}"
HCL = [
    walked("hcl_connections", clusters=clusters, mobile=mobile, hosts=hosts)
    for clusters in (HCL_CLUSTERS, HCL_ALL, "\n".join((HCL_ROWS[3], HCL_ROWS[0])))
    for mobile in ("yes", "no")
    for hosts in ("connections.contoso.com", "a.contoso.com, b.contoso.com")
]
EVERY = [*REHEARSED, *OPENMETADATA, *HCL]


def label(walk: Walked) -> str:
    return f"{walk.recipe.id}-{walk.name}"
