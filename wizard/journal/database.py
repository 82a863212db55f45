"""The database under the journal: its tables, its tuned engine, and what its failures mean."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from steps.model.problems import Problem, problem

from .chain import FORMAT

METADATA = sa.MetaData()
FORMATS = sa.Table("journal_format", METADATA, sa.Column("number", sa.Integer, primary_key=True))
EVENTS = sa.Table(
    "journal_event",
    METADATA,
    # The key is the lock between processes: of two writers of the same number one is refused.
    sa.Column("setup", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)
APPEND_ONLY = tuple(
    f"create trigger if not exists journal_event_no_{verb} before {verb} on journal_event "
    "begin select raise(abort, 'the journal is append-only'); end"
    for verb in ("update", "delete")
)


def open_engine(url_or_path: str, patience: float = 10.0) -> sa.Engine:
    """The engine for a path or a SQLAlchemy URL, tables made; `patience` is in seconds.

    Problems: `journal-unreadable`, `journal-newer`, `busy`.
    """
    # The place is shown to people: without the database's password, even where the URL cannot be parsed.
    place = re.sub(r"(://[^:/@]*):.*@", r"\1:***@", url_or_path)
    try:
        url = sa.make_url(url_or_path) if "://" in url_or_path else sa.URL.create("sqlite", database=url_or_path)
        # First the driver, which connects to nothing yet: a URL that cannot be used must leave no file behind.
        engine = _tuned(url, patience)
        try:
            if url.get_backend_name() == "sqlite" and url.database and "uri" not in url.query:
                _own_file(Path(url.database))
                place = url.database
            _prepare(engine, place)
        except BaseException:
            engine.dispose()
            raise
    except DBAPIError as fault:
        raise meaning(fault, place) from fault
    except (sa.exc.SQLAlchemyError, ImportError, OSError, ValueError) as fault:
        raise _unreadable(place, fault) from fault
    return engine


def meaning(fault: DBAPIError, place: str) -> Problem:
    """What a failed read or write means for the person."""
    name = getattr(fault.orig, "sqlite_errorname", "")
    if isinstance(fault, sa.exc.IntegrityError):
        return problem("changed-elsewhere")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return problem("journal-full", said=_said(fault))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return problem("busy")
    return _unreadable(place, fault)


def _tuned(url: sa.URL, patience: float) -> sa.Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def connect(dbapi: Any, _record: object) -> None:
        # The driver would begin a transaction only before a write, leaving the read before it outside.
        dbapi.isolation_level = None
        dbapi.execute("PRAGMA journal_mode=WAL")
        # An intent must be on the disk before the request leaves, even if the power goes.
        dbapi.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A reader that took the write lock would wait for every writer.
        reader = connection.get_execution_options().get("reader")
        connection.exec_driver_sql("BEGIN" if reader else "BEGIN IMMEDIATE")

    return engine


def _prepare(engine: sa.Engine, place: str) -> None:
    with engine.begin() as connection:
        sqlite = engine.dialect.name == "sqlite"
        tables = sa.inspect(connection).get_table_names()
        if sqlite and tables and FORMATS.name not in tables:
            raise problem("journal-unreadable", place=place, said="not a journal")
        if FORMATS.name in tables:
            found = connection.scalar(sa.select(sa.func.max(FORMATS.c.number)))
            if found is None or found > FORMAT:
                raise problem("journal-newer", found=str(found), known=str(FORMAT))
        METADATA.create_all(connection)
        if FORMATS.name not in tables:
            connection.execute(FORMATS.insert(), {"number": FORMAT})
        if sqlite:
            # A real write: a file that cannot be written is refused now, not in the middle of somebody's plan.
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
            for trigger in APPEND_ONLY:
                connection.exec_driver_sql(trigger)


def _own_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made before SQLite does: its two companions take their mode from it.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _unreadable(place: str, fault: Exception) -> Problem:
    return problem("journal-unreadable", place=place, said=_said(fault))


def _said(fault: Exception) -> str:
    if isinstance(fault, DBAPIError):
        return str(fault.orig)
    return fault.strerror or type(fault).__name__ if isinstance(fault, OSError) else str(fault).partition("\n")[0]
