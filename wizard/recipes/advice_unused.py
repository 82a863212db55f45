"""What a recipe asks, derives or brings along and then uses nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from steps.model.values import names
from steps.model.words import say

from .findings import Finding
from .render import names_of
from .source import Source


def questions(source: Source) -> Iterator[Finding]:
    """A question whose answer changes nothing wastes the person's time."""
    used = _used(source) | {derived.each for derived in source.recipe.derive.values()}
    for name in source.recipe.ask:
        if name not in used:
            yield Finding(("ask", name), say("lint.question_unused", name=name))


def derived(source: Source) -> Iterator[Finding]:
    """A derived value that nothing takes."""
    used = _used(source)
    for name in source.recipe.derive:
        if name not in used:
            yield Finding(("derive", name), say("lint.derived_unused", name=name))


def templates(source: Source) -> Iterator[Finding]:
    """A file in the recipe's folder that no `[[file]]` names."""
    used = {file.template for file in source.recipe.files}
    for name in sorted({*source.templates} - used):
        yield Finding((), say("lint.template_unused", template=name, folder=source.recipe.id))


def _used(source: Source) -> set[str]:
    """Every name that a text, a template or a condition takes."""
    used = {name for _, string in source.strings for name in names(string)}
    # A condition is a table named `when`; its keys are questions.
    used |= {str(path[place + 1]) for path, _ in source.strings for place in _conditions(path)}
    for template in source.templates.values():
        try:
            used |= names_of(template)
        except TemplateSyntaxError:
            continue  # said by `check_files.files`
    return used


def _conditions(path: tuple[str | int, ...]) -> list[int]:
    return [place for place, part in enumerate(path[:-1]) if part == "when"]
