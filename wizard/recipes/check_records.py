"""DNS records: names that are domains, and values that belong to the same entry of the same list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from steps.model.answers import HOST
from steps.model.dns import DnsRecord
from steps.model.recipe import Recipe
from steps.model.values import PLACEHOLDER, names
from steps.model.when import holds
from steps.model.words import say
from steps.records import wanted

from .findings import Finding
from .lines import Path
from .source import Source

_WORDS = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+")
"""Words of a domain name, each with its dot; one that is no host's may begin with a line (RFC 8552)."""


def records(source: Source) -> Iterator[Finding]:
    """Every record, with the answers of every rehearsal, stands at a domain and takes one entry of each list."""
    for position, step in enumerate(source.recipe.product_steps):
        if step.record:
            here: Path = ("product_step", position, "record")
            yield from _other_names(source.recipe, step.record, here)
            foreign = list(_foreign_lists(source.recipe, step.record, here))
            yield from foreign
            if not foreign and _not_a_domain(source, position):
                yield Finding((*here, "name"), say("lint.record_name"))


def _other_names(recipe: Recipe, record: DnsRecord, here: Path) -> Iterator[Finding]:
    """Names that would tell somebody else who asks: whoever runs a domain reads what is looked up below it."""
    if not _below_an_answer(recipe, record.name):
        yield Finding((*here, "name"), say("lint.record_below", name=record.name))
    for position, name in enumerate(record.misplaced):
        if not _WORDS.fullmatch(name.removesuffix(record.name)) or not name.endswith(f".{record.name}"):
            yield Finding((*here, "misplaced", position), say("lint.record_misplaced", name=name, of=record.name))


def _below_an_answer(recipe: Recipe, template: str) -> bool:
    """Whether a name ends in one answer, or in a value that itself ends in one, with nothing but words before it."""
    words, begins, rest = template.partition("{")
    if not begins or not PLACEHOLDER.fullmatch(begins + rest):
        return not begins
    owner, texts = rest[:-1], [words]
    if derived := recipe.derive.get(owner):
        inner, begins, rest = derived.text.partition("{")
        if not PLACEHOLDER.fullmatch(begins + rest):
            return False
        owner, texts = derived.each, [words, inner]
    question = recipe.ask.get(owner)
    if not question or ("{" in question.default and not PLACEHOLDER.fullmatch(question.default)):
        return False
    return all(not text or _WORDS.fullmatch(text) for text in texts)


def _foreign_lists(recipe: Recipe, record: DnsRecord, here: Path) -> Iterator[Finding]:
    def made_of(name: str) -> str:
        return recipe.derive[name].each if name in recipe.derive else name

    owners = {made_of(name) for name in names(record.name)}
    places: dict[Path, str] = {(*here, "value"): record.value}
    places |= {(*here, "mistaken", n, "value"): wrong.value for n, wrong in enumerate(record.mistaken)}
    places |= {(*here, "misplaced", n): name for n, name in enumerate(record.misplaced)}
    for place, template in places.items():
        for name in sorted(names(template)):
            question = recipe.ask.get(made_of(name))
            if question and made_of(name) not in owners:
                yield Finding(place, say("lint.record_list", name=name, others=", ".join(sorted(owners))))


def _not_a_domain(source: Source, position: int) -> bool:
    step = source.recipe.product_steps[position]
    made = (
        wanted(step.record, values)
        for _, values in source.walks
        if holds(step.when, values) and _known(step.record, values)
    )
    return any(not HOST.fullmatch(record.name) or "." not in record.name for records in made for record in records)


def _known(record: DnsRecord | None, values: dict[str, object]) -> bool:
    templates = (record.name, record.value, *(w.value for w in record.mistaken), *record.misplaced) if record else ()
    return all(names(template) <= values.keys() for template in templates)
