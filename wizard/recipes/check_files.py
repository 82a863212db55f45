"""Generated files and the addresses of documents: names, templates, and who may see the secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jinja2 import TemplateError, TemplateSyntaxError

from steps.model.recipe import ProductFile, holds
from steps.model.words import say

from .findings import Finding
from .lines import Path
from .render import forbidden, names_of, render
from .source import Source

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def files(source: Source) -> Iterator[Finding]:
    """Every template is there, takes only known values, and can be rendered on every rehearsed way."""
    for position, file in enumerate(source.recipe.files):
        here: Path = ("file", position)
        # Two files may have one name if they never meet: with the secret, and without.
        others = [other for other in source.recipe.files[:position] if other.name == file.name]
        meets = any(
            holds(file.when, values) and any(holds(other.when, values) for other in others)
            for _, values in source.walks
        )
        if not _FILE_NAME.fullmatch(file.name) or meets:
            yield Finding((*here, "name"), say("lint.file_name"))
        template = source.templates.get(file.template)
        if template is None:
            yield Finding(
                (*here, "template"), say("lint.no_template", template=file.template, folder=source.recipe.id)
            )
            continue
        yield from _template(source, file, template, (*here, "template"))


def _template(source: Source, file: ProductFile, template: str, here: Path) -> Iterator[Finding]:
    try:
        used, reached = names_of(template), forbidden(template)
    except TemplateSyntaxError as error:
        said = f"{error.message} ({error.lineno})"
        yield Finding(here, say("lint.template_wrong", template=file.template, said=said))
        return
    yield from (Finding(here, said) for said in reached)
    unknown = sorted(used - {*source.names})
    yield from (Finding(here, say("lint.template_name", template=file.template, name=name)) for name in unknown)
    if "client_secret" in used and not file.sensitive:
        yield Finding(here, say("lint.file_not_sensitive", file=file.name))
    elif not unknown and not reached:
        yield from _rendered(source, file, template, here)


def _rendered(source: Source, file: ProductFile, template: str, here: Path) -> Iterator[Finding]:
    for rehearsal, values in source.walks:
        if not holds(file.when, values):
            continue
        try:
            render(template, values)
        except TemplateError as error:
            said = f"{error.message} ({rehearsal.name})"
            yield Finding(here, say("lint.template_wrong", template=file.template, said=said))
            return


def documents(source: Source) -> Iterator[Finding]:
    """The vendor's documents are linked over https, and the day of the last try is a day."""
    if not source.recipe.docs:
        yield Finding(("docs",), say("lint.no_docs"))
    for position, doc in enumerate(source.recipe.docs):
        if not doc.startswith("https://"):
            yield Finding(("docs", position), say("lint.link"))
    try:
        date.fromisoformat(source.recipe.verified.on)
    except ValueError:
        yield Finding(("verified", "on"), say("lint.day"))
    for key in ("how", "way_back"):
        if not getattr(source.recipe.enforce, key).strip():
            yield Finding(("enforce", key), say("lint.missing", name=key))
