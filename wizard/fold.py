"""A setup is the fold of its events: nothing is known that is not in the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from steps.model.changes import Change, Made, Refused, Row
from steps.model.facts import FIELDS, Answer, Fact
from steps.model.problems import problem
from steps.model.setup import Setup

from .journal import Event

KNOWN_FACTS: Mapping[str, type] = {kind.__name__: kind for kind in FIELDS}


def fold(events: Sequence[Event]) -> Setup:
    """The setup after these events, which must be one setup's, from the first on.

    Problems: `journal-newer` for a kind of event or fact that this version does not know, `journal-altered` for
    one whose content cannot be what was written.
    """
    first = events[0]
    setup = Setup(id=first.setup, created=first.at)
    for event in events:
        if event.kind not in APPLY:
            raise problem("journal-newer", found=event.kind, known="1")
        try:
            setup = replace(APPLY[event.kind](setup, event), seq=event.seq, changed=event.at)
        except (ValidationError, KeyError, TypeError, AttributeError) as fault:
            raise problem("journal-altered", setup=event.setup, seq=str(event.seq), how="altered") from fault
    return setup


def fact_to_data(fact: Fact) -> dict[str, Any]:
    """A fact as JSON data: `{"fact": its kind, "value": its fields}`."""
    return {"fact": type(fact).__name__, "value": plain(fact)}


def data_to_fact(data: Mapping[str, Any]) -> Fact:
    """The fact that `fact_to_data` made this of.

    Raises the problem `journal-newer`, `KeyError` or pydantic's `ValidationError`.
    """
    name = data["fact"]
    if name not in KNOWN_FACTS:
        raise problem("journal-newer", found=str(name), known="1")
    fact: Fact = _adapter(name).validate_python(data["value"])
    return fact


def change_to_data(change: Change) -> dict[str, Any]:
    """A change as JSON data; its rows as `[path, before, after]`."""
    return {
        "step": change.step,
        "kind": change.kind,
        "target": change.target,
        "values": dict(change.values),
        "temporary": change.temporary,
        "rows": [[row.path, row.before, row.after] for row in change.rows],
    }


def plain(value: Any) -> Any:
    """A record as JSON data, with whatever it holds."""
    # Not pydantic's dump: it refuses read-only mappings, which a fact may hold.
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(inside) for name, inside in value.items()}
    return [plain(inside) for inside in value] if isinstance(value, tuple | list) else value


def data_to_change(data: Mapping[str, Any]) -> Change:
    """The change that `change_to_data` made this of."""
    rows = tuple(Row(path, before, after) for path, before, after in data["rows"])
    return Change(data["step"], data["kind"], data["target"], rows, dict(data["values"]), data["temporary"])


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(KNOWN_FACTS[name])


@cache
def _answers() -> TypeAdapter[dict[str, Answer]]:
    return TypeAdapter(dict[str, Answer])


def _created(setup: Setup, event: Event) -> Setup:
    return setup


def _known(setup: Setup, event: Event) -> Setup:
    known, outdated = setup.knowing(data_to_fact(event.data)), tuple(event.data.get("outdated", ()))
    ticks = {name: at for name, at in known.ticks.items() if name not in outdated}
    return replace(known, ticks=ticks, outdated=(*known.outdated, *outdated))


def _chosen(setup: Setup, event: Event) -> Setup:
    chosen = _answers().validate_python(event.data["choices"])
    return replace(setup, choices={**setup.choices, **chosen})


def _ticked(setup: Setup, event: Event) -> Setup:
    name = event.data["name"]
    outdated = tuple(other for other in setup.outdated if other != name)
    return replace(setup, ticks={**setup.ticks, name: event.at}, outdated=outdated)


def _unticked(setup: Setup, event: Event) -> Setup:
    return replace(setup, ticks={name: at for name, at in setup.ticks.items() if name != event.data["name"]})


def _intended(setup: Setup, event: Event) -> Setup:
    return replace(setup, open_change=dict(event.data["change"]))


def _done(setup: Setup, event: Event) -> Setup:
    known = setup.knowing(data_to_fact(event.data["fact"])) if "fact" in event.data else setup
    made = _made(event.data["change"], event, event.data["ids"])
    return _with(known, made)


def _adopted(setup: Setup, event: Event) -> Setup:
    # The write was found in the tenant after its outcome was lost. It must be kept like any other: a temporary
    # one would never be taken back otherwise.
    change: Mapping[str, Any] | None = setup.open_change
    return _with(setup, _made(change, event, event.data.get("ids", {}))) if change else setup


def _with(setup: Setup, made: Made) -> Setup:
    # Something temporary is in the tenant again: the setup is not finished until it has been taken back.
    finished = None if made.temporary else setup.finished
    refused = {kind: one for kind, one in setup.refused.items() if kind != made.kind}
    return replace(setup, made=(*setup.made, made), open_change=None, finished=finished, refused=refused)


def _failed(setup: Setup, event: Event) -> Setup:
    change: Mapping[str, Any] | None = setup.open_change
    if change is None:
        return setup
    refused = Refused(event.data["code"], event.at, dict(change["values"]))
    return replace(setup, refused={**setup.refused, change["kind"]: refused}, open_change=None)


def _closed(setup: Setup, event: Event) -> Setup:
    return replace(setup, open_change=None)


def _undone(setup: Setup, event: Event) -> Setup:
    wanted = (event.data["step"], event.data["kind"], event.data["target"])
    made = list(setup.made)
    for place in reversed(range(len(made))):
        if (made[place].step, made[place].kind, made[place].target) == wanted and not made[place].undone:
            made[place] = replace(made[place], undone=True)
            break
    return replace(setup, made=tuple(made))


def _made(change: Mapping[str, Any], event: Event, ids: Mapping[str, str]) -> Made:
    return Made(
        step=change["step"],
        kind=change["kind"],
        target=change["target"],
        at=event.at,
        ids=dict(ids),
        values=dict(change["values"]),
        temporary=change["temporary"],
    )


APPLY: Mapping[str, Callable[[Setup, Event], Setup]] = {
    "created": _created,
    "known": _known,
    "chosen": _chosen,
    "ticked": _ticked,
    "unticked": _unticked,
    "intended": _intended,
    "done": _done,
    "failed": _failed,
    "adopted": _adopted,
    "vanished": _closed,
    "undone": _undone,
}
