"""Who is given the client secret: nobody where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Set

from jinja2 import TemplateSyntaxError

from steps.model.recipe import app_for
from steps.model.values import names
from steps.model.when import holds
from steps.model.words import say

from .findings import Finding
from .lines import Path
from .render import names_of
from .source import Source


def of_nobody(source: Source) -> Iterator[Finding]:
    """A client without a secret has no place that shows or holds one, with the answers of every rehearsal."""
    found: list[Finding] = []
    for _, values in source.walks:
        if app_for(source.recipe, values).client_auth == "none":
            found += [
                one
                for place in secret_places(source, values)
                if (one := Finding(place, say("lint.secret_of_public"))) not in found
            ]
    yield from found


def secret_places(source: Source, values: dict[str, object]) -> list[Path]:
    """Every value and file that takes the secret with these answers."""
    places: list[Path] = [
        ("product_step", position, "values", label)
        for position, step in enumerate(source.recipe.product_steps)
        if holds(step.when, values)
        for label, text in step.values.items()
        if "client_secret" in names(text)
    ]
    for position, file in enumerate(source.recipe.files):
        template = source.templates.get(file.template, "")
        if holds(file.when, values) and "client_secret" in _taken(template):
            places.append(("file", position, "template"))
    return places


def _taken(template: str) -> Set[str]:
    try:
        return names_of(template)
    except TemplateSyntaxError:
        return set()  # said by `files`
