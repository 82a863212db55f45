"""Signing the administrator in, one attempt at a time: the port `SignIn`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from azure.core.credentials import TokenCredential

from steps.model.facts import SignedIn
from steps.model.ports import SignInPrompt
from steps.model.problems import Problem, problem

from .attempt import LIMITS, Attempt
from .cloud import Cloud
from .held_token import HeldToken
from .permissions import asked
from .tenant_pin import hold


class SigningIn:
    """One setup's sign-in. `pinned` says who the setup belongs to, None while it belongs to nobody yet."""

    def __init__(self, cloud: Cloud, pinned: Callable[[], SignedIn | None]) -> None:
        self._cloud = cloud
        self._pinned = pinned
        self._lock = threading.RLock()
        self._attempt: Attempt | None = None
        self._failed: Problem | None = None
        self._held: HeldToken | None = None
        self._who: SignedIn | None = None
        self._claims: str | None = None

    def permissions(self, deeper: bool = True) -> Sequence[tuple[str, str]]:
        """The delegated permissions asked for, each with the text key that says why."""
        return tuple((name, f"permission.{name}") for name in asked(deeper))

    def begin(self, way: str, deeper: bool = True) -> None:
        """Start signing in by `browser`, `device_code` or `azure_cli`; an attempt under way is dropped."""
        if way not in LIMITS:
            raise ValueError(f"no way to sign in: {way}")
        pinned = self._pinned()
        with self._lock:
            self._drop_spent()
            claims = self._claims
            self.forget()
            # A tenant of its own in the address keeps the browser's single sign-on from picking another one.
            tenant_id = pinned.tenant_id if pinned else ""
            self._claims = claims
            self._attempt = Attempt(way, self._cloud, tenant_id, claims, self._ended, deeper)
            self._attempt.begin()

    def prompt(self) -> SignInPrompt | None:
        """What the person must do now; without a link while that is not known yet. None: nothing is under way."""
        with self._lock:
            return self._attempt.prompt if self._attempt else None

    def current(self) -> SignedIn | None:
        """Who is signed in in this process, or None. Raises the problem that ended the last attempt, once."""
        with self._lock:
            if self._failed:
                failed, self._failed = self._failed, None
                raise failed
            self._drop_spent()
            who = self._who
        if who is not None:
            self._hold(who)
        return who

    def forget(self) -> None:
        """Drop the attempt and the sign-in."""
        with self._lock:
            attempt, held = self._attempt, self._held
            self._attempt = self._held = self._who = self._failed = self._claims = None
        if attempt:
            attempt.abandon()
        if held:
            held.close()

    def credential(self) -> TokenCredential:
        """The credential for Graph; problem `sign-in-needed`, or another tenant or person than the pinned one."""
        with self._lock:
            self._drop_spent()
            held, who = self._held, self._who
        if held is None or who is None:
            raise problem("sign-in-needed")
        self._hold(who)
        return held

    def _hold(self, who: SignedIn) -> None:
        try:
            hold(self._pinned(), who)
        except Problem:
            # Said once: the next look starts a new sign-in instead of stopping here again.
            self.forget()
            raise

    def _drop_spent(self) -> None:
        if self._held and self._held.spent:
            self._claims = self._held.wanted_claims
            self._held.close()
            self._held = self._who = None

    def _ended(self, attempt: Attempt, held: HeldToken | None, result: SignedIn | Problem) -> None:
        if isinstance(result, SignedIn):
            try:
                hold(self._pinned(), result)
            except Problem as other:
                result = other
        with self._lock:
            if attempt is not self._attempt:
                if held:
                    held.close()
                return
            self._attempt = None
            if isinstance(result, Problem):
                self._failed = result
                if held:
                    held.close()
            else:
                self._held, self._who, self._claims = held, result, None
