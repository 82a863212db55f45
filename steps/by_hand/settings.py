"""What a row of a plan, one property of an application, asks of somebody in the Entra admin center."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..model.changes import Row
from ..model.views import Value
from ..model.words import say
from .portal import Action

PLATFORMS = {"web": "Web", "spa": "Single-page application", "publicClient": "Mobile and desktop applications"}
"""Graph's names of the platforms, and those of the page Authentication."""

AUDIENCES = {
    "AzureADMyOrg": "Accounts in this organizational directory only",
    "AzureADMultipleOrgs": "Accounts in any organizational directory",
}
"""Supported account types as the portal names them."""

_GROUPS = {
    "SecurityGroup": "Security groups",
    "ApplicationGroup": "Groups assigned to the application",
    "All": "All groups",
}
_CLAIMS = {"optionalClaims.idToken": "ID", "optionalClaims.accessToken": "Access"}
_PERMISSIONS = "requiredResourceAccess (Microsoft Graph)"


def setting_actions(rows: Sequence[Row], there: Collection[str] = (), temporary: bool = False) -> list[Action]:
    """The actions for these rows. `there` are platforms that the application has already."""
    platforms = set(there)
    found: list[Action] = []
    for row in rows:
        platform, _, what = row.path.partition(".")
        if what == "redirectUris":
            found.append(_redirect(row, platform, platform in platforms, temporary))
            platforms |= {platform} if row.after else set()
        else:
            found += _single(row)
    for path in _CLAIMS:
        found += _claims(_added(rows, path), _CLAIMS[path])
    return found + _permissions(_added(rows, _PERMISSIONS))


def _added(rows: Sequence[Row], path: str) -> list[str]:
    return [row.after for row in rows if row.path == path and row.after]


def _redirect(row: Row, platform: str, there: bool, temporary: bool) -> Action:
    uri = (Value(say(f"field.redirect_{platform}"), row.after or row.before or ""),)
    if row.after is None:
        does = "remove_redirect"
    elif temporary:
        does = "add_test_uri"
    else:
        does = "add_uri" if there else "add_platform"
    return Action("app-authentication", does, uri, {"platform": PLATFORMS[platform]})


def _claims(names: Sequence[str], token: str) -> list[Action]:
    if not names:
        return []
    return [
        Action("app-token-configuration", "add_claim", words={"token": token, "claims": ", ".join(names)}),
        Action("app-token-configuration", "claim_permission", words={"token": token}),
    ]


def _permissions(names: Sequence[str]) -> list[Action]:
    if not names:
        return []
    return [
        Action("app-permissions", "graph_permissions"),
        Action("app-permissions", "tick_permissions", words={"permissions": ", ".join(names)}),
    ]


def _single(row: Row) -> list[Action]:
    value = row.after or ""
    if row.path == "api.requestedAccessTokenVersion":
        return [Action("app-manifest", "token_version", words={"version": value})]
    if row.path == "signInAudience":
        return [Action("app-authentication", "change_account_types", words={"choice": AUDIENCES[value]})]
    if row.path == "web.logoutUrl":
        return [Action("app-authentication", "logout", (Value(say("portal.logout_url"), value),))]
    if row.path == "isFallbackPublicClient":
        return [Action("app-authentication", "public_client" if value == "true" else "no_public_client")]
    if row.path == "groupMembershipClaims":
        choice = _GROUPS.get(value, "")
        return [Action("app-token-configuration", "groups" if choice else "no_groups", words={"choice": choice})]
    return []
