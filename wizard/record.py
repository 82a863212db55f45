"""Reading and writing one setup's journal: the fold on one side, the next event on the other."""

from __future__ import annotations

import getpass
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from steps.by_hand.which_tenant import WAY as BY_HAND
from steps.model.changes import Change
from steps.model.problems import Problem, problem
from steps.model.setup import Setup

from .fold import change_to_data, fold
from .journal import Event, Journal
from .secret_shapes import redact


class Record:
    """The journal as the engine uses it. Thread-safe: one lock per setup orders this process' own events."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._locks: dict[str, threading.RLock] = {}
        self._guard = threading.Lock()

    def lock(self, setup_id: str) -> threading.RLock:
        """The lock of one setup. Other processes are kept apart by the journal's own sequence numbers."""
        with self._guard:
            return self._locks.setdefault(setup_id, threading.RLock())

    def all(self) -> list[Setup]:
        """Every setup's newest state; one that was tampered with is left out, and `sso-wizard verify` names it."""
        found = []
        for setup_id in self._journal.setups():
            with suppress(Problem):
                found.append(fold(self._journal.events(setup_id)))
        return found

    def setup(self, setup_id: str) -> Setup:
        """The newest state; raises the problem `setup-unknown`."""
        events = self._journal.events(setup_id)
        if not events:
            raise problem("setup-unknown", setup=setup_id)
        return fold(events)

    def events(self, setup_id: str) -> list[Event]:
        """Every event, oldest first."""
        return self._journal.events(setup_id)

    def append(self, setup_id: str, kind: str, data: Mapping[str, Any]) -> None:
        """Append the next event; durable on return."""
        with self.lock(setup_id):
            events = self._journal.events(setup_id)
            signed_in = fold(events).signed_in if events else None
            # By hand nobody signs in: the account named there only tests the login.
            acts = signed_in and signed_in.way != BY_HAND
            actor = signed_in.user_name if signed_in and acts else _account()
            self._journal.append(setup_id, events[-1].seq + 1 if events else 1, kind, data, actor)

    def intend(self, setup_id: str, change: Change) -> None:
        """The intent, on disk before the request leaves."""
        self.append(setup_id, "intended", {"change": change_to_data(change)})

    def done(self, setup_id: str, change: Change, ids: Mapping[str, str]) -> None:
        """The outcome: Graph's ids of what was written."""
        self.append(setup_id, "done", {"change": change_to_data(change), "ids": dict(ids)})

    def failed(self, setup_id: str, refused: Problem) -> None:
        """The outcome: refused. Microsoft's own words may hold anything; what looks like a secret is dotted out."""
        said = {name: redact(value) for name, value in refused.values.items()}
        self.append(setup_id, "failed", {"code": refused.code, "values": said, "request_id": refused.request_id})

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()


def _account() -> str:
    # In a container the account may have no name.
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
