"""The sign-in log through Microsoft Graph, and reading it without making anybody wait: the port `SignInLog`.

Source: learn.microsoft.com/graph/api/signin-list: AuditLog.Read.All, a reader's role, Entra ID P1; five requests in
ten seconds (throttling-limits); an entry comes minutes after the sign-in.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from steps.model.problems import Problem
from steps.model.sign_in_log import LogRead, SignIns

from .reach import Reach

NOT_PREMIUM = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
EVERY = 30.0
"""Seconds between two readings while somebody waits for an entry."""

SHORTEST = 2.5
"""Seconds between two readings that are asked for: half of what Graph allows."""

MOST = 20


async def sign_ins(reach: Reach, client_id: str, since: datetime) -> SignIns:
    """The newest sign-ins of this application since then. Problems: those of the network, and `throttled`."""
    begun = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        page = await reach.find(
            reach.graph.at.audit_logs.sign_ins,
            "GET /auditLogs/signIns",
            filter=f"appId eq '{client_id}' and createdDateTime ge {begun}",
            top=str(MOST),
        )
    except Problem as refused:
        if refused.code != "not-allowed":
            raise
        return SignIns(hidden="licence" if NOT_PREMIUM in refused.values["said"] else "permission")
    return SignIns(tuple((page or {}).get("value", ())))


@dataclass
class _Held:
    """What was read for one question, and whether somebody is reading."""

    about: tuple[str, datetime]
    who: object = None
    read: LogRead = field(default_factory=LogRead)
    reading: bool = False
    begun: float = field(default=float("-inf"))


class LogKept:
    """The log of one setup's application, in memory only; safe from any thread.

    `ask` reads it, as `Directory.sign_ins`; `who` tells one sign-in of an administrator from the next, who may be
    allowed to read more. `every` and `shortest` are in seconds.
    """

    def __init__(
        self,
        ask: Callable[[str, datetime], SignIns],
        who: Callable[[], object] = lambda: None,
        every: float = EVERY,
        shortest: float = SHORTEST,
    ) -> None:
        self._ask, self._who, self._every, self._shortest = ask, who, every, shortest
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._again = False

    def since(self, client_id: str, begun: datetime) -> LogRead:
        who = self._who()
        with self._lock:
            held = self._held
            if held is None or held.about != (client_id, begun) or held.who is not who:
                held = self._held = _Held((client_id, begun), who)
            age = time.monotonic() - held.begun
            wanted = self._again or (age >= self._every and not held.read.found.hidden)
            if not held.reading and wanted and age >= self._shortest:
                held.reading, held.begun, self._again = True, time.monotonic(), False
                threading.Thread(target=self._read, args=(held,), name="sign-in-log", daemon=True).start()
            return held.read

    def read_again(self) -> None:
        with self._lock:
            self._again = True

    def _read(self, held: _Held) -> None:
        found, fault = SignIns(), None
        try:
            found = self._ask(*held.about)
        except Exception as stopped:  # noqa: BLE001 — the last resort of a thread: the page says that it was not read
            fault = stopped
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            held.read = LogRead(asking=False, at=at, found=found, fault=fault)
            held.reading = False
