"""What the administrator is asked to allow, and through which public client of Microsoft's.

Least privilege of each call: microsoft-graph-devx-content, permissions/new/permissions.json (2026-08).
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode

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
"""The least that the wizard's changes take. Each has its reason in the text file, under `permission.<name>`."""

DEEPER = ("Policy.Read.All", "RoleManagement.Read.Directory", "User.Read.All", "AuditLog.Read.All")
"""Reading only: what lets a problem be seen before the first login. A person may leave them out."""


def asked(deeper: bool) -> tuple[str, ...]:
    """The permissions asked for: the least, and on top of them those to look deeper."""
    return (*PERMISSIONS, *DEEPER) if deeper else PERMISSIONS


def scopes(cloud: Cloud, *, deeper: bool = True) -> list[str]:
    """The permissions as this cloud's scopes: the name of the API stands in front, and differs by cloud."""
    return [f"{cloud.audience}/{name}" for name in asked(deeper)]


def permissions_in(token: str) -> frozenset[str] | None:
    """The delegated permissions that a Graph token carries (`scp`), None where it is no readable JWT.

    For a look ahead only: Microsoft may change the form of its own tokens at any time, and nothing is decided by it.
    """
    try:
        payload = token.split(".")[1]
        claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return frozenset(claims["scp"].split())
    except (IndexError, KeyError, ValueError, AttributeError, TypeError):
        return None
