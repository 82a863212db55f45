"""DNS records: names that are domains, and values that belong to the same entry of the same list."""

from __future__ import annotations

from collections.abc import Iterator

from steps.model.answers import HOST
from steps.model.dns import DnsRecord
from steps.model.recipe import Recipe, holds
from steps.model.values import names
from steps.model.words import say
from steps.records import wanted

from .findings import Finding
from .lines import Path
from .source import Source


def records(source: Source) -> Iterator[Finding]:
    """Every record, with the answers of every rehearsal, stands at a domain and takes one entry of each list."""
    for position, step in enumerate(source.recipe.product_steps):
        if step.record:
            here: Path = ("product_step", position, "record")
            foreign = list(_foreign_lists(source.recipe, step.record, here))
            yield from foreign
            if not foreign and _not_a_domain(source, position):
                yield Finding((*here, "name"), say("lint.record_name"))


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
