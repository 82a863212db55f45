"""Deep links of the real portal's kind arrive, and a person gets through by the names the instructions use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium
from tests.wizard.practice.desk import Desk
from tests.wizard.practice.portal_visitor import Visitor
from wizard.entra.portal import PAGES, Portal
from wizard.practice import PracticeTenant

HEADINGS = {
    "tenant-overview": "Contoso practice",
    "tenant-roles": "Roles & admins",
    "users": "All users",
    "app-registrations": "App registrations",
    "new-registration": "Register an application",
    "app-overview": "Linked",
    "app-authentication": "Linked | Authentication",
    "app-credentials": "Linked | Certificates & secrets",
    "app-token-configuration": "Linked | Token configuration",
    "app-permissions": "Linked | API permissions",
    "app-expose": "Linked | Expose an API",
    "app-roles": "App roles",
    "app-owners": "Owners",
    "app-manifest": "Linked | Manifest",
    "enterprise-apps": "Enterprise applications",
    "enterprise-overview": "Linked | Overview",
    "enterprise-users": "Linked | Users and groups",
    "enterprise-properties": "Linked | Properties",
    "enterprise-permissions": "Linked | Permissions",
    "sign-in-logs": "Sign-in logs",
    "user-settings": "User settings",
    "consent-settings": "Consent and permissions",
    "conditional-access": "Conditional Access policies",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


def begin(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Adele Vance").click()


@pytest.mark.browser
def test_every_deep_link_arrives(practice: PracticeTenant, page: Page) -> None:
    with Visitor(practice) as visitor:
        client_id = visitor.register("Linked")
    principal = practice.directory.principal_of(client_id)
    assert principal is not None
    portal = Portal(practice.cloud, lambda: practice.tenant_id)
    begin(page, f"{practice.cloud.entra_portal}/{practice.tenant_id}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("App registrations")
    found = {}
    for name in PAGES:
        page.goto("about:blank")
        page.goto(portal.link(name, client_id=client_id, object_id=principal["id"]))
        page.wait_for_url(lambda address: "#" not in address and "/open" not in address)
        found[name] = page.get_by_role("heading", level=1).inner_text()
    assert found == HEADINGS
    page.goto("about:blank")
    page.goto(Portal(practice.cloud, lambda: "").link("new-registration"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Register an application")


@pytest.mark.browser
def test_another_tenants_link_says_so(practice: PracticeTenant, page: Page) -> None:
    page.goto(f"{practice.cloud.entra_portal}/11111111-2222-3333-4444-555555555555/#view/x")
    expect(page.get_by_role("heading", level=1)).to_have_text("Another tenant")


@pytest.mark.browser
def test_a_person_sets_everything_up_by_its_names(fresh_desk: Desk, page: Page) -> None:
    practice = fresh_desk.practice
    portal = Portal(practice.cloud, lambda: practice.tenant_id)
    begin(page, portal.link("new-registration"))
    page.get_by_label("Name").fill("Contoso HR")
    page.get_by_label("Accounts in this organizational directory only").check()
    page.get_by_label("Platform").select_option("Web")
    page.get_by_label("Redirect URI", exact=True).fill("https://hr.example/callback")
    page.get_by_role("button", name="Register").click()
    (app,) = fresh_desk.do("GET", "/applications")["value"]
    copied = page.inner_text("main").splitlines()
    for label, value in (
        ("Display name", "Contoso HR"),
        ("Application (client) ID", app["appId"]),
        ("Object ID", app["id"]),
        ("Directory (tenant) ID", practice.tenant_id),
    ):
        assert copied[copied.index(label) + 1] == value

    page.get_by_role("link", name="Authentication").click()
    web = page.get_by_role("group", name="Web")
    web.get_by_role("button", name="Add URI").click()
    web.get_by_label("Redirect URI 2").fill("http://localhost/test")
    page.get_by_role("group", name="Allow public client flows").get_by_label("Yes").check()
    # Enter in a box is Save, not the first button beside it.
    page.get_by_label("Front-channel logout URL").press("Enter")
    expect(page.get_by_role("status")).to_be_visible()

    page.get_by_role("link", name="API permissions").click()
    page.get_by_role("link", name="Add a permission").click()
    page.get_by_role("link", name="Microsoft Graph").click()
    page.get_by_role("link", name="Delegated permissions").click()
    page.get_by_label("openid").check()
    page.get_by_role("button", name="Add permissions").click()
    page.get_by_role("link", name="Grant admin consent for Contoso practice").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Granted for Contoso practice")).to_have_count(2)

    page.get_by_role("link", name="Certificates & secrets").click()
    page.get_by_role("link", name="New client secret").click()
    page.get_by_label("Description").fill("HR")
    page.get_by_label("Expires").select_option("365 days (12 months)")
    page.get_by_role("button", name="Add", exact=True).click()
    description, _, value, secret_id = page.get_by_role("row").nth(1).inner_text().split("\t")[:4]
    assert (description, len(value), len(secret_id)) == ("HR", 40, 36)

    page.get_by_role("link", name="Overview").click()
    page.get_by_role("link", name="Contoso HR").click()
    page.get_by_role("link", name="Users and groups").click()
    page.get_by_role("link", name="Add user/group").click()
    page.get_by_role("link", name="None Selected").click()
    page.get_by_label("Search").fill("mina")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Mina Osei").check()
    page.get_by_role("button", name="Select", exact=True).click()
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_role("cell", name="Mina Osei", exact=True)).to_be_visible()
    kept = fresh_desk.do("GET", f"/applications/{app['id']}")
    assert kept["web"]["redirectUris"] == ["https://hr.example/callback", "http://localhost/test"]
    assert kept["isFallbackPublicClient"] is True


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")], ids=["wide", "phone"])
def test_every_page_fits_and_every_control_has_a_label(
    practice: PracticeTenant, browser: Browser, width: int, scheme: str
) -> None:
    with Visitor(practice) as visitor:
        client_id = visitor.register("A product with a rather long name", platform="web", uri="https://p.example/c")
    principal = practice.directory.principal_of(client_id)
    assert principal is not None
    page = browser.new_page(
        viewport={"width": width, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    begin(page, f"{practice.cloud.pages}/portal/{practice.tenant_id}/apps")
    bare = (
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !e.labels.length)"
    )
    wrong = []
    for path in (
        *("/home", "/apps", "/apps/new", "/enterprise"),
        *(f"/apps/{client_id}/{name}" for name in ("overview", "authentication", "credentials?new=1", "manifest")),
        *(f"/apps/{client_id}/{name}" for name in ("permissions", "expose/scope", "token-configuration/claim")),
        *(f"/enterprise/{principal['id']}/{name}" for name in ("properties", "users", "add-user", "pick")),
    ):
        page.goto(f"{practice.cloud.pages}/portal/{practice.tenant_id}{path}")
        fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if not fits or page.evaluate(f"{bare}.length"):
            wrong.append(path)
    page.close()
    assert wrong == []
