"""The tenant's directory, as a step may ask for it: Microsoft Graph as the signed-in person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from .facts import Principal
from .people import Memberships, Person
from .policies import Policies
from .secret import Secret
from .sign_in_log import SignIns

Json = dict[str, Any]
"""A Graph object as Graph sends it (`../shared/contract` holds the shapes)."""


class Directory(Protocol):
    """Microsoft Graph as the signed-in person. Problems: `sign-in-needed`, `not-allowed`, `throttled`, …

    Reading answers None for what does not exist. Writing waits for replication where Entra needs it.
    """

    def organization(self) -> Json:
        """GET /organization: displayName, verifiedDomains, assignedPlans."""

    def my_roles(self) -> Sequence[str] | None:
        """Display names of the signed-in person's active directory roles; None where they may not be read."""

    def may_register(self) -> bool | None:
        """authorizationPolicy.defaultUserRolePermissions.allowedToCreateApps; None where it may not be read."""

    def secret_policy(self) -> Mapping[str, Any] | None:
        """Whether new secrets are forbidden (`forbidden`) or limited (`max_days`); None where it may not be read.

        `key_max_days` is there only where the life of certificates is limited.
        """

    def policies(self) -> Policies:
        """The policies of the tenant that decide about a new application, read in one request."""

    def permissions(self) -> frozenset[str] | None:
        """The delegated permissions in the token of the signed-in person; None where it cannot be read."""

    def clock_ahead(self) -> float | None:
        """Seconds by which this computer's clock is ahead of Graph's (behind: negative), by its last answer."""

    def user(self, who: str) -> Person | None:
        """The person with this object ID or sign-in name; None where there is nobody of that name."""

    def memberships(self, user_id: str) -> Memberships | None:
        """Groups and roles of the person with this object ID; None where they may not be read."""

    def applications_with_redirect(self, uris: Sequence[str]) -> Sequence[Json]:
        """The applications with one of these redirect URIs under web or spa: id, appId, displayName, uniqueName."""

    def applications_called(self, display_name: str) -> Sequence[Json]:
        """The applications with exactly this display name: id, appId, displayName, uniqueName."""

    def application(self, unique_name: str) -> Json | None:
        """The application with this uniqueName."""

    def application_by_client_id(self, client_id: str) -> Json | None:
        """The application with this appId, whoever made it."""

    def upsert_application(self, unique_name: str, body: Json) -> Json:
        """Create or update by uniqueName (PATCH with Prefer: create-if-missing) and read it back."""

    def update_application(self, object_id: str, body: Json) -> None:
        """PATCH /applications/{id}."""

    def service_principal(self, client_id: str) -> Json | None:
        """The service principal of this application in the tenant; selected properties only."""

    def create_service_principal(self, client_id: str, body: Json) -> Json:
        """POST /servicePrincipals; one that exists already is returned as it is."""

    def update_service_principal(self, object_id: str, body: Json) -> None:
        """PATCH /servicePrincipals/{id}."""

    def grants(self, service_principal_id: str) -> Sequence[Json]:
        """The oauth2PermissionGrants whose client is this service principal."""

    def grant(self, service_principal_id: str, resource_id: str, scope: str) -> Json:
        """Tenant-wide consent (AllPrincipals): one grant per resource, extended where it exists."""

    def assignments(self, service_principal_id: str) -> Sequence[Json]:
        """appRoleAssignedTo of this service principal."""

    def assign(self, service_principal_id: str, principal: Principal) -> Json:
        """Assign the default role; an assignment that exists already is returned as it is."""

    def unassign(self, service_principal_id: str, assignment_id: str) -> None:
        """Remove one assignment."""

    def find_principals(self, typed: str) -> Sequence[Principal]:
        """Users by sign-in name or email, and security groups by name, that are exactly what was typed."""

    def add_password(
        self, object_id: str, display_name: str, expires: datetime, keep: Sequence[str] = ()
    ) -> tuple[Secret, Json]:
        """addPassword, never retried: the value, and the passwordCredential without it.

        One of this name whose answer was lost is removed, those with the key IDs in `keep` are not.
        """

    def remove_password(self, object_id: str, key_id: str) -> None:
        """removePassword; one that is gone already is no error."""

    def add_certificate(self, object_id: str, display_name: str, certificate: str) -> Json:
        """PATCH keyCredentials with those there are and this one (PEM); the keyCredential, without its key."""

    def remove_certificate(self, object_id: str, key_id: str) -> None:
        """PATCH keyCredentials without this one; one that is gone already is no error."""

    def sign_ins(self, client_id: str, since: datetime) -> SignIns:
        """GET /auditLogs/signIns: the newest sign-ins of this application since then."""

    def delete_application(self, object_id: str) -> None:
        """DELETE /applications/{id}: it stays 30 days in deletedItems."""
