"""Addresses of the Entra admin center, whose page stands behind the #, as addresses of this portal."""

from __future__ import annotations

import re

_APPS, _IAM = "Microsoft_AAD_RegisteredApps", "Microsoft_AAD_IAM"

APP_PAGES = {
    "Overview": "overview",
    "Authentication": "authentication",
    "Credentials": "credentials",
    "TokenConfiguration": "token-configuration",
    "CallAnAPI": "permissions",
    "ProtectAnAPI": "expose",
    "Manifest": "manifest",
}
ENTERPRISE_PAGES = {
    "Overview": "overview",
    "Users": "users",
    "Properties": "properties",
    "Permissions": "permissions",
}
WHOLE = {
    f"{_APPS}/ApplicationsListBlade": "/apps",
    f"{_APPS}/CreateApplicationBlade": "/apps/new",
    f"{_IAM}/StartboardApplicationsMenuBlade": "/enterprise",
    f"{_IAM}/TenantOverview.ReactView": "/home",
    "Practice/Situations": "/situations",
}
ABSENT = {
    "ApplicationMenuBlade/~/AppRoles": "app_roles",
    "ApplicationMenuBlade/~/Owners": "owners",
    "RolesManagementMenuBlade": "roles",
    "UserManagementMenuBlade/~/AllUsers": "users",
    "UserManagementMenuBlade/~/UserSettings": "user_settings",
    "SignInEventsV3Blade": "sign_in_logs",
    "ConsentPoliciesMenuBlade": "consent_settings",
    "ConditionalAccessBlade": "conditional_access",
}
"""Pages that the practice tenant has not, by the words of `[practice.portal.absent]`."""

_APP = re.compile(rf"{_APPS}/ApplicationMenuBlade/(?:~/)?(\w+)/appId/([^/]+)")
_ENTERPRISE = re.compile(rf"{_IAM}/ManagedAppMenuBlade/(?:~/)?(\w+)/objectId/([^/]+)")


def path_of(fragment: str) -> str:
    """The page, relative to the tenant's portal; /absent/… for one there is not."""
    view = re.sub(r"^#?(view|blade)/", "", fragment)
    if not view.strip("#/"):
        return "/apps"
    for pattern, pages, kind in ((_APP, APP_PAGES, "apps"), (_ENTERPRISE, ENTERPRISE_PAGES, "enterprise")):
        found = pattern.match(view)
        if found and found[1] in pages:
            return f"/{kind}/{found[2]}/{pages[found[1]]}"
    for part, path in WHOLE.items():
        if view.startswith(part):
            return path
    return "/absent/" + next((name for part, name in ABSENT.items() if part in view), "other")
