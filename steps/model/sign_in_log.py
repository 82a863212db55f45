"""The tenant's sign-in log, as far as it says how one login ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class SignIns:
    """Entries of the log as Graph sends them, newest first. `hidden` says why there are none to be read.

    It is empty, `licence` (no Entra ID P1) or `permission`.
    """

    entries: tuple[Mapping[str, Any], ...] = ()
    hidden: str = ""


@dataclass(frozen=True)
class LogRead:
    """The log as it was read last, at this time (ISO 8601 UTC); `asking` until it was read once.

    `fault` is what kept us from reading it.
    """

    asking: bool = True
    at: str = ""
    found: SignIns = SignIns()
    fault: Exception | None = None


class SignInLog(Protocol):
    """Reading the log takes long and is rationed: it is read in a thread of its own, again every half minute while
    somebody looks at it. Where it may not be read, only another sign-in or a click is reason to ask again."""

    def since(self, client_id: str, begun: datetime) -> LogRead:
        """The sign-ins of this application since then, as they were read last; begun if nobody asked before."""

    def read_again(self) -> None:
        """Read it anew at the next question."""
