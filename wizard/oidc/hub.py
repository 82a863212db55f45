"""Test logins in flight: one object for the page, the routes and the threads; `steps.model.logins.Logins`."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from steps.model.app import App
from steps.model.facts import Endpoints
from steps.model.logins import Attempt, Explained, known_before
from steps.model.ports import Clock
from steps.model.problems import problem
from steps.model.secret import Secret
from steps.model.setup import Setup
from steps.model.values import fill, known
from steps.model.views import Report

from . import claims, errors
from .answer_checks import Answer
from .checks import Refused
from .exchange import exchange
from .relying_party import RelyingParty
from .transaction import Transaction, begin

LIFE = timedelta(minutes=10)
_OPEN = ("waiting", "opened")


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class _Flight:
    """One attempt, what it was offered for, what was known then and, while it is open, its transaction."""

    offered_for: tuple[object, ...]
    known_before: tuple[object, ...]
    attempt: Attempt
    ends: datetime
    transaction: Transaction | None
    browser_key: str = field(default="", repr=False)
    answered: str = field(default="", repr=False)


class LoginHub:
    """The attempts of this process, at most one for each setup, in memory only. Safe to use from any thread.

    `port` is the one of the wizard's own address, `ca` the practice tenant's CA file or empty.
    """

    def __init__(self, port: int, ca: str = "", clock: Clock | None = None) -> None:
        self._port = port
        self._ca = ca
        self._clock: Clock = clock or _SystemClock()
        self._lock = threading.Lock()
        self._flights: dict[str, _Flight] = {}

    def redirect_uri(self) -> str:
        # The name, not the number: Entra's portal takes http for localhost only, and a cookie belongs to one name.
        return f"http://localhost:{self._port}/callback"

    def offer(
        self, setup: Setup, app: App, endpoints: Endpoints, secret: Secret | None, before: Report | None = None
    ) -> Attempt:
        """The attempt of this setup as it stands, made if there is none.

        Problem: `changed-elsewhere` before registration.
        """
        if setup.registration is None or setup.signed_in is None:
            raise problem("changed-elsewhere")
        values = known(setup)
        transaction = begin(
            client_id=setup.registration.client_id,
            tenant_id=setup.signed_in.tenant_id,
            redirect_uri=self.redirect_uri(),
            endpoints=endpoints,
            app=app,
            secret=secret,
            scopes=[fill(scope, values) for scope in app.login_scopes],
        )
        with self._lock:
            if found := self._standing(setup):
                return found.attempt
            ends = self._clock.now() + LIFE
            until = ends.isoformat(timespec="seconds")
            attempt = Attempt(secrets.token_urlsafe(16), "waiting", until, before=before)
            self._flights[setup.id] = _Flight(_offered_for(setup), known_before(setup), attempt, ends, transaction)
            return attempt

    def current(self, setup: Setup) -> Attempt | None:
        with self._lock:
            found = self._standing(setup)
            return found.attempt if found else None

    def drop(self, setup_id: str) -> None:
        with self._lock:
            self._flights.pop(setup_id, None)

    def explain(self, text: str) -> Sequence[Explained]:
        return errors.explain(text)

    def explain_kept(self, keys: Sequence[str]) -> Sequence[Explained]:
        return errors.explain_kept(keys)

    def start(self, attempt_id: str) -> tuple[str, str] | None:
        """Use the link: where the browser goes, and the key it must bring back. Works once; None from then on."""
        with self._lock:
            self._expire()
            flight = next((f for f in self._flights.values() if f.attempt.id == attempt_id), None)
            if flight is None or flight.attempt.status != "waiting" or flight.transaction is None:
                return None
            flight.browser_key = secrets.token_urlsafe(16)
            opened = self._clock.now().isoformat(timespec="seconds")
            flight.attempt = replace(flight.attempt, status="opened", opened=opened)
            transaction, key = flight.transaction, flight.browser_key
        with RelyingParty(transaction, self._ca) as party:
            return party.authorization_url(), key

    def complete(self, params: Sequence[tuple[str, str]], browser_key: str | None, form_post: bool = False) -> bool:
        """Take what came to /callback, and finish the login it belongs to; False if it belongs to none.

        Blocks for the requests to the provider: call it in a worker thread. The outcome is in `current`.
        """
        flight, transaction = self._claim([value for name, value in params if name == "state"], browser_key)
        if flight is None or transaction is None:
            return False
        answer = Answer(transaction, tuple(params), browser_key, flight.browser_key, form_post)
        now = self._clock.now()
        ended = replace(flight.attempt, status="refused")
        try:
            verified = exchange(answer, now, self._ca)
            result = claims.result(verified, now.isoformat(timespec="seconds"))
            ended = replace(flight.attempt, status="passed", checks=result.checks, result=result)
        except Refused as refused:
            ended = replace(ended, checks=refused.checks, error=refused.error)
        finally:
            # Also after a fault of ours, which goes on to the route: the page must not wait for ever.
            with self._lock:
                flight.attempt = ended
        return True

    def _claim(self, states: Sequence[str], browser_key: str | None) -> tuple[_Flight | None, Transaction | None]:
        """The open flight with this state, its transaction taken out before anything else is done.

        So a second delivery finds nothing. Two states belong to nobody.
        """
        with self._lock:
            self._expire()
            for flight in self._flights.values():
                transaction = flight.transaction
                if transaction and flight.attempt.status == "opened" and states == [transaction.state]:
                    flight.transaction, flight.answered = None, transaction.state
                    return flight, transaction
            self._count(states, browser_key)
        return None, None

    def _count(self, states: Sequence[str], browser_key: str | None) -> None:
        """Note an answer that belongs to nobody at the open login of its browser, else at every open one.

        It ends none of them: whoever can make this browser open an address can send such an answer (RFC 9700 4.7).
        """
        if any(flight.answered and states == [flight.answered] for flight in self._flights.values()):
            return  # the same answer once more, as by a reload
        opened = [flight for flight in self._flights.values() if flight.attempt.status == "opened"]
        mine = [flight for flight in opened if browser_key and flight.browser_key == browser_key]
        for flight in mine or opened:
            flight.attempt = replace(flight.attempt, strays=flight.attempt.strays + 1)

    def _standing(self, setup: Setup) -> _Flight | None:
        """The flight of this setup, if it is still about what the setup says; another is dropped.

        A pass for other answers would be reported as one for these.
        """
        self._expire()
        found = self._flights.get(setup.id)
        if found is None:
            return None
        # What was told before a login is stale once something was mended; one that was left for is not called back.
        stale = found.attempt.status == "waiting" and found.known_before != known_before(setup)
        if stale or found.offered_for != _offered_for(setup):
            del self._flights[setup.id]
            return None
        return found

    def _expire(self) -> None:
        """By wall clock, so that a night's sleep counts; the secret goes with the transaction."""
        now = self._clock.now()
        for flight in self._flights.values():
            if flight.transaction and flight.attempt.status in _OPEN and now >= flight.ends:
                flight.transaction = None
                flight.attempt = replace(flight.attempt, status="expired")


def _offered_for(setup: Setup) -> tuple[object, ...]:
    """What a login depends on: a pass says nothing of a setup in which any of this is different."""
    product, registration = setup.product, setup.registration
    return (
        product and (product.recipe, dict(product.answers)),
        registration and registration.client_id,
        setup.secret and setup.secret.key_id,
        setup.endpoints and setup.endpoints.issuer,
    )
