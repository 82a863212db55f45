"""What tokens say about a person (learn.microsoft.com/entra/identity-platform/id-token-claims-reference)."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from ..realm import Realm
from ..roles import MEMBER_TEMPLATE, TEMPLATES
from ..store import Row

MOST_GROUPS = 200
"""More groups than this are left out of a JWT, and a pointer to Graph stands in their place."""

Claims = dict[str, Any]


def pairwise(realm: Realm, app_id: str, user_id: str) -> str:
    """`sub`: another one for every application."""
    return _opaque(f"{realm.tenant_id}/{app_id}/{user_id}")


def _opaque(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def unlike_any_other() -> str:
    """A value that tells one token from the next: `uti`, `aio`, `rh`."""
    return _opaque(str(uuid.uuid4()))[:22]


def optional(realm: Realm, app: Row | None, kind: str, user: Row, moment: int, v1: bool = False) -> Claims:
    """The claims that an application's `optionalClaims` ask for in an `idToken` or `accessToken`.

    A claim without a value is left out, as everywhere in Entra.
    """
    asked = [entry["name"] for entry in ((app or {}).get("optionalClaims") or {}).get(kind, [])]
    found = {name: OPTIONAL[name](realm, user, moment) for name in asked if name in OPTIONAL}
    if v1:
        found.pop("preferred_username", None)
    if "xms_edov" in found and "email" not in found:
        found.pop("xms_edov")
    return {name: value for name, value in found.items() if value is not None}


OPTIONAL: dict[str, Callable[[Realm, Row, int], Any]] = {
    "acct": lambda realm, user, moment: int(user["userType"] == "Guest"),
    "auth_time": lambda realm, user, moment: moment,
    "email": lambda realm, user, moment: user["mail"],
    "family_name": lambda realm, user, moment: user["surname"],
    "given_name": lambda realm, user, moment: user["givenName"],
    "ipaddr": lambda realm, user, moment: "127.0.0.1",
    "login_hint": lambda realm, user, moment: _opaque(f"hint/{user['id']}"),
    "preferred_username": lambda realm, user, moment: shown_name(user),
    "sid": lambda realm, user, moment: str(uuid.uuid5(uuid.UUID(user["id"]), str(moment))),
    "tenant_ctry": lambda realm, user, moment: "US",
    "upn": lambda realm, user, moment: user["userPrincipalName"] if user["userType"] == "Member" else None,
    "verified_primary_email": lambda realm, user, moment: [user["mail"]] if user["mail"] else None,
    "xms_edov": lambda realm, user, moment: True if user["mail"] else None,
    "xms_pl": lambda realm, user, moment: user["preferredLanguage"],
}
"""Optional claims by name; `groups` is not here, it follows `groupMembershipClaims`."""


def shown_name(user: Row) -> str:
    """`preferred_username`: a guest's own address, everybody else's sign-in name."""
    return str(user["mail"] if user["userType"] == "Guest" else user["userPrincipalName"])


def memberships(realm: Realm, app: Row | None, kind: str, user: Row) -> Claims:
    """`groups` or its overage pointer, `wids`, and `roles`."""
    chosen = [part.strip() for part in str((app or {}).get("groupMembershipClaims") or "").split(",")]
    found: Claims = {}
    ids = _group_ids(realm, app, user, chosen)
    if len(ids) > MOST_GROUPS:
        endpoint = f"{realm.secure}/v1.0/users/{user['id']}/getMemberObjects"
        found |= {"_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": endpoint}}}
        ids = []
    entries: list[Row] = ((app or {}).get("optionalClaims") or {}).get(kind, [])
    as_roles = any("emit_as_roles" in (e.get("additionalProperties") or []) for e in entries if e["name"] == "groups")
    roles = _app_roles(realm, app, user) + (ids if as_roles else [])
    if ids and not as_roles:
        found["groups"] = ids
    if roles:
        found["roles"] = roles
    if {"DirectoryRole", "All"} & {*chosen}:
        found["wids"] = [*(TEMPLATES[r] for r in realm.directory.roles_of(user["id"])), MEMBER_TEMPLATE]
    return found


def _group_ids(realm: Realm, app: Row | None, user: Row, chosen: list[str]) -> list[str]:
    if {"SecurityGroup", "All"} & {*chosen}:
        return [group["id"] for group in realm.directory.groups_of(user["id"])]
    if "ApplicationGroup" not in chosen or app is None:
        return []
    # A group counts only by direct membership: assignment to an application does not reach nested groups.
    direct = {group["id"] for group in realm.directory.groups_of(user["id"], transitive=False)}
    return [a["principalId"] for a in assignments(realm, app["appId"]) if a["principalId"] in direct]


def assignments(realm: Realm, app_id: str) -> list[Row]:
    """Who is assigned to this application."""
    principal = realm.directory.principal_of(app_id)
    return [a for a in realm.directory.assignments if principal and a["resourceId"] == principal["id"]]


def assigned_to(realm: Realm, app_id: str, user: Row) -> list[Row]:
    """The assignments that reach this person: their own, and those of groups they are a direct member of."""
    ids = {user["id"], *(group["id"] for group in realm.directory.groups_of(user["id"], transitive=False))}
    return [a for a in assignments(realm, app_id) if a["principalId"] in ids]


def _app_roles(realm: Realm, app: Row | None, user: Row) -> list[str]:
    if app is None:
        return []
    held = {a["appRoleId"] for a in assigned_to(realm, app["appId"], user)}
    return [role["value"] for role in app["appRoles"] if role["id"] in held and role["isEnabled"] and role["value"]]
