"""Who is given the client secret or the private key: nobody where there is none, and only the one there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from jinja2 import TemplateSyntaxError

from steps.model.recipe import app_for
from steps.model.values import CREDENTIAL, SECRETS, names
from steps.model.when import holds
from steps.model.words import say

from .findings import Finding
from .lines import Path
from .render import names_of
from .source import Source


def of_nobody(source: Source) -> Iterator[Finding]:
    """No place shows or holds what this client does not have, with the answers of every rehearsal.

    What a template says of the other credential stands behind an `if`, or it cannot be rendered.
    """
    found: list[Finding] = []
    for _, values in source.walks:
        public = app_for(source.recipe, values).client_auth == "none"
        had = set() if public else {held(values)}
        said = say("lint.secret_of_public") if public else say("lint.secret_of_other", name=held(values))
        places = [place for name in sorted(SECRETS - had) for place in _in_values(source, values, name)]
        places += [place for name in sorted(SECRETS - had) for place in _in_files(source, values, name) if public]
        found += [one for place in places if (one := Finding(place, said)) not in found]
        if held(values) == "client_key_pem" and not public and not secret_places(source, values):
            one = Finding(("app", "certificate"), say("lint.key_unused"))
            found += [one] if one not in found else []
    yield from found


def held(values: Mapping[str, object]) -> str:
    """The name of the value that grants access, of the two there are."""
    return "client_key_pem" if values.get(CREDENTIAL) == "certificate" else "client_secret"


def secret_places(source: Source, values: dict[str, object]) -> list[Path]:
    """Every value and file that takes the secret, or the private key, with these answers."""
    return [*_in_values(source, values, held(values)), *_in_files(source, values, held(values))]


def _in_values(source: Source, values: dict[str, object], name: str) -> list[Path]:
    return [
        ("product_step", position, "values", label)
        for position, step in enumerate(source.recipe.product_steps)
        if holds(step.when, values)
        for label, text in step.values.items()
        if name in names(text)
    ]


def _in_files(source: Source, values: dict[str, object], name: str) -> list[Path]:
    return [
        ("file", position, "template")
        for position, file in enumerate(source.recipe.files)
        if holds(file.when, values) and name in _taken(source.templates.get(file.template, ""))
    ]


def _taken(template: str) -> Set[str]:
    try:
        return names_of(template)
    except TemplateSyntaxError:
        return set()  # said by `files`
