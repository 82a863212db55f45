"""Generated files and the addresses of documents: names, templates, and who may see the secret."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date

from jinja2 import TemplateError, TemplateSyntaxError

from steps.model.enforce import Enforce, Instead
from steps.model.recipe import ProductFile
from steps.model.values import CREDENTIAL, SECRETS
from steps.model.when import holds
from steps.model.words import say

from .findings import Finding
from .lines import Path
from .render import forbidden, line_of_failure, lines_of, names_of, render
from .source import Source

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# A person's own file may be hidden, as .env is.
_OWN_FILE_NAME = re.compile(rf"\.?{_FILE_NAME.pattern}")


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
        yield from _into(file, here)
        template = source.templates.get(file.template)
        if template is None:
            yield Finding(
                (*here, "template"), say("lint.no_template", template=file.template, folder=source.recipe.id)
            )
            continue
        yield from _template(source, file, template, (*here, "template"))


def _into(file: ProductFile, here: Path) -> Iterator[Finding]:
    """What names a place in the person's own file fits the kind of that file."""
    into = file.into
    if into is None:
        return
    if not _OWN_FILE_NAME.fullmatch(into.file):
        yield Finding((*here, "into", "file"), say("lint.file_name"))
    fitting = {"xml": ("under", "key"), "yaml": ("has", "key"), "env": ("has",)}[into.format]
    for name in ("has", "under", "key"):
        if getattr(into, name) and name not in fitting:
            fits = ", ".join(fitting)
            yield Finding((*here, "into", name), say("lint.into_other", name=name, format=into.format, fits=fits))


def _template(source: Source, file: ProductFile, template: str, here: Path) -> Iterator[Finding]:
    try:
        used, reached = names_of(template), forbidden(template)
    except TemplateSyntaxError as error:
        said = say("lint.template_wrong", template=file.template, said=f"{error.message}".rstrip("."))
        yield Finding(here, said, file.template, error.lineno)
        return
    lines = lines_of(template)
    yield from (Finding(here, said, file.template, int(said.values["number"])) for said in reached)
    unknown = sorted(used - {*source.names, CREDENTIAL})
    for name in unknown:
        known = difflib.get_close_matches(name, source.names, 1) or [*source.recipe.ask, *source.recipe.derive]
        said = say("lint.template_name", name=name, known=", ".join(known))
        yield Finding(here, said, file.template, lines.get(name, 0))
    if (held := sorted(SECRETS & used)) and not file.sensitive:
        said = say("lint.file_not_sensitive", file=file.name)
        yield Finding(here, said, file.template, lines.get(held[0], 0))
    elif not unknown and not reached:
        yield from _rendered(source, file, template, here)


def _rendered(source: Source, file: ProductFile, template: str, here: Path) -> Iterator[Finding]:
    for rehearsal, values in source.walks:
        if not holds(file.when, values):
            continue
        try:
            render(template, values)
        except TemplateError as error:
            told = f"{error.message}".rstrip(".")
            said = say("lint.template_wrong", template=file.template, said=f"{told} ({rehearsal.name})")
            yield Finding(here, said, file.template, line_of_failure(error))
            return


def documents(source: Source) -> Iterator[Finding]:
    """The vendor's documents are linked over https, and the day of the last try is a day."""
    for position, doc in enumerate(source.recipe.docs):
        if not doc.startswith("https://"):
            yield Finding(("docs", position), say("lint.link"))
    try:
        date.fromisoformat(source.recipe.verified.on)
    except ValueError:
        yield Finding(("verified", "on"), say("lint.day"))
    enforce = source.recipe.enforce
    said: list[tuple[Path, Enforce | Instead]] = [(("enforce",), enforce)]
    said += [(("enforce", "instead", position), other) for position, other in enumerate(enforce.instead)]
    for here, one in said:
        for key in ("how", "way_back"):
            if not getattr(one, key).strip():
                yield Finding((*here, key), say("lint.missing", name=key))
