"""The whole setup in the practice tenant, once for every way in which an application can prove who it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page
from walked import Walked, begun

from steps.model.views import Open
from tests.chromium import chromium

PATIENCE = 30_000


@dataclass(frozen=True)
class Kind:
    """A registration: answers that lead to it, where its redirect URI stands, and which credentials it has.

    `chosen` is the credential that the administrator picks in the plan, where there is a choice.
    """

    answers: Mapping[str, str]
    platform: str
    credentials: Mapping[str, int]
    chosen: str = ""


KINDS = {
    "web-secret": Kind({"client_type": "web"}, "web", {"passwordCredentials": 1, "keyCredentials": 0}),
    "web-certificate": Kind(
        {"client_type": "web", "key": "yes"}, "web", {"passwordCredentials": 0, "keyCredentials": 1}, "certificate"
    ),
    "spa": Kind({"client_type": "spa"}, "spa", {"passwordCredentials": 0, "keyCredentials": 0}),
}


@contextmanager
def up_to_the_login(folder: Path, kind: Kind) -> Iterator[Walked]:
    """A setup that waits for its test login, with the application as the kind says."""
    with begun(folder, "any_openid_connect", **kind.answers) as one:
        one.walk("choose_product", "sign_in", "check_tenant")
        if kind.chosen:
            plan = {"application_name": "Wiki", "who": "everyone", "secret_days": "90"}
            one.answer("register_app", **plan, credential=kind.chosen)
        one.walk("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")
        application = one.application
        assert {name: len(application.get(name) or ()) for name in kind.credentials} == kind.credentials
        assert application[kind.platform]["redirectUris"]
        yield one


def passed(one: Walked) -> None:
    """Finish the setup, whose login passed with nothing to warn of but the administrator's role."""
    one.walk("live_login", "finish")
    login = one.setup.login
    assert login
    assert {check.verdict for check in login.checks if check.name != "role"} == {"pass"}
    assert login.missing == ()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_login_passes(tmp_path: Path, kind: Kind) -> None:
    with up_to_the_login(tmp_path, kind) as one:
        passed(one)


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["spa", "web-certificate"])
def test_the_login_passes_in_a_browser(tmp_path: Path, kind: str) -> None:
    with up_to_the_login(tmp_path, KINDS[kind]) as one, chromium() as browser:
        in_browser(one, browser.new_page())
        passed(one)


def in_browser(one: Walked, page: Page) -> None:
    """Open the link in a real browser, pick the account, and hand over what it brings back to /callback."""
    back: list[str] = []

    def arrived(route: Any) -> None:
        back.append(route.request.url)
        route.fulfill(status=200, body="You can close this tab.")

    page.route(f"{one.person.callback}**", arrived)
    view = one.look("live_login")
    assert isinstance(view, Open), view
    started = one.person.open_link(view)
    assert started
    address, browser_key = started
    page.goto(address)
    page.get_by_role("button", name="Adele Vance").click(timeout=PATIENCE)
    page.get_by_text("You can close this tab.").wait_for(timeout=PATIENCE)
    one.person._hub.complete(parse_qsl(urlsplit(back[0]).query), browser_key)
