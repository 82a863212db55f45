"""The permission the application itself offers, for products that ask for `api://{client_id}/…`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from ..model.changes import Change, Row
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.ports import World


def plan(picked: Chosen, app: Json | None) -> tuple[Change, ...]:
    """Expose the scope unless it is there."""
    scope = picked.app.expose
    if scope is None or (app and any(s["value"] == scope.value for s in app["api"]["oauth2PermissionScopes"])):
        return ()
    uri = f"api://{app['appId'] if app else '{client_id}'}"
    rows = (Row("identifierUris", None, uri), Row("api.oauth2PermissionScopes", None, scope.value))
    return (Change("register_app", "expose_scope", "PATCH /applications/{id}", rows, {"scope": scope.value}),)


def act(world: World, picked: Chosen, app: Json) -> Mapping[str, str]:
    """Add the scope and the Application ID URI; everything else under `api` stays as it is."""
    scope = picked.app.expose
    if scope is None:
        return {}
    # The same id on every run, so that a repeated write is the same scope and not a second one.
    scope_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"api://{app['appId']}/{scope.value}"))
    fresh = {
        "id": scope_id,
        "value": scope.value,
        "type": "User",
        "isEnabled": True,
        "adminConsentDisplayName": scope.name,
        "adminConsentDescription": scope.description,
        "userConsentDisplayName": scope.name,
        "userConsentDescription": scope.description,
    }
    there = [s for s in app["api"]["oauth2PermissionScopes"] if s["value"] != scope.value]
    uris = list(dict.fromkeys([*app["identifierUris"], f"api://{app['appId']}"]))
    body = {"identifierUris": uris, "api": {**app["api"], "oauth2PermissionScopes": [*there, fresh]}}
    world.directory.update_application(app["id"], body)
    return {"object_id": app["id"], "scope_id": scope_id}
