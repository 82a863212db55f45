"""Who has agreed to what: grants in the directory, and who may give one."""

from __future__ import annotations

from ..first_party import GRAPH_APP_ID, GRAPH_SCOPES, USER_CONSENT
from ..objects.grant import keep_grant, new_grant
from ..objects.service_principal import ensure_principal
from ..realm import Realm
from ..roles import APP_ADMINISTRATORS
from ..store import Row
from .clients import Client
from .scopes import Wanted, offered

LEAST = ("User.Read", "openid", "profile", "offline_access")
"""What /.default means for a client whose permissions nobody has declared or granted."""


def granted(realm: Realm, client: Client, user_id: str, resource: str) -> tuple[str, ...]:
    """Every permission on this resource that this person's tokens for this client may carry."""
    if client.first and client.first.preconsented and resource == GRAPH_APP_ID:
        return client.first.preconsented
    ours, theirs = realm.directory.principal_of(client.app_id), realm.directory.principal_of(resource)
    names: list[str] = []
    for grant in realm.directory.grants if ours and theirs else ():
        mine = grant["consentType"] == "AllPrincipals" or grant["principalId"] == user_id
        if mine and ours and theirs and (grant["clientId"], grant["resourceId"]) == (ours["id"], theirs["id"]):
            names += grant["scope"].split()
    names += _preauthorized(realm, client, resource)
    return tuple(name for name in dict.fromkeys(names) if name in offered(realm, resource))


def _preauthorized(realm: Realm, client: Client, resource: str) -> list[str]:
    app = realm.directory.application_of(resource)
    entries = app["api"]["preAuthorizedApplications"] if app else []
    ids = {i for entry in entries if entry["appId"] == client.app_id for i in entry["delegatedPermissionIds"]}
    return [name for name, scope in offered(realm, resource).items() if scope["id"] in ids]


def asked(realm: Realm, client: Client, user_id: str, wanted: Wanted) -> tuple[str, ...]:
    """The permissions on the wanted resource that this request needs: named ones, or what /.default stands for."""
    names = list(wanted.names)
    if wanted.everything:
        names += granted(realm, client, user_id, wanted.resource) or _declared(client, wanted.resource) or LEAST
    return tuple(dict.fromkeys(names))


def missing(realm: Realm, client: Client, user_id: str, wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """What nobody has agreed to yet, by resource. OpenID scopes are permissions of Microsoft Graph."""
    needs: dict[str, tuple[str, ...]] = {wanted.resource: asked(realm, client, user_id, wanted)}
    needs[GRAPH_APP_ID] = (*wanted.openid, *needs.get(GRAPH_APP_ID, ()))
    if client.first and client.first.preconsented:
        return {}
    # "offline_access" comes with every sign-in that may keep a session, asked for by name or not.
    found = {
        resource: tuple(n for n in dict.fromkeys(names) if n not in granted(realm, client, user_id, resource))
        for resource, names in needs.items()
    }
    return {resource: names for resource, names in found.items() if names}


def may_consent(realm: Realm, user_id: str, needs: dict[str, tuple[str, ...]], everybody: bool = False) -> bool:
    """Whether this person may agree to this, for themselves or for everybody."""
    if set(realm.directory.roles_of(user_id)) & set(APP_ADMINISTRATORS):
        return True
    if everybody or realm.scenarios.consent_blocked:
        return False
    for resource, names in needs.items():
        scopes = offered(realm, resource)
        for name in names:
            if (name not in USER_CONSENT) if resource == GRAPH_APP_ID else scopes[name].get("type") == "Admin":
                return False
    return True


def agree(realm: Realm, client: Client, user_id: str, needs: dict[str, tuple[str, ...]], everybody: bool) -> None:
    """Write the consent as grants, and make the service principals that it needs."""
    ours = ensure_principal(realm.directory, client.app_id, client.name)
    for resource, names in needs.items():
        theirs = ensure_principal(realm.directory, resource, resource)
        _extend(realm, ours["id"], theirs["id"], None if everybody else user_id, names)


def _extend(realm: Realm, client_id: str, resource_id: str, user_id: str | None, names: tuple[str, ...]) -> None:
    for grant in realm.directory.grants:
        if (grant["clientId"], grant["resourceId"], grant["principalId"]) == (client_id, resource_id, user_id):
            scope = " ".join(dict.fromkeys([*grant["scope"].split(), *names]))
            keep_grant(realm.directory, {**grant, "scope": scope})
            return
    keep_grant(realm.directory, new_grant(client_id, resource_id, user_id, " ".join(names)))


def _declared(client: Client, resource: str) -> tuple[str, ...]:
    entries: list[Row] = client.app["requiredResourceAccess"] if client.app else []
    ids = {a["id"] for e in entries if e["resourceAppId"] == resource for a in e["resourceAccess"]}
    if resource != GRAPH_APP_ID:
        return ()
    return tuple(name for name, scope_id in GRAPH_SCOPES.items() if scope_id in ids)
