"""Service principals: the application as the tenant's own enterprise application."""

from __future__ import annotations

from kiota_abstractions.method import Method

from steps.model.directory import Json

from .own_writes import holds
from .reach import Reach, identified
from .replies import Refusal

SELECT = "id,appId,displayName,accountEnabled,appRoleAssignmentRequired,tags"
"""Always: Microsoft Graph's own service principal is 1.9 MB without it."""


class ServicePrincipals:
    """The enterprise applications of the tenant."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._keys: dict[str, str] = {}

    async def of(self, client_id: str) -> Json | None:
        """The service principal of this application, showing what we wrote to it a moment ago."""
        doing = "GET /servicePrincipals(appId)"
        builder = self._reach.graph.at.service_principals_with_app_id(client_id)
        key = f"principal of {client_id}"
        found = await self._reach.own.read(key, lambda: self._reach.find(builder, doing, select=SELECT), doing)
        if found is None:
            return None
        principal = identified(found, doing, appId=client_id)
        self._keys[principal["id"]] = key
        return principal

    async def create(self, client_id: str, body: Json) -> Json:
        """Create; one that exists already is returned as it is."""
        doing = "POST /servicePrincipals"
        builder = self._reach.graph.at.service_principals
        wanted = {**body, "appId": client_id}
        key = f"principal of {client_id}"
        try:
            made = await self._reach.write(Method.POST, builder, doing, wanted, about=(client_id,), duplicates=True)
        except Refusal:
            # It exists, so a replica that does not know it yet is behind.
            self._reach.own.made(key)
            return identified(await self.of(client_id), doing, appId=client_id)
        principal = identified(made, doing, appId=client_id)
        self._reach.own.made(key, principal["id"])
        self._reach.own.wrote(key, lambda found: holds(found, body))
        self._keys[principal["id"]] = key
        return principal

    async def update(self, object_id: str, body: Json) -> None:
        """Change the given properties."""
        builder = self._reach.graph.at.service_principals.by_service_principal_id(object_id)
        await self._reach.write(Method.PATCH, builder, "PATCH /servicePrincipals/{id}", body, about=(object_id,))
        self._reach.own.wrote(self._keys.get(object_id, object_id), lambda found: holds(found, body))
