"""Finding who was meant by what was typed: exactly, never by a guess."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from steps.model.facts import Principal

from .reach import Reach


async def find(reach: Reach, typed: str) -> Sequence[Principal]:
    """Users with this sign-in name or email address, and security groups with this name."""
    value = typed.strip()
    if not value:
        return ()
    quoted = value.replace("'", "''")
    users, groups = reach.graph.at.users, reach.graph.at.groups
    select = "id,displayName,userPrincipalName,mail"
    by_name, by_mail, by_group = await asyncio.gather(
        reach.list(users, "GET /users", filter=f"userPrincipalName eq '{quoted}'", select=select),
        reach.list(users, "GET /users", filter=f"mail eq '{quoted}'", select=select),
        reach.list(
            groups, "GET /groups", filter=f"displayName eq '{quoted}'", select="id,displayName,securityEnabled"
        ),
    )
    found = {user["id"]: Principal(user["id"], "User", user["userPrincipalName"]) for user in (*by_name, *by_mail)}
    # Only security groups can be assigned to an application (entra-docs, assign-user-or-group-access-portal).
    for group in by_group:
        if group.get("securityEnabled"):
            found[group["id"]] = Principal(group["id"], "Group", group["displayName"])
    return tuple(found.values())
