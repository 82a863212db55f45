"""Deep links into the Entra admin center: the port `Portal`.

Sources: merill/cmd commands.csv (2026-05), SupportArticles-docs (AADSTS50011). The tenant stands in the path, so
that the browser's single sign-on cannot open the page in another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from .cloud import Cloud

_APPS = "#view/Microsoft_AAD_RegisteredApps"
_APP = f"{_APPS}/ApplicationMenuBlade/~/{{blade}}/appId/{{client_id}}"
_ENTERPRISE = "#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/{blade}/objectId/{object_id}/appId/{client_id}"

PAGES: dict[str, str] = {
    # The first three are general knowledge, not read in a source: a page that moved is found by the portal's search.
    "tenant-overview": "#view/Microsoft_AAD_IAM/TenantOverview.ReactView",
    "tenant-roles": "#view/Microsoft_AAD_IAM/RolesManagementMenuBlade/~/AllRoles",
    "users": "#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers",
    "app-registrations": f"{_APPS}/ApplicationsListBlade",
    "new-registration": f"{_APPS}/CreateApplicationBlade/quickStartType~/null/isMSAApp~/false",
    "app-overview": _APP.replace("{blade}", "Overview"),
    "app-authentication": _APP.replace("{blade}", "Authentication"),
    "app-credentials": _APP.replace("{blade}", "Credentials"),
    "app-token-configuration": _APP.replace("{blade}", "TokenConfiguration"),
    "app-permissions": _APP.replace("{blade}", "CallAnAPI"),
    "app-expose": _APP.replace("{blade}", "ProtectAnAPI"),
    "app-roles": _APP.replace("{blade}", "AppRoles"),
    "app-owners": _APP.replace("{blade}", "Owners"),
    "app-manifest": _APP.replace("{blade}", "Manifest"),
    "enterprise-apps": "#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview",
    "enterprise-overview": _ENTERPRISE.replace("{blade}", "Overview"),
    "enterprise-users": _ENTERPRISE.replace("{blade}", "Users"),
    "enterprise-properties": _ENTERPRISE.replace("{blade}", "Properties"),
    "enterprise-permissions": _ENTERPRISE.replace("{blade}", "Permissions"),
    "sign-in-logs": (
        "#view/Microsoft_AAD_IAM/SignInEventsV3Blade/timeRangeType/last24hours/showApplicationSignIns~/true"
    ),
    "user-settings": (
        "#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/UserSettings/menuId/UserSettings"
    ),
    "consent-settings": "#view/Microsoft_AAD_IAM/ConsentPoliciesMenuBlade/~/UserSettings",
    "conditional-access": "#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies",
}
"""The page's part of the address. `object_id` on an enterprise page is the service principal's."""

OF_PRACTICE = {"situations": "#view/Practice/Situations"}
"""Pages that the practice tenant's portal has, and the real one has not."""

_PLACE = re.compile(r"\{([a-z_]+)\}")


class Portal:
    """Links for one cloud and, once known, one tenant (`tenant_id` answers an empty string before that)."""

    def __init__(self, cloud: Cloud, tenant_id: Callable[[], str]) -> None:
        self._cloud = cloud
        self._tenant_id = tenant_id

    def link(self, page: str, **ids: str) -> str:
        """The address of a page; raises `KeyError` for a page or an id that is missing."""
        tenant = ids.get("tenant_id") or self._tenant_id()
        pages = {**PAGES, **OF_PRACTICE} if self._cloud.is_practice else PAGES
        place = _PLACE.sub(lambda name: quote(ids[name[1]], safe=""), pages[page])
        return "/".join(part for part in (self._cloud.entra_portal, quote(tenant, safe=""), place) if part)
