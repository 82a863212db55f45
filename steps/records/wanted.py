"""The records that a product step asks for, one for each entry of a list answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.dns import DnsRecord
from ..model.recipe import Recipe
from ..model.values import fill, names
from ..model.when import holds


@dataclass(frozen=True)
class Wanted:
    """One record to be made. `mistaken` are pairs of a wrong value and what to say of it."""

    type: str
    name: str
    value: str
    mistaken: tuple[tuple[str, str], ...] = ()
    misplaced: tuple[str, ...] = ()


def wanted(record: DnsRecord | None, values: Mapping[str, object]) -> tuple[Wanted, ...]:
    """The records for these values; none where the step asks for none."""
    return tuple(_one(record, row) for row in _rows(record, values)) if record else ()


def wanted_by(recipe: Recipe, values: Mapping[str, object]) -> tuple[Wanted, ...]:
    """The records of every step that applies; none while the answers are not known."""
    steps = (step for step in recipe.product_steps if holds(step.when, values))
    return tuple(one for step in steps for one in wanted(step.record, values))


def _one(record: DnsRecord, row: Mapping[str, object]) -> Wanted:
    return Wanted(
        record.type,
        fill(record.name, row),
        fill(record.value, row),
        tuple((fill(wrong.value, row), wrong.says) for wrong in record.mistaken),
        tuple(fill(name, row) for name in record.misplaced),
    )


def _rows(record: DnsRecord, values: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """The values as they are for each entry: what is derived from a list has as many entries as the list."""
    named = names(record.name)
    lists = {name: value for name, value in values.items() if isinstance(value, tuple)}
    if not named <= values.keys():
        return
    count = max((len(lists[name]) for name in named if name in lists), default=1)
    for place in range(count):
        yield {**values, **{name: entries[place] for name, entries in lists.items() if len(entries) == count}}
