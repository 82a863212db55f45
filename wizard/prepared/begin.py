"""Begins a setup with what was prepared for it."""

from __future__ import annotations

from collections.abc import Mapping

from steps.model import prepared as keys
from steps.model.facts import Answer
from steps.model.setup import Setup

from ..engine import Engine
from .read import Handed, typed


def begin(engine: Engine, handed: Handed) -> Setup:
    """The setup of this file: a new one, unless there is one of it that nobody has worked on yet."""
    for setup in engine.setups():
        last = engine.events(setup.id)[-1]
        # What `prepare` writes last: such a setup was opened and left alone.
        if last.kind == "chosen" and last.data["choices"].get(keys.FILE) == handed.digest:
            return setup
    answers = {name: typed(answer) for name, answer in handed.prepared.answers.items()}
    return engine.prepare(choices_of(handed), answers)


def choices_of(handed: Handed) -> dict[str, Answer]:
    """What the steps find when they look: only what the file says, so that all else keeps its default."""
    prepared = handed.prepared
    given: Mapping[str, Answer] = {
        "by_hand": prepared.by_hand,
        "tenant": prepared.tenant.lower().removeprefix("@"),
        "application_name": prepared.application_name,
        "who": prepared.who,
        "people_typed": prepared.people,
        "secret_days": str(prepared.secret_days or ""),
        keys.NOTE: prepared.note.strip(),
        keys.TELL: prepared.tell,
    }
    answers = {keys.key(prepared.product, name): answer for name, answer in prepared.answers.items()}
    said = {name: value for name, value in given.items() if value}
    return {"recipe": prepared.product, "editing": False, keys.FILE: handed.digest, **said, **answers}
