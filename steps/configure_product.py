"""Configure the product: every value and file it needs, in the product's own order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from .model.chosen import Chosen, chosen, values_of
from .model.facts import Configured
from .model.ports import World
from .model.problems import problem
from .model.recipe import ProductStep, Recipe
from .model.setup import Setup
from .model.step import Taken
from .model.values import SECRETS, fill, fill_each, names
from .model.views import Done, HandOver, Task, Value, View
from .model.when import holds
from .model.words import Words, say
from .records import Wanted, wanted
from .registration import carried

PRODUCES = Configured


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    tasks = tuple(_task(step, picked, setup) for step in _steps(picked))
    files = carried.offers(picked, world)
    if setup.configured:
        return Done(setup.configured, handed=HandOver(tasks, files))
    if picked.app.client_auth != "none" and not _held(setup, world):
        raise problem("secret-not-kept")
    submit = say(f"configure_product.submit{'_waiting' if waiting(setup, picked) else ''}")
    # Waits on other people take days and need no open page: the test login does not depend on them, and they stay
    # on the list of what remains until somebody ticks them.
    renewed = any(task.name in setup.outdated for task in tasks)
    notes = (*((_renewed(setup),) if renewed else ()), *picked.recipe.notes)
    return HandOver(tasks, files, submit=submit, notes=notes)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    # Whoever says that all is done says so of every task, up to the first that others still keep waiting.
    steps = _steps(chosen(setup, world))
    mine = takewhile(lambda step: not step.waits or step.id in setup.ticks, steps)
    ticks = tuple(step.id for step in mine if step.id not in setup.ticks)
    return Taken(fact=Configured(at=world.clock.now().isoformat(timespec="seconds")), ticks=ticks)


def open_tasks(setup: Setup, recipe: Recipe) -> bool:
    """Whether any task in the product has no tick yet, somebody's own or one that others keep waiting."""
    picked = Chosen(recipe, recipe.app, values_of(setup, recipe))
    return bool(undone(setup, picked) or waiting(setup, picked))


def undone(setup: Setup, picked: Chosen) -> tuple[ProductStep, ...]:
    """The person's own tasks that nobody has ticked yet, such as those that come after a wait for others."""
    return tuple(step for step in _steps(picked) if not step.waits and step.id not in setup.ticks)


def waiting(setup: Setup, picked: Chosen) -> tuple[str, ...]:
    """What the product still waits for: other people's doing that nobody has ticked yet."""
    return tuple(
        fill(step.waits, picked.values) for step in _steps(picked) if step.waits and step.id not in setup.ticks
    )


def _steps(picked: Chosen) -> tuple[ProductStep, ...]:
    return tuple(step for step in picked.recipe.product_steps if holds(step.when, picked.values))


def _renewed(setup: Setup) -> Words:
    by_key = setup.secret is not None and setup.secret.certificate != ""
    return say("configure_product.renewed_key") if by_key else say("configure_product.renewed")


def _held(setup: Setup, world: World) -> bool:
    return bool(setup.secret and world.vault.secret(setup.id, setup.secret.key_id))


def _task(step: ProductStep, picked: Chosen, setup: Setup) -> Task:
    records = wanted(step.record, picked.values)
    values = [value for label, template in step.values.items() for value in _values(step, label, template, picked)]
    return Task(
        name=step.id,
        where=step.where,
        do=fill(step.do, picked.values),
        values=(*values, *(_record(record, place, len(records)) for place, record in enumerate(records))),
        link=fill(step.link, picked.values),
        waits=fill(step.waits, picked.values),
        message=fill(step.message, picked.values),
        ticked=setup.ticks.get(step.id, ""),
        check=say("dns.check") if records else "",
        asks=say("dns.asks", type=step.record.type, names=", ".join(one.name for one in records))
        if step.record and records
        else "",
    )


def _record(record: Wanted, place: int, count: int) -> Value:
    alone = say("dns.value", type=record.type)
    label = alone if count == 1 else say("dns.value_of", type=record.type, name=record.name)
    return Value(label, record.value, help="" if place else say("dns.value_help"))


def _values(step: ProductStep, label: str, template: str, picked: Chosen) -> Iterator[Value]:
    if SECRETS & names(template):
        yield Value(label, "", secret=True)
        return
    texts = fill_each(template, picked.values) if step.one_by_one else (fill(template, picked.values),)
    for number, text in enumerate(texts, 1):
        named = say("configure_product.one_of", label=label, number=str(number)) if len(texts) > 1 else label
        yield Value(named, text)
