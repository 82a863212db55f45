"""What the administrator is asked to allow, and through which public client of Microsoft's.

Least privilege of each call: microsoft-graph-devx-content, permissions/new/permissions.json (2026-08).
"""

from __future__ import annotations

from .cloud import Cloud

CLIENT_ID = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
"""Microsoft Graph Command Line Tools: the one public client of Microsoft's that may ask for any Graph permission."""

PERMISSIONS = (
    "User.Read",
    "Application.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "User.ReadBasic.All",
    "GroupMember.Read.All",
)
"""Each has its reason in the text file, under `permission.<name>`."""


def scopes(cloud: Cloud) -> list[str]:
    """The permissions as this cloud's scopes: the name of the API stands in front, and differs by cloud."""
    return [f"{cloud.audience}/{name}" for name in PERMISSIONS]
