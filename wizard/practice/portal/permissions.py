"""API permissions: what an app asks for, added from Microsoft Graph or from an API of the tenant's own."""

from __future__ import annotations

from collections.abc import Iterable

from steps.model.words import say

from ..first_party import GRAPH_APP_ID, GRAPH_SCOPES, USER_CONSENT
from ..login.scopes import offered
from ..realm import Realm
from ..store import Row
from .page import Page, Values
from .visit import Visit, Wrong


def declared(app: Row, scope: str) -> bool:
    """Whether the app asks for this delegated permission of Microsoft Graph."""
    return GRAPH_SCOPES[scope] in _ids(app, GRAPH_APP_ID)


def _ids(app: Row, resource: str) -> list[str]:
    return [
        access["id"]
        for entry in app["requiredResourceAccess"]
        if entry["resourceAppId"] == resource
        for access in entry["resourceAccess"]
    ]


def extended(app: Row, resource: str, ids: Iterable[str]) -> list[Row]:
    """`requiredResourceAccess` with these delegated permissions added."""
    there = next((e for e in app["requiredResourceAccess"] if e["resourceAppId"] == resource), None)
    held = list(there["resourceAccess"]) if there else []
    held += [{"id": i, "type": "Scope"} for i in dict.fromkeys(ids) if i not in _ids(app, resource)]
    others = [e for e in app["requiredResourceAccess"] if e["resourceAppId"] != resource]
    return [*others, {"resourceAppId": resource, "resourceAccess": held}]


def wanted(realm: Realm, app: Row) -> list[tuple[str, str]]:
    """The delegated permissions that the app asks for: app id of the API, and name."""
    return [
        (entry["resourceAppId"], name)
        for entry in app["requiredResourceAccess"]
        for name, scope in offered(realm, entry["resourceAppId"]).items()
        if scope["id"] in {a["id"] for a in entry["resourceAccess"] if a["type"] == "Scope"}
    ]


def _listed(visit: Visit) -> Values:
    app = visit.application()
    rows = [_row(visit, app, resource, name) for resource, name in wanted(visit.realm, app)]
    return {"app": app, "here": "permissions", "rows": rows}


def _row(visit: Visit, app: Row, resource: str, name: str) -> Row:
    directory = visit.realm.directory
    ours, theirs = directory.principal_of(app["appId"]), directory.principal_of(resource)
    granted = any(
        grant["consentType"] == "AllPrincipals" and name in grant["scope"].split()
        for grant in directory.grants
        if ours and theirs and (grant["clientId"], grant["resourceId"]) == (ours["id"], theirs["id"])
    )
    scope = offered(visit.realm, resource)[name]
    admin = name not in USER_CONSENT if resource == GRAPH_APP_ID else scope["type"] == "Admin"
    api = theirs["displayName"] if theirs else resource
    return {"api": api, "name": name, "id": scope["id"], "resource": resource, "admin": admin, "granted": granted}


def _remove(visit: Visit) -> str:
    app = visit.application()
    resource, _, scope_id = visit.typed.get("remove", "").partition(".")
    left = [
        {**entry, "resourceAccess": [a for a in entry["resourceAccess"] if a["id"] != scope_id]}
        if entry["resourceAppId"] == resource
        else entry
        for entry in app["requiredResourceAccess"]
    ]
    visit.graph("PATCH", visit.app_path, {"requiredResourceAccess": [e for e in left if e["resourceAccess"]]})
    return _back(app)


def _back(app: Row) -> str:
    return f"/apps/{app['appId']}/permissions"


def _choices(visit: Visit) -> Values:
    """Which API, then which of its permissions; Microsoft Graph has the step Delegated permissions between them."""
    api = visit.query.get("api", "")
    names = list(offered(visit.realm, api)) if api not in ("", "own") else []
    own = [app for app in visit.all("/applications") if offered(visit.realm, app["appId"])]
    kind = visit.query.get("kind", "" if api == GRAPH_APP_ID else "delegated")
    return {
        "app": visit.application(),
        "here": "permissions",
        "api": api,
        "kind": kind,
        "own": own,
        "names": names,
        "graph": GRAPH_APP_ID,
    }


def _add(visit: Visit) -> str:
    app, api = visit.application(), visit.query.get("api", "")
    scopes = offered(visit.realm, api)
    ids = [scopes[name]["id"] for name in visit.ticked("scope.") if name in scopes]
    if not ids:
        raise Wrong(say("practice.portal.no_permission"))
    visit.graph("PATCH", visit.app_path, {"requiredResourceAccess": extended(app, api, ids)})
    return _back(app)


PAGES = (
    Page("/apps/{client_id}/permissions", "portal_permissions.html", _listed, _remove),
    Page("/apps/{client_id}/permissions/add", "portal_add_permission.html", _choices, _add),
)
