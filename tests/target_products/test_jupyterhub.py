"""JupyterHub, configured by the wizard's own file, unedited: people sign in at the hub itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from wizard.practice import PracticeTenant

from .asked import differences
from .handed import HandedOver, group_id, handed_over
from .hub import Hub

pytestmark = pytest.mark.browser

PRODUCT = "jupyterhub"
PATIENCE = 30_000
REFUSED = "403 : Sorry, you are not currently authorized to use this hub."


@contextmanager
def hub_for(folder: Path, answers: Mapping[str, str], group: str = "") -> Iterator[tuple[Hub, HandedOver]]:
    """A running hub, set up by the wizard with these answers; `group` is the one that may use it."""
    hub = Hub(answers.get("base_path", ""))
    try:
        given = {"hub_url": hub.origin, **answers}
        with handed_over(folder, PRODUCT, lambda tenant: given | named(tenant, group)) as handed:
            hub.start(handed.tenant.cloud.ca, handed.files, handed.values["include", "Line"])
            handed.open_to_everybody()
            yield hub, handed
    finally:
        hub.stop()


def named(tenant: PracticeTenant, group: str) -> dict[str, str]:
    return {"who": "groups", "group_ids": group_id(tenant, group)} if group else {}


def sign_in(page: Page, address: str, person: str) -> None:
    """Open the hub, choose Microsoft, pick the account, and come back to the hub."""
    page.goto(address)
    page.get_by_role("button", name="Sign in with Microsoft Entra ID").click(timeout=PATIENCE)
    page.get_by_role("button", name=person).click(timeout=PATIENCE)
    # Microsoft's page names everybody: only what the product says counts.
    page.wait_for_url(lambda url: urlsplit(url).netloc == urlsplit(address).netloc, timeout=PATIENCE)


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hub, HandedOver]]:
    with hub_for(tmp_path_factory.mktemp("hub"), {"admins": "Adele.Vance@contoso-practice.example"}) as running:
        yield running


@pytest.mark.parametrize(
    ("person", "account", "admin"),
    [
        ("Adele Vance", "adele.vance@contoso-practice.example", True),
        ("Noel Brandt", "noel.brandt@contoso-practice.example", False),
        ("Rosa Lind", "rosa.lind@fabrikam.example", False),
    ],
)
def test_a_person_signs_in_and_the_hub_knows_who_it_is(
    everybody: tuple[Hub, HandedOver], page: Page, person: str, account: str, admin: bool
) -> None:
    hub, _ = everybody
    sign_in(page, hub.origin, person)
    expect(page.get_by_text(account)).to_be_visible(timeout=PATIENCE)
    assert page.url == f"{hub.origin}/hub/home"
    expect(page.get_by_role("link", name="Admin", exact=True)).to_have_count(int(admin))


def test_the_probe_names_a_wrong_redirect_uri_before_the_browser_does(
    everybody: tuple[Hub, HandedOver], page: Page
) -> None:
    hub, handed = everybody
    sent, login = f"{hub.origin}/hub/oauth_callback", f"{hub.origin}/hub/oauth_login"
    assert differences(handed, login) == []
    handed.register(f"{hub.origin}/hub/oauth_Callback")
    assert ("redirect_uri", sent, f"{hub.origin}/hub/oauth_Callback") in differences(handed, login)
    page.goto(login)
    expect(page.get_by_text(f"AADSTS50011: The redirect URI '{sent}'")).to_be_visible(timeout=PATIENCE)
    handed.register(sent)
    assert differences(handed, login) == []


def test_a_secret_that_is_gone_is_said_in_the_log_as_the_recipe_says(
    everybody: tuple[Hub, HandedOver], page: Page
) -> None:
    hub, handed = everybody
    handed.delete_secrets()
    sign_in(page, hub.origin, "Adele Vance")
    expect(page.get_by_role("heading", name="500 : Internal Server Error")).to_be_visible(timeout=PATIENCE)
    assert "AADSTS7000215" in hub.log()


def test_a_group_by_email_address_under_a_base_path(tmp_path: Path, page: Page) -> None:
    answers = {"base_path": "/jupyter", "user_claim": "email"}
    with hub_for(tmp_path, answers, group="All employees") as (hub, handed):
        handed.assign_group("All employees")
        for person, shown in (
            ("Mina Osei", "mina.osei@contoso-practice.example"),
            # No email address in Entra.
            ("Noel Brandt", "500 : Internal Server Error"),
            # In none of the groups.
            ("Omar Reyes", REFUSED),
        ):
            sign_in(page, f"{hub.origin}/jupyter", person)
            expect(page.get_by_text(shown).first).to_be_visible(timeout=PATIENCE)
            page.context.clear_cookies()
        assert "No email found in" in hub.log()
