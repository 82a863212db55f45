"""Probes of this process, at most one for each setup: port `ProductSide`."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from steps.model.hosts import Hosts
from steps.model.product_side import Asking, Led, Visit

from .connection import Resolve, resolve
from .follow import SECONDS, follow_all


class ProductAsked:
    """Asks in a thread of its own, so that neither a page nor a step waits. In memory only; safe from any thread."""

    def __init__(self, hosts: Hosts, *, trust: ssl.SSLContext | None = None, resolve: Resolve = resolve) -> None:
        self._hosts, self._trust, self._resolve = hosts, trust, resolve
        self._lock = threading.Lock()
        self._asking: dict[str, Asking] = {}

    def begin(self, setup_id: str, visits: Sequence[Visit]) -> None:
        """Begin these visits; others of this setup are forgotten, and what they find goes nowhere."""
        now = datetime.now(UTC)
        until = now + timedelta(seconds=SECONDS)
        asking = Asking(now.isoformat(timespec="seconds"), until.isoformat(timespec="seconds"))
        with self._lock:
            self._asking[setup_id] = asking
        threading.Thread(target=self._ask, args=(setup_id, asking, tuple(visits)), name="probe", daemon=True).start()

    def current(self, setup_id: str) -> Asking | None:
        with self._lock:
            return self._asking.get(setup_id)

    def drop(self, setup_id: str) -> None:
        with self._lock:
            self._asking.pop(setup_id, None)

    def _ask(self, setup_id: str, asking: Asking, visits: tuple[Visit, ...]) -> None:
        async def ask() -> None:
            # Kept before the loop is closed: that waits for a name server that does not answer.
            self._keep(setup_id, asking, await self.lead(visits))

        try:
            asyncio.run(ask())
        except Exception as fault:  # noqa: BLE001 — the last resort of a thread: the page must not wait for ever
            told = {"host": "–", "said": type(fault).__name__}
            self._keep(setup_id, asking, tuple(Led(visit, end="broken", told=told) for visit in visits))

    async def lead(self, visits: tuple[Visit, ...]) -> tuple[Led, ...]:
        """Make the visits."""
        return await follow_all(visits, self._hosts, trust=self._trust, resolve=self._resolve)

    def _keep(self, setup_id: str, asking: Asking, led: tuple[Led, ...]) -> None:
        with self._lock:
            if self._asking.get(setup_id) is asking:
                self._asking[setup_id] = replace(asking, led=led)
