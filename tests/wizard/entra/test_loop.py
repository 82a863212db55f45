"""One loop on one thread, for everything that talks to Graph."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import CancelledError
from contextlib import suppress

import pytest

from wizard.entra.loop import Loop


class Kept:
    closed_on = ""

    async def aclose(self) -> None:
        self.closed_on = threading.current_thread().name


def test_work_from_any_thread_runs_on_the_one_loop() -> None:
    loop = Loop()

    async def where() -> tuple[str, int]:
        return threading.current_thread().name, id(asyncio.get_running_loop())

    found = {loop.run(where())}
    other = threading.Thread(target=lambda: found.add(loop.run(where())))
    other.start()
    other.join()
    loop.close()
    assert [name for name, _ in found] == ["graph"]


def test_what_is_kept_is_made_once_and_closed_on_the_loop() -> None:
    loop = Loop()
    kept = loop.keep("key", Kept)
    assert loop.keep("key", Kept) is kept
    loop.close()
    loop.close()
    assert kept.closed_on == "graph"


def test_work_that_takes_too_long_is_cancelled() -> None:
    loop, cancelled = Loop(), threading.Event()

    async def dawdle() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    with pytest.raises(TimeoutError):
        loop.run(dawdle(), timeout=0.05)
    assert cancelled.wait(2)
    loop.close()


def test_the_loop_refuses_to_wait_for_itself() -> None:
    loop = Loop()

    async def wait_for_myself() -> None:
        loop.run(asyncio.sleep(0))

    with pytest.raises(RuntimeError, match="itself"):
        loop.run(wait_for_myself())
    loop.close()


def test_closing_cancels_work_under_way() -> None:
    loop, begun, ended = Loop(), threading.Event(), threading.Event()

    async def dawdle() -> None:
        begun.set()
        await asyncio.sleep(60)

    def wait() -> None:
        with suppress(CancelledError):
            loop.run(dawdle())
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    assert begun.wait(2)
    loop.close()
    assert ended.wait(2)


def test_a_closed_loop_takes_no_more_work() -> None:
    loop = Loop()
    loop.close()
    with pytest.raises(RuntimeError, match="closed"):
        loop.run(asyncio.sleep(0))
