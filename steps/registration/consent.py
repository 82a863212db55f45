"""Consent for the whole tenant, so that nobody is asked at the first login."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.changes import Change, Row
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.graph_ids import GRAPH_APP_ID
from ..model.ports import World


def plan(picked: Chosen, app: Json | None, grants: Sequence[Json], world: World) -> tuple[Change, ...]:
    """Grant what is not granted yet: the delegated Graph permissions, and the application's own scope."""
    own = (picked.app.expose.value,) if picked.app.expose else ()
    planned = []
    for kind, scopes, resource_app in (
        ("consent", picked.app.scopes, GRAPH_APP_ID),
        ("consent_own", own, app["appId"] if app else ""),
    ):
        resource = (world.directory.service_principal(resource_app) or {}) if grants and scopes else {}
        granted = _granted(grants, resource.get("id", ""))
        missing = [scope for scope in scopes if scope not in granted]
        if missing:
            rows = tuple(Row("oauth2PermissionGrants.scope", None, scope) for scope in missing)
            values = {"scopes": " ".join(missing)}
            planned.append(Change("register_app", kind, "POST /oauth2PermissionGrants", rows, values))
    return tuple(planned)


def act(change: Change, world: World, app: Json) -> Mapping[str, str]:
    """One grant per resource, for all principals; one that is there is extended."""
    client = world.directory.service_principal(app["appId"]) or {}
    resource_app = GRAPH_APP_ID if change.kind == "consent" else app["appId"]
    resource = world.directory.service_principal(resource_app) or {}
    grant = world.directory.grant(client["id"], resource["id"], change.values["scopes"])
    return {"grant_id": grant["id"]}


def _granted(grants: Sequence[Json], resource_id: str) -> set[str]:
    # A grant of consentType Principal is one person's own consent and does not stand in for the tenant's.
    mine = [g for g in grants if g["consentType"] == "AllPrincipals" and g["resourceId"] == resource_id]
    return {scope for grant in mine for scope in grant["scope"].split()}
