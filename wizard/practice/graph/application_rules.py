"""What an application may look like as a whole, and what may change on it."""

from __future__ import annotations

from typing import Any

from ..directory import Directory
from ..people import DOMAIN
from ..store import Row
from .answers import GraphRefusal, bad
from .redirect_rules import WORK_ONLY, is_logout_allowed, refused_part
from .shapes import invalid

AUDIENCES = (*WORK_ONLY, "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount")
GROUP_CLAIMS = {"None", "SecurityGroup", "DirectoryRole", "ApplicationGroup", "All"}
CLAIM: Row = {"source": None, "essential": False, "additionalProperties": []}
SCOPE_TEXTS = ("userConsentDescription", "userConsentDisplayName")


def completed(app: Row) -> Row:
    """The application with everything filled in that Entra adds on its own."""
    claims = app["optionalClaims"]
    if claims is not None:
        kinds = ("idToken", "accessToken", "saml2Token")
        claims = {kind: [{**CLAIM, **entry} for entry in claims.get(kind) or []] for kind in kinds}
    web = app["web"]
    web = {**web, "redirectUriSettings": [{"uri": uri, "index": None} for uri in web["redirectUris"]]}
    scopes = [
        {**dict.fromkeys(SCOPE_TEXTS), "isEnabled": True, "type": "User", **scope}
        for scope in app["api"]["oauth2PermissionScopes"]
    ]
    roles = [{"isEnabled": True, "origin": "Application", **role} for role in app["appRoles"]]
    api = {**app["api"], "oauth2PermissionScopes": scopes}
    return {**app, "optionalClaims": claims, "web": web, "api": api, "appRoles": roles}


def check_application(directory: Directory, app: Row) -> None:
    """Raises 400 for an application that Entra would not have."""
    if not app["displayName"] or len(app["displayName"]) > 256:
        raise invalid("displayName", "Application")
    if app["signInAudience"] not in AUDIENCES:
        raise invalid("signInAudience", "Application")
    version = app["api"]["requestedAccessTokenVersion"]
    if version not in (None, 1, 2) or (app["signInAudience"] not in WORK_ONLY and version != 2):
        raise bad("Property api.requestedAccessTokenVersion is invalid.", _target("api.requestedAccessTokenVersion"))
    part = refused_part(app)
    if part:
        raise invalid(part, "Application", f"{part}.redirectUris")
    if app["web"]["logoutUrl"] and not is_logout_allowed(app["web"]["logoutUrl"]):
        raise invalid("web", "Application", "web.logoutUrl")
    groups = app["groupMembershipClaims"]
    if groups is not None and not {name.strip() for name in groups.split(",")} <= GROUP_CLAIMS:
        raise invalid("groupMembershipClaims", "Application")
    _check_permissions(app)
    _check_identifiers(directory, app)


def _target(name: str) -> dict[str, str]:
    return {"code": "InvalidValue", "target": name}


NEEDED = {
    "appRoles": ("id", "allowedMemberTypes", "displayName"),
    "requiredResourceAccess": ("resourceAppId", "resourceAccess"),
}
"""What an entry of a list cannot do without."""


def _check_entries(app: Row) -> None:
    for name, needed in NEEDED.items():
        if any(entry.get(part) is None for entry in app[name] for part in needed):
            raise invalid(name, "Application")
    if any(not entry.get("appId") for entry in app["api"]["preAuthorizedApplications"]):
        raise invalid("api", "Application", "api.preAuthorizedApplications")
    if any(not entry.get("name") for entries in (app["optionalClaims"] or {}).values() for entry in entries):
        raise invalid("optionalClaims", "Application")


def _check_permissions(app: Row) -> None:
    _check_entries(app)
    scopes, roles = app["api"]["oauth2PermissionScopes"], app["appRoles"]
    for what, entries in (("api.oauth2PermissionScopes", scopes), ("appRoles", roles)):
        ids = [entry.get("id") for entry in entries]
        values = [entry["value"] for entry in entries if entry.get("value")]
        if None in ids or len({*ids}) < len(ids) or len({*values}) < len(values):
            raise invalid(what.partition(".")[0], "Application", what)
    for scope in scopes:
        if (
            scope["type"] not in ("User", "Admin")
            or not scope.get("value")
            or not scope.get("adminConsentDisplayName")
        ):
            raise invalid("api", "Application", "api.oauth2PermissionScopes")
    for entry in app["requiredResourceAccess"]:
        if any(access.get("type") not in ("Scope", "Role") for access in entry.get("resourceAccess", ())):
            raise invalid("requiredResourceAccess", "Application")
    known = {scope["id"] for scope in scopes}
    for entry in app["api"]["preAuthorizedApplications"]:
        if not known >= {*entry.get("delegatedPermissionIds", ())}:
            name = "api.preAuthorizedApplications.delegatedPermissionIds"
            message = f"Property {name} has a Permission Id that cannot be found in the AppPermissions sets."
            raise bad(message, _target(name))


def _check_identifiers(directory: Directory, app: Row) -> None:
    own = (f"api://{app['appId']}", f"api://{directory.tenant_id}/")
    for uri in app["identifierUris"]:
        host = uri.partition("://")[2].partition("/")[0]
        at_home = host == DOMAIN or host.endswith(f".{DOMAIN}")
        if not (uri == own[0] or uri.startswith((own[0] + "/", own[1])) or at_home):
            message = (
                f"Failed to add identifier URI {uri}. All newly added URIs must contain a tenant verified domain, "
                "tenant ID, or app ID, as per the default tenant policy of your organization. See "
                "https://aka.ms/identifier-uri-addition-error for more information on this error."
            )
            raise GraphRefusal(400, "HostNameNotOnVerifiedDomain", message, [_target("identifierUris")])
        # A deleted application keeps its URIs for thirty days.
        for other in (*directory.applications, *directory.deleted):
            if other["id"] != app["id"] and uri in other.get("identifierUris", ()):
                raise bad("Another object with the same value for property identifierUris already exists.")


def check_change(before: Row, after: Row) -> None:
    """Raises 400 for a change that Entra refuses although the result would be good."""
    if before["uniqueName"] != after["uniqueName"] and before["uniqueName"] is not None:
        raise bad("Property 'uniqueName' cannot be changed once it is set.", _target("uniqueName"))
    fresh = _entitlements(after)
    for key, entry in _entitlements(before).items():
        unchanged = key in fresh and {**fresh[key], "isEnabled": True} == entry
        if entry["isEnabled"] and not unchanged:
            message = "Permission (scope or role) cannot be deleted or updated unless disabled first."
            raise GraphRefusal(400, "CannotDeleteOrUpdateEnabledEntitlement", message)


def _entitlements(app: Row) -> dict[str, Any]:
    return {entry["id"]: entry for entry in (*app["api"]["oauth2PermissionScopes"], *app["appRoles"])}


def check_sent(body: Row) -> None:
    """Raises 400 for a body that contradicts itself before it is merged with anything."""
    web = body.get("web") or {}
    # Recorded: redirectUris together with redirectUriSettings is an invalid `web`, as a body read and sent back is.
    if web.get("redirectUris") is not None and web.get("redirectUriSettings"):
        raise invalid("web", "Application", "web.redirectUriSettings")
