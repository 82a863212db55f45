"""People: who was meant by what was typed, exactly and never by a guess; and what may be known of one person."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from steps.model.answers import GUID
from steps.model.directory import Json
from steps.model.facts import Principal
from steps.model.people import Memberships, Person
from steps.model.problems import Problem

from .organization import named
from .reach import Reach, identified

BASIC = "id,displayName,userPrincipalName,mail,givenName,surname"
WHOLE = f"{BASIC},userType,accountEnabled"
ROLE, GROUP = "#microsoft.graph.directoryRole", "#microsoft.graph.group"


async def find(reach: Reach, typed: str) -> Sequence[Principal]:
    """Users with this sign-in name or email address, and security groups with this name or object ID."""
    value = typed.strip()
    if not value:
        return ()
    quoted = value.replace("'", "''")
    by = "id" if GUID.fullmatch(value) else "displayName"
    users, groups = reach.graph.at.users, reach.graph.at.groups
    select = "id,displayName,userPrincipalName,mail"
    by_name, by_mail, by_group = await asyncio.gather(
        reach.list(users, "GET /users", filter=f"userPrincipalName eq '{quoted}'", select=select),
        reach.list(users, "GET /users", filter=f"mail eq '{quoted}'", select=select),
        reach.list(groups, "GET /groups", filter=f"{by} eq '{quoted}'", select="id,displayName,securityEnabled"),
    )
    found = {user["id"]: Principal(user["id"], "User", user["userPrincipalName"]) for user in (*by_name, *by_mail)}
    # Only security groups can be assigned to an application (entra-docs, assign-user-or-group-access-portal).
    for group in by_group:
        if group.get("securityEnabled"):
            found[group["id"]] = Principal(group["id"], "Group", group["displayName"])
    return tuple(found.values())


async def read(reach: Reach, who: str) -> Person | None:
    """The person with this object ID or sign-in name.

    With User.ReadBasic.All alone everything but the basic profile is null, or the whole request is refused.
    """
    doing = "GET /users/{id}"
    builder = reach.graph.at.users.by_user_id(who)
    try:
        found = await reach.find(builder, doing, select=WHOLE)
    except Problem as refused:
        if refused.code != "not-allowed":
            raise
        found = await reach.find(builder, doing, select=BASIC)
    if found is None:
        return None
    user = identified(found, doing)
    kind = user.get("userType")
    return Person(
        object_id=user["id"],
        user_name=user.get("userPrincipalName") or "",
        name=user.get("displayName") or "",
        mail=user.get("mail") or "",
        mail_read="mail" in user,
        given_name=user.get("givenName") or "",
        family_name=user.get("surname") or "",
        guest=None if kind is None else kind == "Guest",
        enabled=user.get("accountEnabled"),
    )


async def memberships(reach: Reach, user_id: str) -> Memberships | None:
    """Groups and roles of a person. Graph hides all but the id of what may not be read, and answers 200."""
    user = reach.graph.at.users.by_user_id(user_id)
    # No cast to a type: with one, Graph takes it for an advanced query, which lags behind.
    query = {"select": "id,displayName,securityEnabled,roleTemplateId", "top": "999"}
    try:
        all_of, direct = await asyncio.gather(
            reach.list(user.transitive_member_of, "GET /users/{id}/transitiveMemberOf", **query),
            reach.list(user.member_of, "GET /users/{id}/memberOf", **query),
        )
    except Problem as refused:
        if refused.code not in ("not-allowed", "changed-elsewhere"):
            raise
        return None
    groups = [row for row in all_of if row.get("@odata.type") == GROUP]
    secure = {row["id"]: row.get("displayName") or row["id"] for row in groups if _is_secure(row)}
    roles = [row for row in all_of if row.get("@odata.type") == ROLE]
    return Memberships(
        groups=secure,
        direct=frozenset(row["id"] for row in direct if row["id"] in secure),
        count=len(groups),
        roles=named(roles),
        role_ids=frozenset(row["roleTemplateId"] for row in roles if row.get("roleTemplateId")),
    )


def _is_secure(group: Json) -> bool:
    # Hidden is not "no": a group that may not be read counts as one that can be assigned.
    return group.get("securityEnabled") is not False
