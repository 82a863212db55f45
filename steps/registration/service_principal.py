"""The enterprise application: it holds who may sign in and what was consented."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.changes import Change, Row
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.ports import World
from ..model.setup import Setup
from .who import assignment_required

# The portal sets this tag, Graph alone does not: without it the app is missing from the Enterprise applications list
# (terraform-provider-azuread, service principal tags).
TAGS = ["WindowsAzureActiveDirectoryIntegratedApp"]


def plan(setup: Setup, picked: Chosen, principal: Json | None) -> tuple[Change, ...]:
    """Create it unless it is there; who may sign in is decided with the same write."""
    if principal:
        return ()
    required = str(assignment_required(setup, picked)).lower()
    rows = (Row("tags", None, TAGS[0]), Row("appRoleAssignmentRequired", None, required))
    return (Change("register_app", "service_principal", "POST /servicePrincipals", rows, {"required": required}),)


def act(change: Change, world: World, app: Json) -> Mapping[str, str]:
    """Exactly what the rows showed."""
    body = {"tags": TAGS, "appRoleAssignmentRequired": change.values["required"] == "true"}
    return {"service_principal_id": world.directory.create_service_principal(app["appId"], body)["id"]}
