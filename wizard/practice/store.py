"""Rows that survive a restart: one table per kind of thing, in one SQLite file.

A row is a JSON object under a text key. Every change is written before the answer leaves, so that a killed process
has forgotten nothing it had promised.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Store:
    """The file; safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        file.touch(mode=0o600)
        self.lock = threading.RLock()
        self.connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        self.connection.execute(
            "CREATE TABLE IF NOT EXISTS rows (kind TEXT, key TEXT, row TEXT, PRIMARY KEY (kind, key))"
        )

    def close(self) -> None:
        with self.lock:
            self.connection.close()


class Table:
    """All rows of one kind, held in memory in the order they were made."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store, self._kind = store, kind
        found = store.connection.execute("SELECT key, row FROM rows WHERE kind = ? ORDER BY rowid", (kind,))
        self._rows: dict[str, Row] = {key: json.loads(row) for key, row in found}

    def get(self, key: str) -> Row | None:
        """The row under this key, or None. Change a row by `put`, or the change is lost."""
        return self._rows.get(key)

    def put(self, key: str, row: Row) -> Row:
        """Keep this row under this key, in place of the one there is."""
        with self._store.lock:
            self._store.connection.execute(
                "INSERT INTO rows VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET row = excluded.row",
                (self._kind, key, json.dumps(row)),
            )
            self._rows[key] = row
        return row

    def fill(self, rows: dict[str, Row]) -> None:
        """Keep many rows at once."""
        with self._store.lock:
            self._store.connection.execute("BEGIN")
            for key, row in rows.items():
                self.put(key, row)
            self._store.connection.execute("COMMIT")

    def drop(self, key: str) -> Row | None:
        """Forget a row and return it; None if there was none."""
        with self._store.lock:
            self._store.connection.execute("DELETE FROM rows WHERE kind = ? AND key = ?", (self._kind, key))
            return self._rows.pop(key, None)

    def all(self) -> list[Row]:
        """Every row, oldest first."""
        with self._store.lock:
            return list(self._rows.values())

    def __iter__(self) -> Iterator[Row]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self._rows)
