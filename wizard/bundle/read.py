"""From a file to a bundle: everything in it is judged before any of it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import steps
from steps.model.changes import Change
from steps.model.ports import Recipes
from steps.model.problems import Problem, problem
from steps.model.recipe import Recipe
from steps.model.setup import Setup

from ..carrying_out import Applying
from ..engine import Seen
from ..fold import data_to_change
from ..handed import Place, inspect, read_text, said, shaped, shown
from ..journal import Checkpoint, Event, Fault
from ..journal.chain import Row, canonical
from ..journal.verify import first_fault
from .document import FORMAT, LARGEST, ApplyingRecord, Document, EventRecord, StepRecord
from .event_data import ChangeData, events_of, problem_exists
from .links import known_hosts
from .make import facts_of
from .view_data import change_speaks, data_to_view, is_moment

STEPS = tuple(step.__name__.rpartition(".")[2] for step in steps.ALL)


@dataclass(frozen=True)
class Bundle:
    """A bundle that may be shown. `fault` is the first event that is not what was written, `differs` says that the
    facts in the file are not those of its events; neither hides anything. `recipe` is the one on this machine."""

    document: Document
    setup: Setup
    events: list[Event]
    seen: Mapping[str, Seen]
    recipe: Recipe | None
    fault: Fault | None
    differs: bool


def read(file: Path, recipes: Recipes) -> Bundle:
    """Read and check a bundle. Raises one problem, `file-…` or `bundle-…`, for the first thing that is wrong."""
    data = _parsed(read_text(file, LARGEST), file)
    inspect(data, file)
    found = data.get("format") if isinstance(data, dict) else None
    if isinstance(found, int) and found > FORMAT:
        raise problem("file-newer", file=shown(file), found=str(found), known=str(FORMAT))
    document: Document = shaped(Document, data, file)
    if document.format != FORMAT or not is_moment(document.made):
        raise problem("file-wrong-type", file=shown(file), entry="format" if document.format != FORMAT else "made")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", document.setup):
        raise problem("file-wrong-type", file=shown(file), entry="setup")
    events, setup = events_of(document.setup, document.events, file)
    recipe = _recipe(setup, recipes)
    hosts = known_hosts(recipe)
    seen = {step: _seen(step, one, setup.seq, file, hosts) for step, one in document.steps.items()}
    fault = None if document.masked or document.redacted else _fault(document)
    return Bundle(document, setup, events, seen, recipe, fault, facts_of(setup) != document.facts)


def _parsed(text: str, file: Path) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_no_second)
    except RecursionError:
        raise problem("file-too-deep", file=shown(file), most="32") from None
    except json.JSONDecodeError as fault:
        raise problem("file-broken", file=shown(file), place=f"line {fault.lineno}, column {fault.colno}") from None
    except ValueError:
        raise problem("file-broken", file=shown(file), place="line 1") from None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _no_second(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    # Of two entries of one name, one reader would take the first and another the last.
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _recipe(setup: Setup, recipes: Recipes) -> Recipe | None:
    try:
        return recipes.get(setup.product.recipe) if setup.product else None
    except Problem:
        return None


def _seen(step: str, record: StepRecord, seq: int, file: Path, hosts: frozenset[str]) -> Seen:
    place: Place = ("steps", step)
    if step not in STEPS:
        raise problem("file-unknown-key", file=shown(file), entry=said(place))
    view = data_to_view(record.view, file, (*place, "view"), hosts) if record.view is not None else None
    told, stopped = record.problem, None
    if told:
        if not problem_exists(told.code, told.values):
            raise problem("bundle-view", file=shown(file), entry=said((*place, "problem")))
        stopped = problem(told.code, told.request_id, **told.values)
    applying = None
    if record.applying:
        changes = tuple(_change(one, file, (*place, "applying")) for one in record.applying.changes)
        applying = _applying(step, record.applying, changes, stopped, file)
    return Seen(step, seq, view, stopped, applying=applying)


def _change(data: Mapping[str, Any], file: Path, place: Place) -> Change:
    change: ChangeData = shaped(ChangeData, data, file, place)
    if not change_speaks(change.kind, change.values):
        raise problem("bundle-view", file=shown(file), entry=said(place))
    return data_to_change(data)


def _applying(
    step: str, record: ApplyingRecord, changes: tuple[Change, ...], stopped: Problem | None, file: Path
) -> Applying:
    if not is_moment(record.since):
        raise problem("bundle-view", file=shown(file), entry=said(("steps", step, "applying")))
    return Applying(changes, record.current, record.since, stopped, step)


def _fault(document: Document) -> Fault | None:
    """Where the chain of hashes breaks, if it does."""
    rows = [_row(document.setup, record) for record in document.events]
    # Without a readable checkpoint nothing says that the end was not cut off.
    checkpoint = Checkpoint.parse(document.checkpoint) or Checkpoint(document.setup, len(rows) + 1, "")
    return first_fault(document.setup, rows, checkpoint)


def _row(setup: str, record: EventRecord) -> Row:
    data = canonical(dict(record.data))
    return Row(setup, record.seq, record.at, record.actor, record.kind, data, record.previous, record.hash)
