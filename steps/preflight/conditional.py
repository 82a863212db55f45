"""Conditional Access: which policies apply to a login of this person at this application, as far as they say.

Shape: Graph v1.0 conditionalAccessPolicy. A verdict is Entra's alone: what is found here is said, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.people import Memberships
from ..model.policies import Policies
from ..model.ports import World
from ..model.views import Finding
from ..model.words import say

Policy = Mapping[str, Any]

DEVICE = {"compliantDevice", "domainJoinedDevice"}
_NARROWING = ("locations", "platforms", "devices", "signInRiskLevels", "userRiskLevels", "insiderRiskLevels")


def of_login(
    policies: Policies, client_id: str, object_id: str, member: Memberships | None, world: World
) -> Iterator[Finding]:
    """Every enforced policy that meets this login; one line where they may not be read."""
    if policies.conditional_access is None:
        yield Finding(say("check_tenant.policies"), "info", "", say("check_tenant.policies_unread"))
        return
    meeting = [
        policy
        for policy in _enforced(policies.conditional_access)
        if not flows(policy)
        and _meets_browser(policy)
        and _meets_app(policy, client_id)
        and _meets_person(policy, object_id, member)
    ]
    if not meeting:
        yield Finding(say("check_tenant.policies"), "pass", "", say("preflight.no_policy"))
    yield from (_finding(policy, world) for policy in meeting)


def of_tenant(policies: Policies, world: World) -> Iterator[Finding]:
    """Policies that will meet any new application, and whether the device code flow is blocked."""
    yield from of_login(policies, "", "", None, world)
    for policy in _enforced(policies.conditional_access or ()):
        if "deviceCodeFlow" in flows(policy) and "block" in _controls(policy):
            seen, do = str(policy.get("displayName") or ""), say("preflight.device_code_blocked")
            yield Finding(
                say("preflight.device_code"), "info", seen, do, link=world.portal.link("conditional-access")
            )


def flows(policy: Policy) -> tuple[str, ...]:
    """The ways to transfer a sign-in that a policy is about, e.g. deviceCodeFlow; empty for any sign-in."""
    flow = (policy.get("conditions") or {}).get("authenticationFlows") or {}
    return tuple(filter(None, str(flow.get("transferMethods") or "").replace(" ", "").split(",")))


def _enforced(policies: Iterable[Policy]) -> list[Policy]:
    # "enabledForReportingButNotEnforced" only writes to the log.
    return [policy for policy in policies if policy.get("state") == "enabled"]


def _finding(policy: Policy, world: World) -> Finding:
    controls = _controls(policy)
    narrowed = any((policy.get("conditions") or {}).get(name) for name in _NARROWING)
    name, link = say("check_tenant.policies"), world.portal.link("conditional-access")
    seen = str(policy.get("displayName") or policy.get("id") or "")
    if "block" in controls:
        do = say("preflight.policy_may_block" if narrowed else "preflight.policy_blocks")
        return Finding(name, "warn" if narrowed else "fail", seen, do, link=link)
    if controls & DEVICE:
        return Finding(name, "warn", seen, say("preflight.policy_device"), link=link)
    return Finding(name, "info", seen, say("preflight.policy_more"), link=link)


def _controls(policy: Policy) -> set[str]:
    return set((policy.get("grantControls") or {}).get("builtInControls") or ())


def _meets_browser(policy: Policy) -> bool:
    # The usual policy against old protocols names only "exchangeActiveSync" and "other".
    types = (policy.get("conditions") or {}).get("clientAppTypes") or ["all"]
    return bool({"all", "browser"} & set(types))


def _meets_app(policy: Policy, client_id: str) -> bool:
    apps = (policy.get("conditions") or {}).get("applications") or {}
    included, excluded = apps.get("includeApplications") or (), apps.get("excludeApplications") or ()
    return ("All" in included or client_id in included) and client_id not in excluded


def _meets_person(policy: Policy, object_id: str, member: Memberships | None) -> bool:
    """Whether it may meet this person; roles are ids in a policy and names here, so that they count as a maybe."""
    users = (policy.get("conditions") or {}).get("users") or {}
    groups = set(member.groups) if member else set()
    if object_id in (users.get("excludeUsers") or ()) or groups & set(users.get("excludeGroups") or ()):
        return False
    included = users.get("includeUsers") or ()
    return bool(
        "All" in included
        or object_id in included
        or groups & set(users.get("includeGroups") or ())
        or (users.get("includeRoles") and member and member.roles)
    )
