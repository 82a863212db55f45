"""What this process runs: one engine and one hub of test logins, for the page's script and for the routes.

Streamlit runs its script anew in every session; modules are imported once, so this is where both find each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .engine import Engine


class LoginRoutes(Protocol):
    """The part of the login hub that the routes use."""

    def start(self, attempt_id: str) -> tuple[str, str] | None:
        """Where to send the browser, and the key that binds it; None for a link that was used or has expired."""

    def complete(self, params: Sequence[tuple[str, str]], browser_key: str | None, form_post: bool = False) -> bool:
        """Take the provider's answer, every parameter as it came, twice where it came twice.

        False if it belongs to no login that is open."""


_engine: Engine | None = None
_logins: LoginRoutes | None = None


def start(engine: Engine, logins: LoginRoutes) -> None:
    """Set what this process runs, before it serves."""
    global _engine, _logins
    _engine, _logins = engine, logins


def engine() -> Engine:
    """The process' engine. Raises `RuntimeError` before `start`: a bug of the caller."""
    if _engine is None:
        raise RuntimeError("nothing runs yet")
    return _engine


def logins() -> LoginRoutes:
    """The process' hub of test logins. Raises `RuntimeError` before `start`."""
    if _logins is None:
        raise RuntimeError("nothing runs yet")
    return _logins
