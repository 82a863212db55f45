"""One attempt to sign in, in its own thread: azure-identity blocks until the person has come back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from azure.core.exceptions import AzureError
from azure.identity import AzureCliCredential, CredentialUnavailableError

from steps.model.facts import SignedIn
from steps.model.ports import SignInPrompt
from steps.model.problems import Problem, problem

from . import browser
from .cloud import Cloud
from .credentials import device_code, settings
from .held_token import HeldToken
from .login_refusals import explain, quote
from .permissions import scopes
from .who import ask_who

LIMITS = {"browser": browser.LIMIT, "device_code": 900, "azure_cli": 60}
"""Seconds an attempt may take, by way."""


class Abandoned(Exception):
    """This attempt was dropped; nothing it still learns may count."""


class Attempt:
    """`prompt` is what the person must do now; `outcome` is called once at the end, unless it was abandoned."""

    def __init__(
        self,
        way: str,
        cloud: Cloud,
        tenant_id: str,
        claims: str | None,
        outcome: Callable[[Attempt, HeldToken | None, SignedIn | Problem], None],
        deeper: bool = True,
    ) -> None:
        self.way = way
        self._cloud = cloud
        self._tenant_id = tenant_id
        self._claims = claims
        self._outcome = outcome
        self._deeper = deeper
        self._dropped = threading.Event()
        now = datetime.now(UTC)
        self.prompt = SignInPrompt(way, "", "", _iso(now + timedelta(seconds=LIMITS[way])), _iso(now))
        self._thread = threading.Thread(target=self._work, name=f"sign-in-{way}", daemon=True)

    def begin(self) -> None:
        """Start; returns at once."""
        self._thread.start()

    def abandon(self) -> None:
        """Let the thread end as soon as it can; its outcome no longer counts."""
        self._dropped.set()
        if self.way == "browser" and self.prompt.link:
            browser.hang_up(self.prompt.link)

    def join(self, timeout: float) -> bool:
        """Wait for the thread's end; whether it has ended."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        held: HeldToken | None = None
        try:
            held = self._sign_in()
            result: SignedIn | Problem = ask_who(self._cloud, held, self.way)
        except Problem as ended:
            result = ended
        except CredentialUnavailableError as cause:
            result = problem(
                "no-azure-cli" if self.way == "azure_cli" else "sign-in-failed", said=quote(str(cause.message))
            )
        except AzureError as cause:
            result = explain(cause, self._cloud)
        except Abandoned:
            return
        except Exception as cause:  # noqa: BLE001  # a dead thread would leave the page waiting for ever
            result = problem("broken", said=type(cause).__name__)
        if held is not None and (self._dropped.is_set() or isinstance(result, Problem)):
            held.close()
            held = None
        if not self._dropped.is_set():
            self._outcome(self, held, result)

    def _sign_in(self) -> HeldToken:
        wanted = scopes(self._cloud, deeper=self._deeper)
        if self.way == "azure_cli":
            wanted = [f"{self._cloud.audience}/.default"]
            cli = AzureCliCredential(tenant_id=self._tenant_id, process_timeout=LIMITS["azure_cli"])
            return HeldToken(cli, wanted, self._cloud, cli.get_token(*wanted))
        shared = settings(self._cloud, self._tenant_id, self._stop)
        shown = self.way == "device_code"
        with ExitStack() as listening, ExitStack() as closing:
            source = device_code(shared, self._show_code) if shown else browser.browser(shared, listening)
            closing.callback(source.close)
            with browser.links_taken(self._show_link):
                source.authenticate(scopes=wanted, claims=self._claims, enable_cae=True)
            closing.pop_all()
        return HeldToken(source, wanted, self._cloud)

    def _stop(self) -> None:
        if self._dropped.is_set():
            raise Abandoned

    def _show_code(self, link: str, code: str, until: datetime) -> None:
        self.prompt = SignInPrompt(self.way, link, code, _iso(until), self.prompt.since)

    def _show_link(self, link: str) -> None:
        self.prompt = SignInPrompt(self.way, link, "", self.prompt.until, self.prompt.since)
        # Dropped before this link was known: nobody has hung up.
        self._stop()


def _iso(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")
