"""Who is assigned to the enterprise application: appRoleAssignedTo of its service principal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiota_abstractions.method import Method

from steps.model.directory import Json
from steps.model.facts import Principal
from steps.model.graph_ids import DEFAULT_ACCESS
from steps.model.problems import problem

from .reach import Reach, identified
from .replies import Refusal

DOING = "POST /servicePrincipals/{id}/appRoleAssignedTo"


class Assignments:
    """The people and groups that may sign in."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    async def of(self, service_principal_id: str) -> Sequence[Json]:
        """Every assignment, showing those we made a moment ago."""
        doing = "GET /servicePrincipals/{id}/appRoleAssignedTo"
        builder = self._builder(service_principal_id)
        key = f"assignments of {service_principal_id}"
        found: list[Json] = await self._reach.own.read(key, lambda: self._reach.list(builder, doing), doing)
        return found

    async def assign(self, service_principal_id: str, principal: Principal) -> Json:
        """Assign the default role; an assignment that exists already is returned as it is."""
        body = {
            "principalId": principal.object_id,
            "resourceId": service_principal_id,
            "appRoleId": DEFAULT_ACCESS,
        }
        builder = self._builder(service_principal_id)
        about = (service_principal_id,)
        try:
            made = await self._reach.write(Method.POST, builder, DOING, body, about=about, duplicates=True)
            assignment = identified(made, DOING)
        except Refusal:
            assignment = await self._there(service_principal_id, principal.object_id)
        given = assignment["id"]
        self._reach.own.wrote(
            f"assignments of {service_principal_id}", lambda found: any(a["id"] == given for a in found)
        )
        return assignment

    async def unassign(self, service_principal_id: str, assignment_id: str) -> None:
        """Remove one; one that is gone already is no error."""
        if any(a["id"] == assignment_id for a in await self.of(service_principal_id)):
            builder = self._builder(service_principal_id).by_app_role_assignment_id(assignment_id)
            await self._reach.write(Method.DELETE, builder, "DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}")
        self._reach.own.wrote(
            f"assignments of {service_principal_id}", lambda found: all(a["id"] != assignment_id for a in found)
        )

    async def _there(self, service_principal_id: str, principal_id: str) -> Json:
        for attempt in range(1, 9):
            for assignment in await self.of(service_principal_id):
                if assignment["principalId"] == principal_id:
                    return assignment
            await self._reach.patience.pause(attempt)
        raise problem("still-spreading", doing=DOING)

    def _builder(self, service_principal_id: str) -> Any:
        principals = self._reach.graph.at.service_principals
        return principals.by_service_principal_id(service_principal_id).app_role_assigned_to
