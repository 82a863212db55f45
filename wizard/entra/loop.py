"""One background event loop on one thread: everything that talks to Microsoft Graph runs there.

An `httpx.AsyncClient` belongs to the loop that first used it; a second loop finds its connections dead.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar, cast

T = TypeVar("T")


class Closing(Protocol):
    """Something that holds connections."""

    async def aclose(self) -> None: ...


C = TypeVar("C", bound=Closing)


class Loop:
    """A running loop; `run` blocks the calling thread until the coroutine has ended."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="graph", daemon=True)
        self._thread.start()
        self._kept: dict[object, Closing] = {}
        self._lock = threading.Lock()

    def run(self, work: Coroutine[Any, Any, T], timeout: float = 600.0) -> T:
        """What the coroutine returns or raises; `TimeoutError` after `timeout` seconds."""
        if threading.current_thread() is self._thread or self._loop.is_closed():
            work.close()
            raise RuntimeError("the loop is closed" if self._loop.is_closed() else "the loop cannot wait for itself")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(timeout)
        finally:
            future.cancel()

    def keep(self, key: object, make: Callable[[], C]) -> C:
        """The one object for this key, made at the first call and closed with the loop."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            # Whoever names the key knows what is kept under it.
            return cast(C, self._kept[key])

    def close(self) -> None:
        """Close what was kept, then the loop. Work under way is cancelled."""
        if self._loop.is_closed():
            return
        self.run(self._shut_down(), timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _shut_down(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for kept in self._kept.values():
            await kept.aclose()
        self._kept.clear()
        await self._loop.shutdown_default_executor()
