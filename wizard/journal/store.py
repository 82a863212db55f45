"""The journal itself: append, read, checkpoint, verify."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from steps.model.problems import problem

from ..secret_shapes import shape_in
from .chain import KINDS, Event, Row, canonical, genesis
from .checkpoint import Checkpoint
from .database import EVENTS, meaning, open_engine
from .verify import Fault, first_fault


def _now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """Every setup's events in one database. Thread-safe, and safe beside other processes.

    `url_or_path` is a file (made with mode 0600 where there is none) or a SQLAlchemy URL; `patience` is how many
    seconds to wait for another writer. Problems on opening: `journal-unreadable`, `journal-newer`, `busy`.
    """

    def __init__(self, url_or_path: str, clock: Callable[[], datetime] = _now, patience: float = 10.0) -> None:
        self._engine = open_engine(url_or_path, patience)
        self._place = self._engine.url.database or self._engine.url.render_as_string()
        self._clock = clock

    def append(self, setup: str, seq: int, kind: str, data: Mapping[str, Any], actor: str) -> Event:
        """Write the event number `seq`, on the disk when this returns.

        Problems: `changed-elsewhere` when `seq` is not the next number, `journal-full`, `journal-altered` when the
        event before was tampered with, `broken` for data that looks like a secret.
        """
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of event")
        if found := shape_in(data) or shape_in(actor):
            raise problem("broken", said=f"{kind}: {found}")
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        row = Row(setup, seq, at, actor, kind, canonical(data), "", "")
        try:
            with self._engine.begin() as connection:
                row = _chained(row, _last(connection, setup))
                connection.execute(EVENTS.insert(), vars(row))
        except DBAPIError as fault:
            raise meaning(fault, self._place) from fault
        return _event(row)

    def events(self, setup: str) -> list[Event]:
        """The setup's events, oldest first; empty for an unknown setup. Their hashes are not checked here."""
        return [_event(row) for row in self._rows(setup)]

    def setups(self) -> list[str]:
        """Every setup's id, the oldest first."""
        query = sa.select(EVENTS.c.setup).group_by(EVENTS.c.setup).order_by(sa.func.min(EVENTS.c.at), EVENTS.c.setup)
        return [row.setup for row in self._read(query)]

    def checkpoint(self, setup: str) -> Checkpoint:
        """The checkpoint of the setup as it is now; raises the problem `setup-unknown`."""
        rows = self._rows(setup)
        if not rows:
            raise problem("setup-unknown", setup=setup)
        return Checkpoint(setup, rows[-1].seq, rows[-1].hash)

    def verify(self, setup: str | None = None, checkpoint: Checkpoint | None = None) -> list[Fault]:
        """The first fault of each setup, or of one; empty when all is well. Only a checkpoint shows a cut tail."""
        known = self.setups()
        asked = [setup] if setup is not None else known
        if checkpoint and checkpoint.origin not in asked:
            asked = [*asked, checkpoint.origin]
        faults = (
            first_fault(
                one,
                self._rows(one),
                checkpoint if checkpoint and checkpoint.origin == one else None,
                [other for other in known if other != one],
            )
            for one in asked
        )
        return [fault for fault in faults if fault]

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _rows(self, setup: str) -> list[Row]:
        query = sa.select(EVENTS).where(EVENTS.c.setup == setup).order_by(EVENTS.c.seq)
        return [Row(**row._mapping) for row in self._read(query)]

    def _read(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        try:
            with self._engine.connect().execution_options(reader=True) as connection:
                return list(connection.execute(query))
        except DBAPIError as fault:
            raise meaning(fault, self._place) from fault


def _last(connection: sa.Connection, setup: str) -> Row | None:
    query = sa.select(EVENTS).where(EVENTS.c.setup == setup).order_by(EVENTS.c.seq.desc()).limit(1)
    last = connection.execute(query).first()
    return Row(*last) if last else None


def _chained(row: Row, last: Row | None) -> Row:
    if row.seq != (last.seq + 1 if last else 1):
        raise problem("changed-elsewhere")
    if last and last.hash != last.expected():
        # A journal that was tampered with is read, never extended: new events would lend it credit.
        raise problem("journal-altered", setup=last.setup, seq=str(last.seq), how="altered")
    linked = replace(row, previous=last.hash if last else genesis(row.setup))
    return replace(linked, hash=linked.expected())


def _event(row: Row) -> Event:
    try:
        data = json.loads(row.data)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise problem("journal-altered", setup=row.setup, seq=str(row.seq), how="altered")
    return Event(row.setup, row.seq, row.at, row.actor, row.kind, data, row.previous, row.hash)
