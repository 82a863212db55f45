"""A change to the tenant: what is shown before it is made, and what is kept of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One property, or one entry of a list, before and after the change; `None` means absent."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """Exactly one write to the tenant.

    `step` names the module whose `act` makes it; `kind` names its sentences, `[change.<kind>]` with `title`, `why`
    and `undo`, filled from `values`. `target` is the Graph path that is written, e.g. `PATCH /applications/{id}`.
    `temporary` changes are taken back in the finish step.
    """

    step: str
    kind: str
    target: str
    rows: tuple[Row, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    temporary: bool = False


@dataclass(frozen=True)
class Made:
    """A change that was made: what the journal and the summary keep of it.

    `ids` are Graph's ids of what was written (object id, key id, …), never values that grant access.
    """

    step: str
    kind: str
    target: str
    at: str
    ids: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    temporary: bool = False
    undone: bool = False


@dataclass(frozen=True)
class Refused:
    """A change that Microsoft refused when it was last tried: the problem's code, when, and what it was to be."""

    code: str
    at: str
    values: Mapping[str, str] = field(default_factory=dict)
