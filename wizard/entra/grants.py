"""Consent for the whole tenant: oauth2PermissionGrants, one for each client and resource.

A grant POST that answered 404 may have been written all the same (microsoft/fhir-server); the next attempt then
hears that the entry exists, and extends it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiota_abstractions.method import Method

from steps.model.directory import Json
from steps.model.problems import problem

from .reach import Reach, identified
from .replies import Refusal

EVERYBODY = "AllPrincipals"


class Grants:
    """The delegated permissions that were granted in the tenant."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    async def of(self, service_principal_id: str) -> Sequence[Json]:
        """The grants whose client is this service principal."""
        doing = "GET /oauth2PermissionGrants"
        builder = self._reach.graph.at.oauth2_permission_grants
        only = f"clientId eq '{service_principal_id}'"
        key = f"grants of {service_principal_id}"
        found: list[Json] = await self._reach.own.read(
            key, lambda: self._reach.list(builder, doing, filter=only), doing
        )
        return found

    async def give(self, service_principal_id: str, resource_id: str, scope: str) -> Json:
        """Grant for all principals, or extend the grant there is. `scope` is a space-separated list."""
        doing = "POST /oauth2PermissionGrants"
        body = {
            "clientId": service_principal_id,
            "consentType": EVERYBODY,
            "principalId": None,
            "resourceId": resource_id,
            "scope": scope,
        }
        builder = self._reach.graph.at.oauth2_permission_grants
        about = (service_principal_id, resource_id)
        try:
            made = await self._reach.write(Method.POST, builder, doing, body, about=about, duplicates=True)
            grant = identified(made, doing)
        except Refusal:
            grant = await self._extend(service_principal_id, resource_id, scope)
        wanted = set(scope.split())
        self._reach.own.wrote(
            f"grants of {service_principal_id}",
            lambda found: any(g["id"] == grant["id"] and wanted <= set(g["scope"].split()) for g in found),
        )
        return grant

    async def _extend(self, service_principal_id: str, resource_id: str, scope: str) -> Json:
        attempt = 0
        while True:
            there = await self.of(service_principal_id)
            grant = next((g for g in there if g["consentType"] == EVERYBODY and g["resourceId"] == resource_id), None)
            if grant is not None:
                break
            attempt += 1
            if attempt > 8:
                raise problem("still-spreading", doing="GET /oauth2PermissionGrants")
            await self._reach.patience.pause(attempt)
        both = " ".join(dict.fromkeys([*grant["scope"].split(), *scope.split()]))
        if both != grant["scope"]:
            builder = self._reach.graph.at.oauth2_permission_grants.by_o_auth2_permission_grant_id(grant["id"])
            await self._reach.write(Method.PATCH, builder, "PATCH /oauth2PermissionGrants/{id}", {"scope": both})
        return {**grant, "scope": both}
