"""One hostile provider for all tests of this folder, and a person who follows a test login's link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest

from steps.model.app import App
from steps.model.facts import Endpoints, Registration, SignedIn
from steps.model.logins import Attempt
from steps.model.secret import Secret
from steps.model.setup import Setup
from wizard.oidc.fetch import trust
from wizard.oidc.hub import LoginHub
from wizard.oidc.provider import TenantProvider

from .hostile import CLIENT, CODE_SECRET, TENANT, HostileProvider, Misbehaviour


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileProvider]:
    provider = HostileProvider(tmp_path_factory.mktemp("hostile"))
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
def hostile(_running: HostileProvider) -> HostileProvider:
    _running.misbehave(Misbehaviour())
    return _running


@dataclass
class Clock:
    """The real time, moved by `ahead`."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Person:
    """A person with a browser, and the hub they test with. `moved` endpoints are not where metadata says.

    `ahead` are the seconds by which our clock is wrong when the answer comes.
    """

    provider: HostileProvider
    clock: Clock = field(default_factory=Clock)
    moved: dict[str, str] = field(default_factory=dict)
    ahead: float = 0.0
    setup: Setup = field(
        default_factory=lambda: Setup(
            id="s1",
            created="2026-11-21",
            signed_in=SignedIn(TENANT, "o", "admin@contoso.example", "Admin", "browser", "Practice"),
            registration=Registration("obj", CLIENT, "sso-wizard-s1", "Wiki"),
        )
    )

    def __post_init__(self) -> None:
        self.hub = LoginHub(8765, str(self.provider.ca), self.clock)

    def endpoints(self) -> Endpoints:
        tenant = TenantProvider(self.provider.origin, "https://graph.microsoft.com", str(self.provider.ca))
        return replace(tenant.endpoints(TENANT), **self.moved)

    def offer(self) -> Attempt:
        client = self.provider.client
        app = App(
            platform="spa" if client == "spa" else "web",
            redirects=(),
            client_auth="client_secret_basic" if client == "basic" else "client_secret_post",
        )
        return self.hub.offer(self.setup, app, self.endpoints(), Secret(CODE_SECRET))

    def leave(self) -> tuple[list[tuple[str, str]], str]:
        """Open the link and sign in: what Microsoft sends the browser back with, and the browser's key."""
        started = self.hub.start(self.offer().id)
        assert started
        url, key = started
        return self.visit(url), key

    def visit(self, url: str) -> list[tuple[str, str]]:
        """Sign in at this address: what comes back to ours."""
        with httpx2.Client(verify=trust(str(self.provider.ca)), trust_env=False) as browser:
            location = browser.get(url).headers["location"]
        return parse_qsl(urlsplit(location).query, keep_blank_values=True)

    def attempt(self) -> Attempt:
        found = self.hub.current(self.setup)
        assert found
        return found

    def log_in(self) -> Attempt:
        self.clock.ahead = timedelta()
        params, key = self.leave()
        self.clock.ahead = timedelta(seconds=self.ahead)
        self.hub.complete(params, key)
        return self.attempt()

    def heal(self) -> None:
        """The provider behaves again, our clock is right, and the attempt is dropped."""
        self.provider.misbehave(Misbehaviour())
        self.ahead = 0.0
        self.hub.drop("s1")


@pytest.fixture
def person(hostile: HostileProvider) -> Person:
    return Person(hostile)
