"""Views as JSON data and back. What comes back is from the closed set, or the bundle is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from steps.model.answers import KINDS
from steps.model.changes import Change
from steps.model.problems import Problem, problem
from steps.model.verdicts import WORST_FIRST
from steps.model.views import Card, Done, Field, FileOffer, Finding, Open, Report, Task, Value, View, Wait
from steps.model.words import Say

from ..fold import data_to_fact, plain
from ..handed import Place, said, shaped, shown
from ..text import PLACEHOLDER, has, sentences
from .document import Data
from .links import with_safe_links

VIEWS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(View)}
TYPED = ("secret", "pasted")
"""Kinds of fields that never keep what stands in them."""

ONCE = (Field, Card, Value, Task, FileOffer)
"""What is drawn under a name of its own: the page can hold no two of the same name."""


def view_to_data(view: View) -> dict[str, Any]:
    """A view as JSON data, without what only this customer may use: a sign-in link, a code, a typed secret."""
    data: dict[str, Any] = {"view": type(view).__name__, **plain(_unusable(view))}
    return data | ({"produces": type(view.fact).__name__} if isinstance(view, Done) else {})


def _unusable(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_unusable(inside) for inside in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inside = {field.name: _unusable(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Open):
        inside |= {"link": "", "code": "", "qr": False}
    if isinstance(value, Field) and value.kind in TYPED:
        inside["shown"] = ""
    if isinstance(value, Report):
        inside["kept"] = {}  # the events say it
    return replace(value, **inside)


def data_to_view(data: Data, file: Path, place: Place, hosts: Iterable[str]) -> View:
    """The view that `view_to_data` made this of. `hosts` are those that a link may lead to.

    Raises the problem `bundle-view`, or one of `handed.shaped`.
    """
    kind, fact = data.get("view"), data.get("produces")
    wrong = problem("bundle-view", file=shown(file), entry=said(place))
    if not isinstance(kind, str) or kind not in VIEWS or (kind == "Done") != isinstance(fact, str):
        raise wrong
    rest = {name: value for name, value in data.items() if name not in ("view", "produces")}
    view = shaped(VIEWS[kind], with_safe_links(rest, frozenset(hosts)), file, place)
    if isinstance(view, Done):
        try:
            # Two kinds of fact have the same fields; only their name tells them apart.
            view = replace(view, fact=data_to_fact({"fact": fact, "value": rest["fact"]}))
        except (Problem, ValueError):
            raise wrong from None
    if not all(map(_drawable, parts(view))):
        raise wrong
    found: View = view
    return found


def parts(value: Any) -> Iterator[Any]:
    """Every record within a view, the view itself first."""
    if isinstance(value, tuple | list):
        for inside in value:
            yield from parts(inside)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def _drawable(part: Any) -> bool:
    """Whether the page can draw this: types alone do not say it."""
    listed = [getattr(part, field.name) for field in fields(part)]
    once = [one for inside in listed if isinstance(inside, tuple) for one in inside if isinstance(one, ONCE)]
    names = [getattr(one, "name", one) for one in once]
    match part:
        case Say():
            good = speaks(part)
        case Report() | Finding():
            good = part.verdict in WORST_FIRST
        case Field():
            good = part.kind in KINDS
        case Open():
            good = all(not at or is_moment(at) for at in (part.until, part.opened))
        case Wait():
            good = is_moment(part.since) and (not part.until or is_moment(part.until))
        case Change():
            good = change_speaks(part.kind, part.values)
        case _:
            good = True
    return good and len(names) == len(set(map(repr, names)))


def speaks(words: Say) -> bool:
    """Whether there is such a sentence, and a value for each of its places."""
    return has(words.key) and set(PLACEHOLDER.findall(sentences()[words.key])) <= set(words.values)


def change_speaks(kind: str, values: Mapping[str, str]) -> bool:
    """Whether a change of this kind can be told; `say` takes its values by name, beside its own `key`."""
    told = (Say(f"change.{kind}.{part}", values) for part in ("title", "why", "undo"))
    return "key" not in values and all(map(speaks, told))


def is_moment(at: str) -> bool:
    """Whether this is an ISO 8601 time that every clock can show."""
    try:
        return 2000 <= datetime.fromisoformat(at).year <= 2200
    except ValueError:
        return False
