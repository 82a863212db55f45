"""Reading one's own writes: Entra's replicas may answer with yesterday's state for a while after a write.

What we wrote is remembered for five minutes. A read that does not show it yet is repeated, so that the look after
an act sees what the act did; no request is spent where nothing lags.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from steps.model.problems import problem

from .patience import Patience

REMEMBERED = 300.0
"""Seconds; over five minutes were reported for single objects, but nothing that a person would wait for."""


class OwnWrites:
    """What this process wrote a moment ago, by key: an object id, a uniqueName, or the name of a list."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._made: dict[str, tuple[float, int]] = {}
        self._wrote: dict[str, list[tuple[float, Callable[[Any], bool]]]] = {}

    def made(self, *keys: str) -> None:
        """These exist since now."""
        for key in keys:
            self._made[key] = (self._patience.clock(), 0)

    def wrote(self, key: str, shows: Callable[[Any], bool]) -> None:
        """From now on a read of `key` should satisfy `shows`."""
        self._wrote.setdefault(key, []).append((self._patience.clock(), shows))

    def removed(self, *keys: str) -> None:
        """These are gone since now."""
        for key in keys:
            self._made.pop(key, None)
            self._wrote.pop(key, None)

    def is_fresh(self, *keys: str) -> bool:
        """Whether we made any of these in the last minutes."""
        since = self._patience.clock() - REMEMBERED
        return any(key in self._made and self._made[key][0] > since for key in keys)

    async def read(self, key: str, fetch: Callable[[], Awaitable[Any]], doing: str) -> Any:
        """What `fetch` finds, once it shows what we wrote.

        An object of ours that stays away raises `still-spreading`. A value of ours that stays away is given up after
        a while: somebody may have changed it since, and the next look shows the difference.
        """
        begun, attempt = self._patience.clock(), 0
        while True:
            found = await fetch()
            waited = self._patience.clock() - begun
            missing = found is None and self._unproven(key)
            if not missing and (self._shows(key, found) or waited >= self._patience.stale):
                self._seen(key, found)
                return found
            if waited >= self._patience.fresh:
                raise problem("still-spreading", doing=doing)
            attempt += 1
            await self._patience.pause(attempt)

    def _unproven(self, key: str) -> bool:
        # Two sightings in a row: one replica that knows is no promise for the next.
        return self.is_fresh(key) and self._made[key][1] < 2

    def _shows(self, key: str, found: Any) -> bool:
        since = self._patience.clock() - REMEMBERED
        return found is None or all(shows(found) for at, shows in self._wrote.get(key, ()) if at > since)

    def _seen(self, key: str, found: Any) -> None:
        self._wrote.pop(key, None)
        if found is not None and key in self._made:
            at, times = self._made[key]
            self._made[key] = (at, times + 1)


def holds(found: Any, wanted: Any) -> bool:
    """Whether an answer shows what was written: given properties only, lists in any order, null for absent or false.

    Graph returns lists in another order than they were sent, and adds properties with their defaults.
    """
    if isinstance(wanted, dict):
        there = found if isinstance(found, dict) else {}
        return all(holds(there.get(name), value) for name, value in wanted.items())
    if isinstance(wanted, list):
        left = list(found or [])
        for entry in sorted(wanted, key=json.dumps):
            match = next((other for other in left if holds(other, entry)), None)
            if match is None:
                return False
            left.remove(match)
        return not left
    return bool(found == wanted) or not (found or wanted)
