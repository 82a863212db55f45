"""Asks Entra until it knows what was written a moment ago: `steps.model.proving.Proofs`."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from steps.model.facts import Endpoints
from steps.model.ports import Provider
from steps.model.proving import Proof
from steps.model.secret import Secret
from steps.model.tried import Tried

IN_A_ROW = 2
"""Entra's servers learn of something new one after another: one that knows it says nothing of the next."""

SECRET_PATIENCE = timedelta(seconds=60)
"""4 to 18 s were seen until a new secret or certificate was known everywhere."""

REDIRECT_PATIENCE = timedelta(minutes=5)
"""Three to five minutes, says Microsoft (SupportArticles-docs, AADSTS50011)."""

ABANDONED = 20.0
"""Seconds after which a proof that nobody asked about is given up, or no longer believed: much may have changed."""

_SPREADING = ("secret-wrong", "key-unknown", "client-unknown", "redirect-unknown")
"""Verdicts that may only mean that it has not reached the server that answered."""


@dataclass
class _Run:
    """One proof: what it is about, what it asks, and how it stands."""

    about: tuple[object, ...]
    ask: Callable[[], Tried]
    proof: Proof
    seconds: float
    strict: bool
    asked_about: float = field(default_factory=time.monotonic)


def _digest(secret: Secret) -> bytes:
    """Tells two of them apart without keeping one longer than its proof."""
    return hashlib.sha256(secret.reveal().encode()).digest()


class AskedUntilKnown:
    """The proofs of this process, in memory only; safe from any thread.

    `retry` and `again` are pauses in seconds, after an answer that may mean spreading and after a first good one.
    """

    def __init__(
        self,
        provider: Provider,
        retry: float = 3.0,
        again: float = 1.0,
        patience: tuple[timedelta, timedelta] = (SECRET_PATIENCE, REDIRECT_PATIENCE),
        abandoned: float = ABANDONED,
    ) -> None:
        self._provider = provider
        self._retry, self._again, self._patience, self._abandoned = retry, again, patience, abandoned
        self._lock = threading.Lock()
        self._runs: dict[tuple[str, str], _Run] = {}
        self._last: dict[str, tuple[bytes, Tried | None]] = {}

    def secret(
        self, setup_id: str, tenant_id: str, client_id: str, secret: Secret, *, since: str = "", known: object = None
    ) -> Proof:
        about = (known, since, tenant_id, client_id, secret)
        ask = partial(self._provider.try_secret, tenant_id, client_id, secret)
        return self._of((setup_id, "secret"), about, ask, self._patience[0], since, strict=True)

    def redirect(
        self, setup_id: str, endpoints: Endpoints, client_id: str, redirect_uri: str, *, known: object = None
    ) -> Proof:
        about = (known, endpoints.authorization, client_id, redirect_uri)
        ask = partial(self._provider.try_redirect, endpoints, client_id, redirect_uri)
        return self._of((setup_id, "redirect"), about, ask, self._patience[1], "", strict=False)

    def last(self, setup_id: str, secret: Secret) -> Tried | None:
        with self._lock:
            asked, said = self._last.get(setup_id, (b"", None))
            return said if asked == _digest(secret) else None

    def begun(self, setup_id: str, known: object = None) -> bool:
        with self._lock:
            mine = [run for (owner, _), run in self._runs.items() if owner == setup_id]
            return any(run.about[0] == known and not self._stale(run) for run in mine)

    def drop(self, setup_id: str) -> None:
        with self._lock:
            for kind in ("secret", "redirect"):
                self._runs.pop((setup_id, kind), None)

    def _of(
        self,
        key: tuple[str, str],
        about: tuple[object, ...],
        ask: Callable[[], Tried],
        patience: timedelta,
        written: str,
        *,
        strict: bool,
    ) -> Proof:
        with self._lock:
            run = self._runs.get(key)
            if run is None or run.about != about or self._stale(run):
                now = datetime.now(UTC)
                began = datetime.fromisoformat(written) if written else now
                since, until = (at.isoformat(timespec="seconds") for at in (began, began + patience))
                begin = Proof("asking", since, until)
                if run and run.about == about and run.proof.state == "refused":
                    # Asked again, and until the answer comes the last one is all that is known.
                    begin = replace(begin, tries=run.proof.tries, last=run.proof.last)
                left = (began + patience - now).total_seconds()
                run = self._runs[key] = _Run(about, ask, begin, left, strict)
                threading.Thread(target=self._prove, args=(key, run), name="proof", daemon=True).start()
            run.asked_about = time.monotonic()
            return run.proof

    def _stale(self, run: _Run) -> bool:
        return time.monotonic() - run.asked_about > self._abandoned

    def _prove(self, key: tuple[str, str], run: _Run) -> None:
        begun, in_a_row = time.monotonic(), 0
        while run.proof.state == "asking":
            try:
                tried = run.ask()
            except Exception as fault:  # noqa: BLE001 — the last resort of a thread: whoever looks raises it
                self._note(key, run, replace(run.proof, state="refused", tries=run.proof.tries + 1, fault=fault))
                return
            known = tried.verdict == "accepted" or (not run.strict and tried.verdict not in _SPREADING)
            in_a_row = in_a_row + 1 if known else 0
            over = time.monotonic() - begun >= run.seconds
            state = "asking"
            if in_a_row == IN_A_ROW or (known and tried.verdict != "accepted"):
                state = "accepted"
            elif not known and (tried.verdict not in _SPREADING or over):
                state = "refused"
            self._note(key, run, replace(run.proof, state=state, tries=run.proof.tries + 1, last=tried))
            if state == "asking":
                time.sleep(self._again if known else self._retry)
            if self._gone(key, run):
                return

    def _note(self, key: tuple[str, str], run: _Run, proof: Proof) -> None:
        with self._lock:
            run.proof = proof
            secret = run.about[-1]
            if isinstance(secret, Secret):
                self._last[key[0]] = (_digest(secret), proof.last)

    def _gone(self, key: tuple[str, str], run: _Run) -> bool:
        """Whether this proof was dropped, or nobody waits for it any more: then it is forgotten."""
        with self._lock:
            if self._runs.get(key) is not run:
                return True
            if run.proof.state == "asking" and self._stale(run):
                del self._runs[key]
                return True
            return False
