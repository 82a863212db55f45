"""What a body may hold: names and kinds of the properties a client may write.

Source: learn.microsoft.com/graph/api/resources/application.

A name that is not here is refused by name, as Graph does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ..store import Row
from .answers import GraphRefusal, bad

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _is_time(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


SCALARS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "guid": lambda value: isinstance(value, str) and GUID.fullmatch(value) is not None,
    "time": _is_time,
}

CLAIMS = [{"name": "text", "source": "text", "essential": "bool", "additionalProperties": ["text"]}]
SCOPE = {
    **dict.fromkeys(("adminConsentDescription", "adminConsentDisplayName", "value", "type", "origin"), "text"),
    **dict.fromkeys(("userConsentDescription", "userConsentDisplayName"), "text"),
    "id": "guid",
    "isEnabled": "bool",
}
ROLE = {
    "allowedMemberTypes": ["text"],
    **dict.fromkeys(("description", "displayName", "value", "origin"), "text"),
    "id": "guid",
    "isEnabled": "bool",
}
PASSWORD = {
    **dict.fromkeys(("customKeyIdentifier", "displayName", "hint", "secretText"), "text"),
    "keyId": "guid",
    "startDateTime": "time",
    "endDateTime": "time",
}
KEY = {
    **dict.fromkeys(("customKeyIdentifier", "displayName", "key", "type", "usage"), "text"),
    "keyId": "guid",
    "startDateTime": "time",
    "endDateTime": "time",
}
INFO = dict.fromkeys(("logoUrl", "marketingUrl", "privacyStatementUrl", "supportUrl", "termsOfServiceUrl"), "text")

APPLICATION: Mapping[str, Any] = {
    **dict.fromkeys(("displayName", "description", "groupMembershipClaims", "notes", "signInAudience"), "text"),
    **dict.fromkeys(("serviceManagementReference", "defaultRedirectUri", "samlMetadataUrl", "uniqueName"), "text"),
    **dict.fromkeys(("isFallbackPublicClient", "isDeviceOnlyAuthSupported", "oauth2RequirePostResponse"), "bool"),
    "tokenEncryptionKeyId": "guid",
    "identifierUris": ["text"],
    "tags": ["text"],
    "addIns": [{"id": "guid", "type": "text", "properties": [{"key": "text", "value": "text"}]}],
    "api": {
        "acceptMappedClaims": "bool",
        "knownClientApplications": ["guid"],
        "requestedAccessTokenVersion": "int",
        "oauth2PermissionScopes": [SCOPE],
        "preAuthorizedApplications": [{"appId": "guid", "delegatedPermissionIds": ["guid"]}],
    },
    "appRoles": [ROLE],
    "info": INFO,
    "keyCredentials": [KEY],
    "passwordCredentials": [PASSWORD],
    "optionalClaims": {"idToken": CLAIMS, "accessToken": CLAIMS, "saml2Token": CLAIMS},
    "parentalControlSettings": {"countriesBlockedForMinors": ["text"], "legalAgeGroupRule": "text"},
    "publicClient": {"redirectUris": ["text"]},
    "requiredResourceAccess": [{"resourceAppId": "guid", "resourceAccess": [{"id": "guid", "type": "text"}]}],
    "servicePrincipalLockConfiguration": dict.fromkeys(
        (
            "isEnabled",
            "allProperties",
            "credentialsWithUsageSign",
            "credentialsWithUsageVerify",
            "tokenEncryptionKeyId",
        ),
        "bool",
    ),
    "spa": {"redirectUris": ["text"]},
    "web": {
        "homePageUrl": "text",
        "logoutUrl": "text",
        "redirectUris": ["text"],
        "implicitGrantSettings": {"enableAccessTokenIssuance": "bool", "enableIdTokenIssuance": "bool"},
        "redirectUriSettings": [{"uri": "text", "index": "int"}],
    },
}
SERVICE_PRINCIPAL: Mapping[str, Any] = {
    **dict.fromkeys(("description", "displayName", "homepage", "loginUrl", "logoutUrl", "notes"), "text"),
    **dict.fromkeys(("preferredSingleSignOnMode", "preferredTokenSigningKeyThumbprint"), "text"),
    **dict.fromkeys(("accountEnabled", "appRoleAssignmentRequired"), "bool"),
    "appId": "guid",
    "tokenEncryptionKeyId": "guid",
    "alternativeNames": ["text"],
    "notificationEmailAddresses": ["text"],
    "replyUrls": ["text"],
    "servicePrincipalNames": ["text"],
    "tags": ["text"],
}
ASSIGNMENT: Mapping[str, Any] = {"principalId": "guid", "resourceId": "guid", "appRoleId": "guid"}
GRANT: Mapping[str, Any] = {
    "clientId": "guid",
    "consentType": "text",
    "principalId": "guid",
    "resourceId": "guid",
    "scope": "text",
}

MAY_BE_NULL = ("optionalClaims", "servicePrincipalLockConfiguration")
"""Objects that are null until somebody sets them; every other one is always there."""

READ_ONLY = frozenset(
    (
        *("id", "appId", "createdDateTime", "deletedDateTime", "publisherDomain", "applicationTemplateId"),
        *("disabledByMicrosoftStatus", "certification", "verifiedPublisher", "createdByAppId"),
    )
)


def check_shape(body: Row, kinds: Mapping[str, Any], resource: str, read_only: frozenset[str] = frozenset()) -> None:
    """Raises 400 naming the first property that does not exist, may not be written, or has a wrong value."""
    for name, value in body.items():
        if "@" in name:
            continue
        if name in read_only:
            raise bad(f"Property '{name}' is read-only and cannot be set.")
        if name not in kinds:
            raise bad(f"Invalid property '{name}'.", {"code": "InvalidProperty", "message": name, "target": name})
        _check(value, kinds[name], name, name, resource)


def _check(value: Any, kind: Any, path: str, top: str, resource: str) -> None:
    if isinstance(kind, list):
        # OData: a collection is never null.
        if not isinstance(value, list):
            raise _invalid(top, resource, path)
        for entry in value:
            if entry is None:
                raise _invalid(top, resource, path)
            _check(entry, kind[0], path, top, resource)
    elif value is None:
        if isinstance(kind, Mapping) and top not in MAY_BE_NULL:
            raise _invalid(top, resource, path)
    elif isinstance(kind, Mapping):
        if not isinstance(value, dict):
            raise _invalid(top, resource, path)
        for name, inner in value.items():
            if "@" in name:
                continue
            if name not in kind:
                raise bad(f"Invalid property '{name}'.", {"code": "InvalidProperty", "target": f"{path}.{name}"})
            _check(inner, kind[name], f"{path}.{name}", top, resource)
    elif not SCALARS[kind](value):
        raise _invalid(top, resource, path)


def _invalid(name: str, resource: str, path: str) -> GraphRefusal:
    message = f"Invalid value specified for property '{name}' of resource '{resource}'."
    return bad(message, {"code": "InvalidValue", "message": message, "target": path})


def invalid(name: str, resource: str, target: str = "") -> GraphRefusal:
    """400 for a value that a rule forbids."""
    return _invalid(name, resource, target or name)


def merged(there: Any, fresh: Any) -> Any:
    """A PATCH: objects are merged property by property, everything else is replaced."""
    if not isinstance(there, dict) or not isinstance(fresh, dict):
        return fresh
    return {**there, **{name: merged(there.get(name), value) for name, value in fresh.items() if "@" not in name}}
