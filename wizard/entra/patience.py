"""Waiting for Microsoft: what is tried again, how long, and what is said when time is up.

Only a request that may be carried out twice without harm is repeated after an unknown outcome. Replication has no
promised limit: Terraform and the Azure CLI wait two to three minutes, and so do we.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from steps.model.problems import problem

from .refusals import PASSING, explain, is_spreading, is_there_already
from .replies import Lost, Refusal

T = TypeVar("T")

TOO_LATE = 60.0
"""Seconds; a Retry-After beyond this is told to the person instead of being sat out."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds. A test hands in its own clock and sleep.

    `fresh` is the limit for what we made a moment ago, `known` for what should be there already, `busy` for
    throttling and outages.
    """

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    fresh: float = 120.0
    known: float = 10.0
    busy: float = 45.0
    stale: float = 20.0

    async def pause(self, attempt: int) -> None:
        """Wait 1, 2, 3 … 8 seconds before the next attempt."""
        await self.sleep(min(attempt, 8))

    async def insist(
        self,
        send: Callable[[], Awaitable[T]],
        graph: str,
        *,
        repeat: bool = True,
        fresh: bool = False,
        duplicates: bool = False,
    ) -> T:
        """What `send` returns, after as many attempts as make sense.

        `repeat` allows a second attempt after an unknown outcome; `fresh` says that we made the object a moment ago;
        `duplicates` hands "it exists already" back as a `Refusal`, for a caller that then reads what is there.
        Raises `Lost` for an unknown outcome that may not be repeated, and a problem for everything else.
        """
        begun, attempt, unknown = self.clock(), 0, False
        while True:
            attempt += 1
            try:
                return await send()
            except Lost as lost:
                if not repeat:
                    raise
                if self.clock() - begun >= self.busy or attempt > 3:
                    raise problem("unreachable", host=urlsplit(graph).hostname or graph, said=str(lost)) from lost
                await self.pause(attempt)
                unknown = True
            except Refusal as said:
                if duplicates and is_there_already(said):
                    raise
                # What exists is our own first attempt, whose answer was lost: this replica is behind another.
                ours = unknown and is_there_already(said)
                await self._judge(said, graph, self.clock() - begun, attempt, repeat, fresh or ours, ours)
                unknown = unknown or (said.status in PASSING and said.status != 429)

    async def _judge(
        self, said: Refusal, graph: str, waited: float, attempt: int, repeat: bool, fresh: bool, ours: bool
    ) -> None:
        """Return to try again, or raise."""
        if ours or is_spreading(said, fresh):
            if waited < (self.fresh if fresh else self.known):
                return await self.pause(attempt)
            if fresh or said.status != 404:
                raise problem("still-spreading", said.request_id, doing=said.doing) from said
        elif said.status in PASSING:
            # 429 was turned away at the door; after any other of these the request may have been carried out.
            if said.status != 429 and not repeat:
                raise Lost(said.said) from said
            delay = said.retry_after if said.retry_after is not None else min(2.0**attempt, 16.0)
            if delay <= TOO_LATE and waited + delay <= self.busy and (repeat or said.status != 429):
                return await self.sleep(delay)
        raise explain(said, graph) from said
