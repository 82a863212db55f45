"""Asks Entra until it knows what was written a moment ago: `steps.model.proving.Proofs`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from steps.model.facts import Endpoints
from steps.model.ports import Provider
from steps.model.proving import Proof
from steps.model.secret import Secret
from steps.model.tried import Tried

IN_A_ROW = 2
"""Entra's servers learn of something new one after another: one that knows it says nothing of the next."""

SECRET_PATIENCE = timedelta(seconds=60)
"""4 to 18 s were seen until a new secret was known everywhere."""

REDIRECT_PATIENCE = timedelta(minutes=5)
"""Three to five minutes, says Microsoft (SupportArticles-docs, AADSTS50011)."""

ABANDONED = 20.0
"""Seconds after which a proof that nobody asked about is given up."""

_SPREADING = ("secret-wrong", "key-unknown", "client-unknown", "redirect-unknown")
"""Verdicts that may only mean that it has not reached the server that answered."""


@dataclass
class _Run:
    """One proof: what it is about, what it asks, and how it stands."""

    about: tuple[object, ...]
    ask: Callable[[], Tried]
    proof: Proof
    patience: timedelta
    strict: bool
    asked_about: float = field(default_factory=time.monotonic)


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

    def secret(self, setup_id: str, tenant_id: str, client_id: str, secret: Secret) -> Proof:
        about = (tenant_id, client_id, secret)
        ask = lambda: self._provider.try_secret(tenant_id, client_id, secret)  # noqa: E731
        return self._of((setup_id, "secret"), about, ask, self._patience[0], strict=True)

    def redirect(self, setup_id: str, endpoints: Endpoints, client_id: str, redirect_uri: str) -> Proof:
        about = (endpoints.authorization, client_id, redirect_uri)
        ask = lambda: self._provider.try_redirect(endpoints, client_id, redirect_uri)  # noqa: E731
        return self._of((setup_id, "redirect"), about, ask, self._patience[1], strict=False)

    def begun(self, setup_id: str) -> bool:
        with self._lock:
            return any(owner == setup_id for owner, _ in self._runs)

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
        *,
        strict: bool,
    ) -> Proof:
        with self._lock:
            run = self._runs.get(key)
            if run is None or run.about != about:
                now = datetime.now(UTC)
                since, until = (at.isoformat(timespec="seconds") for at in (now, now + patience))
                run = self._runs[key] = _Run(about, ask, Proof("asking", since, until), patience, strict)
                threading.Thread(target=self._prove, args=(key, run), name="proof", daemon=True).start()
            run.asked_about = time.monotonic()
            return run.proof

    def _prove(self, key: tuple[str, str], run: _Run) -> None:
        begun, in_a_row = time.monotonic(), 0
        while run.proof.state == "asking":
            try:
                tried = run.ask()
            except Exception as fault:  # noqa: BLE001 — the last resort of a thread: whoever looks raises it
                self._note(run, replace(run.proof, state="refused", tries=run.proof.tries + 1, fault=fault))
                return
            known = tried.verdict == "accepted" or (not run.strict and tried.verdict not in _SPREADING)
            in_a_row = in_a_row + 1 if known else 0
            over = time.monotonic() - begun >= run.patience.total_seconds()
            state = "asking"
            if in_a_row == IN_A_ROW or (known and tried.verdict != "accepted"):
                state = "accepted"
            elif not known and (tried.verdict not in _SPREADING or over):
                state = "refused"
            self._note(run, replace(run.proof, state=state, tries=run.proof.tries + 1, last=tried))
            if state == "asking":
                time.sleep(self._again if known else self._retry)
            if self._gone(key, run):
                return

    def _note(self, run: _Run, proof: Proof) -> None:
        with self._lock:
            run.proof = proof

    def _gone(self, key: tuple[str, str], run: _Run) -> bool:
        """Whether this proof was dropped, or nobody waits for it any more: then it is forgotten."""
        with self._lock:
            if self._runs.get(key) is not run:
                return True
            if run.proof.state == "asking" and time.monotonic() - run.asked_about > self._abandoned:
                del self._runs[key]
                return True
            return False
