"""Grant admin consent for the tenant: everything that the app asks for, for everybody, after a Yes."""

from __future__ import annotations

from ..store import Row
from .overview import TAGS
from .page import Page, Values
from .permissions import wanted
from .visit import Visit


def _shown(visit: Visit) -> Values:
    return {"app": visit.application(), "here": "permissions"}


def _grant(visit: Visit) -> str:
    app = visit.application()
    names: dict[str, list[str]] = {}
    for resource, name in wanted(visit.realm, app):
        names.setdefault(resource, []).append(name)
    for resource, scopes in names.items():
        _extend(visit, _principal(visit, app["appId"])["id"], _principal(visit, resource)["id"], scopes)
    return f"/apps/{app['appId']}/permissions"


def _principal(visit: Visit, app_id: str) -> Row:
    there = visit.realm.directory.principal_of(app_id)
    made: Row = there or visit.graph("POST", "/servicePrincipals", {"appId": app_id, "tags": TAGS})
    return made


def _extend(visit: Visit, client: str, resource: str, scopes: list[str]) -> None:
    key = (client, resource, "AllPrincipals")
    for grant in visit.all("/oauth2PermissionGrants"):
        if (grant["clientId"], grant["resourceId"], grant["consentType"]) == key:
            scope = " ".join(dict.fromkeys([*grant["scope"].split(), *scopes]))
            visit.graph("PATCH", f"/oauth2PermissionGrants/{grant['id']}", {"scope": scope})
            return
    body = {"clientId": client, "resourceId": resource, "consentType": "AllPrincipals", "scope": " ".join(scopes)}
    visit.graph("POST", "/oauth2PermissionGrants", body)


PAGES = (Page("/apps/{client_id}/permissions/consent", "portal_consent.html", _shown, _grant),)
