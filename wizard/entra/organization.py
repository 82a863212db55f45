"""The tenant itself: its name, the person's roles, and the policies that decide what may be registered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from steps.model.directory import Json
from steps.model.policies import Policies
from steps.model.problems import Problem
from steps.model.roles import GLOBAL_ADMINISTRATOR, GLOBAL_ADMINISTRATOR_ID

from .batch import read_together
from .reach import Reach, identified

ROLES: Mapping[str, str] = {
    GLOBAL_ADMINISTRATOR_ID: GLOBAL_ADMINISTRATOR,
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
    "158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
    "cf1c38e5-3621-4004-a7cb-879624dced7c": "Application Developer",
    "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
    "f2ef992c-3afb-46b9-b7cf-a126ee74c451": "Global Reader",
    "fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
    "9360feb5-f418-4baa-8175-e2a00bac4301": "Directory Writers",
    "88d8e3e3-8f55-4a1e-953a-9b9898b8876b": "Directory Readers",
}
"""Role template ids, the same in every tenant (entra-docs, permissions-reference).

Graph has been seen to hide a role's name and show its template; a tenant in another language has names of its own.
"""


async def tenant(reach: Reach) -> Json:
    """The organization: displayName, verifiedDomains, assignedPlans."""
    doing = "GET /organization"
    found = await reach.list(
        reach.graph.at.organization, doing, select="id,displayName,verifiedDomains,assignedPlans"
    )
    return identified(found[0] if found else None, doing)


async def my_roles(reach: Reach) -> Sequence[str] | None:
    """Names of the person's active directory roles, through groups as well; None where they may not be read.

    Without a right to read roles Graph answers 200 and hides every property but the id (graph-docs, list transitive
    memberships). The permissions we ask for are no such right; those of the Azure CLI are.
    """
    # Spelled as Graph's documentation does; the SDK's own builder writes graph.directoryRole.
    address = f"{reach.origin}/v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole"
    builder = reach.graph.at.me.transitive_member_of.graph_directory_role.with_url(
        f"{address}?$select=id,displayName,roleTemplateId"
    )
    try:
        found = await reach.list(builder, "GET /me/transitiveMemberOf")
    except Problem as refused:
        if refused.code != "not-allowed":
            raise
        return None
    return named(found)


def named(roles: Sequence[Json]) -> tuple[str, ...] | None:
    """The names of these directory roles; None where there are some and every name is hidden."""
    names = {ROLES.get(role.get("roleTemplateId") or "") or role.get("displayName") for role in roles}
    known = tuple(sorted(name for name in names if name))
    return known if known or not roles else None


async def may_register(reach: Reach) -> bool | None:
    """Whether everybody may register applications; None where the policy may not be read."""
    policy = await reach.permitted(reach.graph.at.policies.authorization_policy, "GET /policies/authorizationPolicy")
    return None if policy is None else _allowed_to_create(policy)


async def secret_policy(reach: Reach) -> Mapping[str, Any] | None:
    """What the app management policy says of secrets for an application made today: `forbidden`, `max_days`.

    `key_max_days` is there only where the life of certificates is limited.
    """
    policy = await reach.permitted(
        reach.graph.at.policies.default_app_management_policy, "GET /policies/defaultAppManagementPolicy"
    )
    return None if policy is None else _secrets(policy)


async def policies(reach: Reach) -> Policies:
    """Every policy that decides about a new application, in one request."""
    addresses = {
        "authorization": "/policies/authorizationPolicy",
        "secrets": "/policies/defaultAppManagementPolicy",
        "conditional_access": "/identity/conditionalAccess/policies",
        "defaults": "/policies/identitySecurityDefaultsEnforcementPolicy",
    }
    found = await read_together(reach, addresses, "GET /policies")
    authorization, defaults = found["authorization"], found["defaults"]
    secrets, conditional = found["secrets"], found["conditional_access"]
    granted = ((authorization or {}).get("defaultUserRolePermissions") or {}).get("permissionGrantPoliciesAssigned")
    return Policies(
        may_register=_allowed_to_create(authorization) if authorization else None,
        consent=None if granted is None else tuple(granted),
        secrets=_secrets(secrets) if secrets else None,
        conditional_access=tuple(conditional.get("value", ())) if conditional else None,
        security_defaults=defaults.get("isEnabled") if defaults else None,
    )


def _allowed_to_create(policy: Json) -> bool | None:
    allowed: bool | None = (policy.get("defaultUserRolePermissions") or {}).get("allowedToCreateApps")
    return allowed


def _secrets(policy: Json) -> dict[str, Any]:
    found: dict[str, Any] = {"forbidden": False, "max_days": None}
    rules = (policy.get("applicationRestrictions") or {}).get("passwordCredentials") or []
    for rule in rules if policy.get("isEnabled") else ():
        if rule.get("state") == "disabled" or not _applies(rule):
            continue
        if rule.get("restrictionType") == "passwordAddition":
            found["forbidden"] = True
        elif rule.get("restrictionType") == "passwordLifetime" and (most := _days(rule.get("maxLifetime") or "")):
            found["max_days"] = min(most, found["max_days"] or most)
    if policy.get("isEnabled") and (days := _key_days(policy)):
        found["key_max_days"] = days
    return found


def _key_days(policy: Json) -> int | None:
    """The longest life that the policy leaves to a certificate; None without a limit."""
    rules = (policy.get("applicationRestrictions") or {}).get("keyCredentials") or []
    limits = [
        _days(rule.get("maxLifetime") or "")
        for rule in rules
        if rule.get("restrictionType") == "asymmetricKeyLifetime"
        and rule.get("state") != "disabled"
        and _applies(rule)
    ]
    return min((days for days in limits if days), default=None)


def _applies(rule: Json) -> bool:
    # A rule may spare applications made before a date; ours is made now.
    since = rule.get("restrictForAppsCreatedAfterDateTime")
    return not since or datetime.fromisoformat(since) <= datetime.now(UTC)


def _days(duration: str) -> int | None:
    """Whole days of an ISO 8601 duration, rounded down so that a secret of that many days is accepted."""
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?", duration)
    if match is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return 365 * years + 30 * months + 7 * weeks + days
