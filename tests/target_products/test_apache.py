"""Apache with mod_auth_openidc, configured by the wizard's own file, unedited: people sign in at the site itself."""

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
from .httpd import Httpd

pytestmark = pytest.mark.browser

PRODUCT = "apache_mod_auth_openidc"
PATIENCE = 30_000


@contextmanager
def site(
    folder: Path, answers: Mapping[str, str], group: str = "", credential: str = ""
) -> Iterator[tuple[Httpd, HandedOver]]:
    """A running site, set up by the wizard with these answers; `group` is the one that may use it.

    It proves itself with a secret, or with the `credential` that is chosen in its place.
    """
    httpd = Httpd()
    try:
        given = {"site": httpd.origin, **answers}
        with handed_over(folder, PRODUCT, lambda tenant: given | named(tenant, group), credential) as handed:
            httpd.configure(handed.tenant.cloud.ca, handed.files, handed.values["include", "Line"])
            httpd.start()
            handed.open_to_everybody()
            yield httpd, handed
    finally:
        httpd.stop()


def named(tenant: PracticeTenant, group: str) -> dict[str, str]:
    return {"who": "groups", "group_ids": group_id(tenant, group)} if group else {}


def sign_in(page: Page, address: str, person: str) -> None:
    """Open the address, be sent to Microsoft, pick the account, and come back to the product."""
    page.goto(address)
    page.get_by_role("button", name=person).click(timeout=PATIENCE)
    # Microsoft's page names everybody: only what the product says counts.
    page.wait_for_url(lambda url: urlsplit(url).netloc == urlsplit(address).netloc, timeout=PATIENCE)


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Httpd, HandedOver]]:
    with site(tmp_path_factory.mktemp("apache"), {}) as running:
        yield running


@pytest.mark.parametrize(
    ("person", "remote_user"),
    [
        ("Adele Vance", "adele.vance@contoso-practice.example"),
        ("Noel Brandt", "noel.brandt@contoso-practice.example"),
        ("Rosa Lind", "rosa.lind@fabrikam.example"),
    ],
)
def test_a_person_signs_in_at_the_site_and_the_site_knows_who_it_is(
    whole_site: tuple[Httpd, HandedOver], page: Page, person: str, remote_user: str
) -> None:
    httpd, _ = whole_site
    sign_in(page, f"{httpd.origin}/reports/", person)
    expect(page.locator("#user")).to_have_text(remote_user, timeout=PATIENCE)
    assert page.url == f"{httpd.origin}/reports/"


def test_the_sign_out_address_ends_the_session_at_both_ends(whole_site: tuple[Httpd, HandedOver], page: Page) -> None:
    httpd, handed = whole_site
    sign_in(page, httpd.origin, "Adele Vance")
    expect(page.locator("#user")).to_be_visible(timeout=PATIENCE)
    page.goto(handed.values["sign-out", "Sign out"])
    page.goto(httpd.origin)
    expect(page.get_by_role("button", name="Adele Vance")).to_be_visible(timeout=PATIENCE)


def test_the_probe_names_a_wrong_redirect_uri_before_the_browser_does(
    whole_site: tuple[Httpd, HandedOver], page: Page
) -> None:
    httpd, handed = whole_site
    sent = f"{httpd.origin}/redirect_uri"
    assert differences(handed, httpd.origin) == []
    handed.register(f"{sent}/")
    assert ("redirect_uri", sent, f"{sent}/") in differences(handed, httpd.origin)
    page.goto(httpd.origin)
    expect(page.get_by_text(f"AADSTS50011: The redirect URI '{sent}'")).to_be_visible(timeout=PATIENCE)
    handed.register(sent)
    assert differences(handed, httpd.origin) == []


def test_a_reload_ends_sessions_as_the_recipe_says(whole_site: tuple[Httpd, HandedOver], page: Page) -> None:
    httpd, _ = whole_site
    sign_in(page, httpd.origin, "Adele Vance")
    expect(page.locator("#user")).to_be_visible(timeout=PATIENCE)
    httpd.reload()
    page.goto(httpd.origin)
    expect(page.get_by_role("button", name="Adele Vance")).to_be_visible(timeout=PATIENCE)


def test_a_secret_that_is_gone_is_said_by_apache_as_the_recipe_says(
    whole_site: tuple[Httpd, HandedOver], page: Page
) -> None:
    httpd, handed = whole_site
    handed.delete_secrets()
    sign_in(page, httpd.origin, "Adele Vance")
    expect(page.get_by_text("Error in handling response type")).to_be_visible(timeout=PATIENCE)
    assert "AADSTS7000215" in httpd.errors()


def test_one_path_for_a_group_by_email_address_behind_a_proxy(tmp_path: Path, page: Page) -> None:
    answers = {"protected_path": "/reports", "redirect_path": "/reports/back", "user_claim": "email"}
    with site(tmp_path, {**answers, "behind_proxy": "yes"}, group="All employees") as (httpd, handed):
        handed.assign_group("All employees")
        page.goto(httpd.origin)
        expect(page.locator("#user")).to_have_text("(none)", timeout=PATIENCE)
        for person, shown in (
            ("Mina Osei", "mina.osei@contoso-practice.example"),
            # No email address in Entra.
            ("Noel Brandt", "Remote user could not be set"),
            # In none of the groups.
            ("Omar Reyes", "Forbidden"),
        ):
            sign_in(page, f"{httpd.origin}/reports/", person)
            expect(page.get_by_text(shown)).to_be_visible(timeout=PATIENCE)
            page.context.clear_cookies()


def test_a_site_that_has_no_secret_proves_itself_by_its_key(tmp_path: Path, page: Page) -> None:
    with site(tmp_path, {}, credential="certificate") as (httpd, handed):
        assert sorted(handed.files) == [
            "auth_openidc_entra.conf",
            "auth_openidc_entra_certificate.pem",
            "auth_openidc_entra_key.pem",
        ]
        sign_in(page, f"{httpd.origin}/reports/", "Adele Vance")
        expect(page.locator("#user")).to_have_text("adele.vance@contoso-practice.example", timeout=PATIENCE)
        handed.delete_certificates()
        page.context.clear_cookies()
        sign_in(page, httpd.origin, "Adele Vance")
        expect(page.get_by_text("Error in handling response type")).to_be_visible(timeout=PATIENCE)
        assert "AADSTS700027" in httpd.errors()
