"""Microsoft's own applications that take part: Microsoft Graph and the public clients admins sign in with.

Ids of scopes: microsoftgraph/microsoft-graph-devx-content, permissions/new/permissions.json (2026-08).
"""

from __future__ import annotations

from dataclasses import dataclass

GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"
MICROSOFT_TENANT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
GRAPH_RESOURCE = "https://graph.microsoft.com"

GRAPH_SCOPES: dict[str, str] = {
    "openid": "37f7f235-527c-4136-accd-4a02d197296e",
    "profile": "14dad69e-099b-42c9-810b-d002981feec1",
    "email": "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "offline_access": "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    "User.ReadBasic.All": "b340eb25-3456-403f-be2f-af7a0d370277",
    "GroupMember.Read.All": "bc024368-1153-4739-b217-4326f2e966d0",
    "Application.Read.All": "c79f8feb-a9db-4090-85f9-90d820caa0eb",
    "Application.ReadWrite.All": "bdfbf15f-ee85-4955-8675-146e8e5296b5",
    "AppRoleAssignment.ReadWrite.All": "84bccea3-f856-4a8a-967b-dbe0a3d53a64",
    "DelegatedPermissionGrant.ReadWrite.All": "41ce6ca6-6826-4807-84f1-1c82854f7ee5",
    "Policy.Read.All": "572fea84-0151-49b2-9301-11cb16974376",
    "AuditLog.Read.All": "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20",
    "Directory.Read.All": "06da0dbc-49e2-44d2-8312-53f166ab848a",
    "RoleManagement.Read.Directory": "741c54c3-0c1e-44a1-818b-3f97ab4e8c83",
    "Directory.AccessAsUser.All": "0e263e50-5827-48a4-b97c-d940288653c7",
    "Organization.Read.All": "4908d5b9-3fb2-4b1e-9336-1888b7937185",
    "Domain.Read.All": "2f9ee017-59c1-4f1d-9472-bd5529a7b311",
    "Group.ReadWrite.All": "4e46008b-f24c-477d-8fff-7bb4ec7aafe0",
    "User.Read.All": "a154be20-db9c-4678-8ab7-66f6cc099a59",
    "User.ReadWrite.All": "204e0828-b5ca-4ad8-b9f3-f32a958e7cc4",
}
OPENID_SCOPES = ("openid", "profile", "email", "offline_access")

USER_CONSENT = (*OPENID_SCOPES, "User.Read", "User.ReadBasic.All")
"""Scopes that an ordinary person may grant; every other one is Microsoft Graph's type Admin."""

GRAPH_ROLES: dict[str, str] = {
    "Application.ReadWrite.All": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
    "Application.ReadWrite.OwnedBy": "18a4783c-866b-4cc7-a460-3d5e5662c884",
    "AppRoleAssignment.ReadWrite.All": "06b708a9-e830-4db3-a914-8e69da51d44f",
}


@dataclass(frozen=True)
class FirstParty:
    """A public client of Microsoft; `preconsented` is its fixed set of Graph scopes, empty for dynamic consent."""

    app_id: str
    name: str
    preconsented: tuple[str, ...] = ()


FIRST_PARTIES: dict[str, FirstParty] = {
    client.app_id: client
    for client in (
        FirstParty("14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph Command Line Tools"),
        FirstParty(
            "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
            "Microsoft Azure CLI",
            (
                "Application.ReadWrite.All",
                "AppRoleAssignment.ReadWrite.All",
                "AuditLog.Read.All",
                "DelegatedPermissionGrant.ReadWrite.All",
                "Directory.AccessAsUser.All",
                "Group.ReadWrite.All",
                "User.Read.All",
                "User.ReadWrite.All",
                "email",
                "openid",
                "profile",
                "offline_access",
            ),
        ),
    )
}
"""Clients by id. Redirect: http://localhost with any port, or none for a device code.

Source: dirkjanm/ROADtools, first-party scopes.
"""
