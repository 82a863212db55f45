"""Live test logins, and what a refusal by Microsoft means, as a step may ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .app import App
from .facts import Endpoints, Evidence, LoginResult
from .secret import Secret
from .setup import Setup
from .views import Report
from .words import Words


@dataclass(frozen=True)
class Attempt:
    """A test login in flight or ended: `waiting`, `opened`, `passed`, `refused` or `expired`.

    `opened` is when the link was used (ISO 8601 UTC, else empty), `until` when the attempt ends by itself. `before`
    is what was known when it was offered. `strays` counts answers that came meanwhile and belong to no login.
    """

    id: str
    status: str
    until: str
    opened: str = ""
    checks: tuple[Evidence, ...] = ()
    result: LoginResult | None = None
    error: str = ""
    before: Report | None = None
    strays: int = 0


@dataclass(frozen=True)
class Explained:
    """What an error of Microsoft's means: its code, then our what, why and next; `sure` is false for a guess.

    `whose` names the side that must act: `tenant`, `app`, `product`, `person`, `network`, `microsoft` or `wizard`.
    `step` is the step that mends it here, `page` the portal's page where it is mended by hand (a key of
    `Portal.link`); both may be empty. `key` is what the answer is kept by: `Logins.explain_kept` gives the same
    again, which its code alone would not. `link` is Microsoft's own page about an error that we know nothing of.
    """

    code: str
    what: Words
    why: Words
    do: Words
    sure: bool = True
    whose: str = ""
    step: str = ""
    page: str = ""
    key: str = ""
    link: str = ""


def known_before(setup: Setup) -> tuple[object, ...]:
    """What the tenant was looked at for before a login: once any of it differs, it is looked at again."""
    made = tuple((one.kind, one.at, one.undone) for one in setup.made)
    declined = setup.choices.get("test_without") or ()
    return setup.choices.get("tester"), declined, setup.access, setup.registration, made


class Logins(Protocol):
    """Live test logins through the wizard's own /callback."""

    def redirect_uri(self) -> str:
        """Our redirect URI, e.g. http://localhost:8765/callback."""

    def offer(
        self, setup: Setup, app: App, endpoints: Endpoints, secret: Secret | None, before: Report | None = None
    ) -> Attempt:
        """The attempt of this setup as it stands, made if there is none; its link is `/login/start/{id}`.

        `before` is what is known before it, and stays with it.
        """

    def current(self, setup: Setup) -> Attempt | None:
        """The attempt of this setup in this process; one for other answers, another client or secret is dropped."""

    def drop(self, setup_id: str) -> None:
        """Forget the attempt, so that the next `offer` makes a new one."""

    def explain(self, text: str) -> Sequence[Explained]:
        """Every error found in a text, explained; empty when there is none."""

    def explain_kept(self, keys: Sequence[str]) -> Sequence[Explained]:
        """The answers of these keys, as they were given; what is no key, as in a foreign bundle, is left out."""
