"""What was found a moment ago, so that a page that polls does not ask Microsoft Graph once a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from ..model.setup import Setup

T = TypeVar("T")

# By the outside it was read from, then by setup: what belongs to one tenant is never shown for another.
_found: WeakKeyDictionary[object, dict[str, tuple[int, float, object]]] = WeakKeyDictionary()


def kept(outside: object, setup: Setup, seconds: float, read: Callable[[], T]) -> T:
    """What `read` said of this setup as it stands, for so many seconds; a changed setup is read anew."""
    of_outside = _found.setdefault(outside, {})
    last = of_outside.get(setup.id)
    if last and last[0] == setup.seq and time.monotonic() - last[1] < seconds:
        found: T = last[2]  # type: ignore[assignment]  # one outside keeps one kind of thing
        return found
    fresh = read()
    of_outside[setup.id] = (setup.seq, time.monotonic(), fresh)
    return fresh
