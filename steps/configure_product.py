"""Configure the product: every value and file it needs, in the product's own order."""

from __future__ import annotations

from collections.abc import Mapping

from .model.chosen import Chosen, chosen
from .model.ports import World
from .model.problems import problem
from .model.recipe import ProductStep, holds
from .model.setup import Configured, Setup
from .model.step import Taken
from .model.values import fill, names
from .model.views import Done, FileOffer, HandOver, Task, Value, View
from .model.words import say

PRODUCES = Configured


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    tasks = tuple(_task(step, picked, setup) for step in _steps(setup, picked))
    files = tuple(
        FileOffer(f.name, f.where, f.restart, f.sensitive)
        for f in picked.recipe.files
        if holds(f.when, picked.values)
    )
    if setup.configured:
        return Done(setup.configured, handed=HandOver(tasks, files))
    if picked.app.client_auth != "none" and not _held(setup, world):
        raise problem("secret-not-kept")
    waiting = [task for task in tasks if task.waits and not task.ticked]
    return HandOver(
        tasks,
        files,
        submit=say("configure_product.submit"),
        blocked=say("configure_product.waiting", count=str(len(waiting))) if waiting else "",
        notes=picked.recipe.notes,
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    unticked = [s for s in _steps(setup, chosen(setup, world)) if s.waits and s.id not in setup.ticks]
    if unticked:
        raise problem("answer-not-done", field=unticked[0].id)
    return Taken(fact=Configured(at=world.clock.now().isoformat(timespec="seconds")))


def _steps(setup: Setup, picked: Chosen) -> tuple[ProductStep, ...]:
    return tuple(step for step in picked.recipe.product_steps if holds(step.when, picked.values))


def _held(setup: Setup, world: World) -> bool:
    return bool(setup.secret and world.vault.secret(setup.id, setup.secret.key_id))


def _task(step: ProductStep, picked: Chosen, setup: Setup) -> Task:
    return Task(
        name=step.id,
        where=step.where,
        do=fill(step.do, picked.values),
        values=tuple(_value(label, template, picked) for label, template in step.values.items()),
        link=fill(step.link, picked.values),
        waits=fill(step.waits, picked.values),
        message=fill(step.message, picked.values),
        ticked=setup.ticks.get(step.id, ""),
    )


def _value(label: str, template: str, picked: Chosen) -> Value:
    secret = "client_secret" in names(template)
    return Value(label, "" if secret else fill(template, picked.values), secret=secret)
