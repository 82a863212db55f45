"""What each kind of event holds: a bundle's events are judged by it before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from steps.model.facts import Answer
from steps.model.problems import PROBLEMS, Problem, problem
from steps.model.setup import Setup

from ..fold import fold
from ..handed import shaped, shown
from ..journal import Event
from .document import EventRecord
from .view_data import change_speaks, is_moment

Texts = Mapping[str, str]


@dataclass(frozen=True)
class _Created:
    version: str


@dataclass(frozen=True)
class _Known:
    fact: str
    value: Mapping[str, Any]
    how: str


@dataclass(frozen=True)
class _Chosen:
    choices: Mapping[str, Answer]


@dataclass(frozen=True)
class _Ticked:
    name: str


@dataclass(frozen=True)
class ChangeData:
    """A change as `fold.change_to_data` writes it."""

    step: str
    kind: str
    target: str
    values: Texts
    temporary: bool
    rows: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True)
class _Intended:
    change: ChangeData


@dataclass(frozen=True)
class _Done:
    change: ChangeData
    ids: Texts


@dataclass(frozen=True)
class _Failed:
    code: str
    values: Texts
    request_id: str


@dataclass(frozen=True)
class _Adopted:
    ids: Texts


@dataclass(frozen=True)
class _Vanished:
    pass


@dataclass(frozen=True)
class _Undone:
    step: str
    kind: str
    target: str


SHAPES: Mapping[str, type] = {
    "created": _Created,
    "known": _Known,
    "chosen": _Chosen,
    "ticked": _Ticked,
    "unticked": _Ticked,
    "intended": _Intended,
    "done": _Done,
    "failed": _Failed,
    "adopted": _Adopted,
    "vanished": _Vanished,
    "undone": _Undone,
}


def events_of(setup: str, records: Sequence[EventRecord], file: Path) -> tuple[list[Event], Setup]:
    """The events, and the setup that follows from them. Problems: `bundle-event`, or one of `handed.shaped`."""
    if not records:
        raise problem("bundle-event", file=shown(file), entry="events")
    for number, record in enumerate(records):
        place = ("events", number, "data")
        if record.kind not in SHAPES or not is_moment(record.at):
            raise problem("bundle-event", file=shown(file), entry=f"events[{number + 1}]")
        data = shaped(SHAPES[record.kind], record.data, file, place)
        if not _can_be_told(data):
            raise problem("bundle-event", file=shown(file), entry=f"events[{number + 1}]")
    events = [Event(setup, r.seq, r.at, r.actor, r.kind, dict(r.data), r.previous, r.hash) for r in records]
    try:
        folded = fold(events)
    except Problem:
        raise problem("bundle-event", file=shown(file), entry="events") from None
    if not _dated(folded):
        raise problem("bundle-event", file=shown(file), entry="facts")
    return events, folded


def _can_be_told(data: object) -> bool:
    if isinstance(data, _Failed):
        return problem_exists(data.code, data.values)
    if isinstance(data, _Intended | _Done):
        return change_speaks(data.change.kind, data.change.values)
    return True


def problem_exists(code: str, values: Texts) -> bool:
    """Whether this is a problem of the closed set, with its values."""
    return code in PROBLEMS and set(values) == set(PROBLEMS[code][1])


def _dated(setup: Setup) -> bool:
    """Whether every time that a page makes a date of is one."""
    at = [fact.at for fact in (setup.configured, setup.login, setup.finished) if fact]
    expires = setup.secret.expires[:10] if setup.secret else ""
    try:
        return all(map(is_moment, at)) and (not expires or 2000 <= date.fromisoformat(expires).year <= 2200)
    except ValueError:
        return False
