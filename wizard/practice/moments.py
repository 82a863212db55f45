"""Times as Microsoft writes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> float:
    """Seconds since 1970."""
    return time.time()


def graph_time(moment: float | None = None, fraction: bool = False) -> str:
    """ISO 8601 UTC, whole seconds; with seven digits after the point in the answer to a create."""
    when = datetime.fromtimestamp(now() if moment is None else moment, UTC)
    return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond:06}0Z" if fraction else f"{when:%Y-%m-%dT%H:%M:%SZ}"


def login_time(moment: float | None = None) -> str:
    """As in the login endpoints' error bodies: 2026-08-13 21:24:29Z."""
    return f"{datetime.fromtimestamp(now() if moment is None else moment, UTC):%Y-%m-%d %H:%M:%SZ}"


def seconds(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 text. Raises `ValueError`."""
    when = datetime.fromisoformat(text)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
