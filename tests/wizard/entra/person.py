"""A scripted administrator: signs in through the practice tenant's own pages, as a browser would."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

from azure.core.credentials import AccessToken

from steps.model.facts import SignedIn
from steps.model.ports import SignInPrompt
from wizard.entra.browser import browser, links_taken
from wizard.entra.credentials import settings
from wizard.entra.sign_in import SigningIn
from wizard.practice import PracticeTenant

T = TypeVar("T")

ADMINISTRATOR = "adele.vance"
AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"


def wait_for(look: Callable[[], T | None], seconds: float = 20.0) -> T:
    """The first thing that is found; what `look` raises comes through."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError("nothing came")


def shown(signing: SigningIn) -> SignInPrompt:
    """The prompt, once its link is known; a problem that ended the attempt comes through."""

    def look() -> SignInPrompt | None:
        prompt = signing.prompt()
        if prompt is None:
            signing.current()
        return prompt if prompt and prompt.link else None

    return wait_for(look)


def sign_in(
    practice: PracticeTenant, signing: SigningIn, person: str = ADMINISTRATOR, deeper: bool = True
) -> SignedIn:
    """Sign in by browser; `deeper` asks for what only reads as well."""
    signing.begin("browser", deeper)
    practice.sign_in_and_deliver(shown(signing).link, person)
    return wait_for(signing.current)


def sign_in_least(practice: PracticeTenant, signing: SigningIn) -> SignedIn:
    """Sign in with the least permissions, as somebody who never accepted more: Entra forgets no consent by itself."""
    for grant in practice.directory.grants.all():
        practice.directory.grants.drop(grant["id"])
    return sign_in(practice, signing, deeper=False)


def cli_token(practice: PracticeTenant, person: str) -> AccessToken:
    """A Graph token as the Azure CLI holds it: its permissions need nobody's consent."""
    shared = settings(practice.cloud, practice.tenant_id, lambda: None)
    closing = ExitStack()
    source = browser({**shared, "client_id": AZURE_CLI, "disable_automatic_authentication": False}, closing)

    def go(link: str) -> None:
        threading.Thread(target=practice.sign_in_and_deliver, args=(link, person), daemon=True).start()

    with closing, links_taken(go):
        token = source.get_token(f"{practice.cloud.audience}/.default")
    source.close()
    return token
