"""Deep links open the right page, in the right cloud and tenant."""

from __future__ import annotations

import pytest

from wizard.entra.cloud import CHINA, CLOUDS, GLOBAL, US_GOVERNMENT, Cloud
from wizard.entra.portal import PAGES, Portal

TENANT = "11111111-1111-4111-8111-111111111111"
IDS = {"client_id": "22222222-2222-4222-8222-222222222222", "object_id": "33333333-3333-4333-8333-333333333333"}


@pytest.mark.parametrize("cloud", CLOUDS.values(), ids=lambda cloud: cloud.name)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_this_cloud_and_this_tenant(page: str, cloud: Cloud) -> None:
    link = Portal(cloud, lambda: TENANT).link(page, **IDS)
    assert link.startswith(f"{cloud.entra_portal}/{TENANT}/#view/Microsoft_AAD_")
    assert "{" not in link


@pytest.mark.parametrize(
    ("cloud", "page", "link"),
    [
        (
            GLOBAL,
            "app-authentication",
            f"https://entra.microsoft.com/{TENANT}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/"
            f"Authentication/appId/{IDS['client_id']}",
        ),
        (
            US_GOVERNMENT,
            "enterprise-users",
            f"https://entra.microsoft.us/{TENANT}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Users/objectId/"
            f"{IDS['object_id']}/appId/{IDS['client_id']}",
        ),
        (
            CHINA,
            "app-registrations",
            f"https://entra.microsoftonline.cn/{TENANT}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade",
        ),
    ],
)
def test_a_link_is_spelled_as_the_portal_spells_it(cloud: Cloud, page: str, link: str) -> None:
    assert Portal(cloud, lambda: TENANT).link(page, **IDS) == link


def test_before_sign_in_there_is_no_tenant_in_the_link() -> None:
    link = Portal(GLOBAL, lambda: "").link("app-registrations")
    assert link.startswith("https://entra.microsoft.com/#view/")


def test_an_id_cannot_lead_elsewhere() -> None:
    link = Portal(GLOBAL, lambda: "../evil").link("app-overview", client_id="x/../../y#z")
    assert link.startswith("https://entra.microsoft.com/..%2Fevil/#view/")
    assert link.endswith("appId/x%2F..%2F..%2Fy%23z")


@pytest.mark.parametrize(("page", "ids"), [("nowhere", IDS), ("app-overview", {})])
def test_an_unknown_page_or_a_missing_id_is_an_error(page: str, ids: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        Portal(GLOBAL, lambda: TENANT).link(page, **ids)
