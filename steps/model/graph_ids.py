"""Ids of Microsoft Graph and its delegated permissions; the same in every tenant.

Source: microsoftgraph/microsoft-graph-devx-content, permissions/new/permissions.json (2026-08).
"""

GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"

DELEGATED: dict[str, str] = {
    "openid": "37f7f235-527c-4136-accd-4a02d197296e",
    "profile": "14dad69e-099b-42c9-810b-d002981feec1",
    "email": "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "offline_access": "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    "GroupMember.Read.All": "bc024368-1153-4739-b217-4326f2e966d0",
}
"""Delegated permissions a recipe may declare, by name."""

DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000"
"""appRoleId of the default access, for an application that declares no app roles."""
