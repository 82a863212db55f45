"""Service principals: an application's presence in the tenant, Microsoft Graph's own included."""

from __future__ import annotations

import uuid

from ..directory import Directory
from ..first_party import GRAPH_APP_ID, GRAPH_ROLES, GRAPH_SCOPES, MICROSOFT_TENANT, USER_CONSENT
from ..moments import graph_time
from ..store import Row

NO_PUBLISHER = {"displayName": None, "verifiedPublisherId": None, "addedDateTime": None}


def new_principal(app_id: str, app: Row | None, name: str, tenant_id: str) -> Row:
    """The service principal of an application, in the order of a recorded answer.

    Source: Azure/azure-cli test recordings, 2025-04.
    """
    return {
        "id": str(uuid.uuid4()),
        "deletedDateTime": None,
        "accountEnabled": True,
        "alternativeNames": [],
        "appDisplayName": name,
        "appDescription": app["description"] if app else None,
        "appId": app_id,
        "applicationTemplateId": None,
        "appOwnerOrganizationId": tenant_id if app else MICROSOFT_TENANT,
        "appRoleAssignmentRequired": False,
        "createdDateTime": graph_time(),
        "description": None,
        "disabledByMicrosoftStatus": None,
        "displayName": name,
        "homepage": app["web"]["homePageUrl"] if app else None,
        "loginUrl": None,
        "logoutUrl": app["web"]["logoutUrl"] if app else None,
        "notes": None,
        "notificationEmailAddresses": [],
        "preferredSingleSignOnMode": None,
        "preferredTokenSigningKeyThumbprint": None,
        "replyUrls": _reply_urls(app),
        "servicePrincipalNames": [*(app["identifierUris"] if app else ()), app_id],
        "servicePrincipalType": "Application",
        "signInAudience": app["signInAudience"] if app else "AzureADMultipleOrgs",
        "tags": [],
        "tokenEncryptionKeyId": None,
        "samlSingleSignOnSettings": None,
        "addIns": [],
        "appRoles": app["appRoles"] if app else [],
        "info": app["info"] if app else {"logoUrl": None},
        "keyCredentials": [],
        "oauth2PermissionScopes": app["api"]["oauth2PermissionScopes"] if app else [],
        "passwordCredentials": [],
        "resourceSpecificApplicationPermissions": [],
        "verifiedPublisher": dict(NO_PUBLISHER),
    }


def ensure_principal(directory: Directory, app_id: str, name: str) -> Row:
    """The service principal of this client id, made if there is none."""
    there = directory.principal_of(app_id)
    if there:
        return there
    app = directory.application_of(app_id)
    made = new_principal(app_id, app, app["displayName"] if app else name, directory.tenant_id)
    return directory.service_principals.put(made["id"], made)


def follow_application(directory: Directory, app: Row) -> None:
    """Carry what belongs to the application over to its service principal, as Entra does in the home tenant."""
    there = directory.principal_of(app["appId"])
    if there is None:
        return
    fresh = {
        "appDisplayName": app["displayName"],
        "displayName": app["displayName"],
        "appDescription": app["description"],
        "homepage": app["web"]["homePageUrl"],
        "logoutUrl": app["web"]["logoutUrl"],
        "replyUrls": _reply_urls(app),
        "servicePrincipalNames": [*app["identifierUris"], app["appId"]],
        "signInAudience": app["signInAudience"],
        "appRoles": app["appRoles"],
        "info": app["info"],
        "oauth2PermissionScopes": app["api"]["oauth2PermissionScopes"],
    }
    directory.service_principals.put(there["id"], {**there, **fresh})


def make_graph(directory: Directory) -> None:
    """Microsoft Graph's own service principal, which every tenant has."""
    if directory.principal_of(GRAPH_APP_ID):
        return
    made = new_principal(GRAPH_APP_ID, None, "Microsoft Graph", directory.tenant_id)
    made["servicePrincipalNames"] = [GRAPH_APP_ID, "https://graph.microsoft.com"]
    made["oauth2PermissionScopes"] = [_scope(name, scope_id) for name, scope_id in GRAPH_SCOPES.items()]
    made["appRoles"] = [_role(name, role_id) for name, role_id in GRAPH_ROLES.items()]
    directory.service_principals.put(made["id"], made)


def _scope(name: str, scope_id: str) -> Row:
    return {
        "adminConsentDescription": name,
        "adminConsentDisplayName": name,
        "id": scope_id,
        "isEnabled": True,
        "type": "User" if name in USER_CONSENT else "Admin",
        "userConsentDescription": name,
        "userConsentDisplayName": name,
        "value": name,
    }


def _role(name: str, role_id: str) -> Row:
    return {
        "allowedMemberTypes": ["Application"],
        "description": name,
        "displayName": name,
        "id": role_id,
        "isEnabled": True,
        "origin": "Application",
        "value": name,
    }


def _reply_urls(app: Row | None) -> list[str]:
    return [uri for part in ("web", "spa", "publicClient") for uri in app[part]["redirectUris"]] if app else []
