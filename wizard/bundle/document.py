"""What stands in a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1
SUFFIX = ".ssobundle"
LARGEST = 8 * 1024 * 1024
"""Bytes; a setup with a thousand events has a tenth of it."""

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Program:
    """What made the bundle, and on what."""

    version: str
    python: str
    system: str


@dataclass(frozen=True)
class Product:
    """The product file in use; empty before a product was chosen."""

    id: str
    name: str
    hash: str


@dataclass(frozen=True)
class EventRecord:
    """One event of the audit trail. A masked bundle has no hashes: they would confirm a guess of what was masked."""

    seq: int
    at: str
    actor: str
    kind: str
    data: Data
    previous: str
    hash: str


@dataclass(frozen=True)
class ProblemRecord:
    """A problem as the page told it."""

    code: str
    values: Mapping[str, str]
    request_id: str


@dataclass(frozen=True)
class ApplyingRecord:
    """A plan that was being carried out, or stopped half-way."""

    changes: tuple[Data, ...]
    current: int
    since: str


@dataclass(frozen=True)
class StepRecord:
    """What was last seen of a step: its view (see `view_data`) or its problem."""

    view: Data | None
    problem: ProblemRecord | None
    applying: ApplyingRecord | None


@dataclass(frozen=True)
class CheckRecord:
    """One check of the pages above, for whoever reads the file itself. `name` and `seen` are sentences."""

    step: str
    name: str
    verdict: str
    seen: str


@dataclass(frozen=True)
class Document:
    """The file. What is shown follows from `events` and `steps`; `facts` and `checks` are for reading by eye.

    `redacted` says that an event held something that had to be left out; `checkpoint` is the journal's, as text.
    """

    format: int
    program: Program
    made: str
    cloud: str
    masked: bool
    redacted: bool
    setup: str
    product: Product
    events: tuple[EventRecord, ...]
    checkpoint: str
    facts: Mapping[str, Any]
    checks: tuple[CheckRecord, ...]
    steps: Mapping[str, StepRecord]
