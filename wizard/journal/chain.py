"""One event, and how its hash binds it to the event before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1
"""The journal's format. A reader refuses a higher number instead of guessing."""

KINDS = (
    "created",
    "known",
    "chosen",
    "ticked",
    "unticked",
    "intended",
    "done",
    "failed",
    "adopted",
    "vanished",
    "undone",
)
"""Every kind of event of this format."""

# A tag of our own keeps these hashes apart from any other use of SHA-256 over the same text.
_TAG = f"sso-wizard journal {FORMAT}\n".encode()


@dataclass(frozen=True)
class Event:
    """One thing that happened. `at` is ISO 8601 UTC; `previous` and `hash` are SHA-256 in hexadecimal.

    `seq` counts from 1 within one setup. `data` never holds a secret, a token, a code or a whole request.
    """

    setup: str
    seq: int
    at: str
    actor: str
    kind: str
    data: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class Row:
    """An event as it is stored, `data` still canonical text: what verification reads, believing nothing."""

    setup: str
    seq: int
    at: str
    actor: str
    kind: str
    data: str
    previous: str
    hash: str

    def expected(self, setup: str = "", seq: int = 0) -> str:
        """The hash this content should have; with another setup or number, the hash it would have had there."""
        stated = [setup or self.setup, seq or self.seq, self.at, self.actor, self.kind, self.data]
        return hashlib.sha256(_TAG + self.previous.encode() + b"\n" + canonical(stated).encode()).hexdigest()


def genesis(setup: str) -> str:
    """What the first event of a setup names as the hash before it: derived from the setup, so chains cannot swap."""
    return hashlib.sha256(_TAG + b"genesis\n" + setup.encode()).hexdigest()


def canonical(data: Mapping[str, Any] | list[Any]) -> str:
    """JSON in exactly one form: sorted keys, no blanks, no NaN. Raises `TypeError` or `ValueError` for other data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
