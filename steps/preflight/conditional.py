"""Conditional Access: which policies apply to a login of this person at this application, as far as they say.

Shape: Graph v1.0 conditionalAccessPolicy. A verdict is Entra's alone: what is found here is said, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..model.people import Memberships, Person
from ..model.policies import Policies
from ..model.ports import World
from ..model.views import Finding
from ..model.words import Words, say
from .conditions import MAYBE, NO, YES, meets_app, meets_browser, meets_person

Policy = Mapping[str, Any]

DEVICE = {"compliantDevice", "domainJoinedDevice"}
_NARROWING = ("locations", "platforms", "devices", "signInRiskLevels", "userRiskLevels", "insiderRiskLevels")


def of_login(
    policies: Policies, client_id: str, person: Person | None, member: Memberships | None, world: World
) -> Iterator[Finding]:
    """Every enforced policy that meets this login, or may meet it; one line where they may not be read."""
    if policies.conditional_access is None:
        yield _unread()
        return
    met = [(policy, _meets(policy, client_id, person, member)) for policy in _of_sign_in(policies)]
    meeting = [(policy, how) for policy, how in met if how != NO]
    if not meeting:
        yield _none()
    for policy, how in meeting:
        yield _finding(policy, world, "preflight.policy_may_meet" if how == MAYBE else "")


def of_tenant(policies: Policies, world: World) -> Iterator[Finding]:
    """Policies that will meet any new application, and whether the device code flow is blocked.

    Nobody is known to test yet, so a policy that spares somebody is only told of: excluding the person, or the
    application that is not there yet, comes later, and nothing here keeps anybody from registering.
    """
    if policies.conditional_access is None:
        yield _unread()
        return
    met = [(policy, _meets(policy, "", None, None)) for policy in _of_sign_in(policies)]
    meeting = [(policy, how) for policy, how in met if how != NO]
    if not meeting:
        yield _none()
    for policy, how in meeting:
        found = _finding(policy, world, "preflight.policy_spares" if how == MAYBE else "")
        told = {"fail": "warn"} if how != MAYBE else {"fail": "info", "warn": "info"}
        yield replace(found, verdict=told.get(found.verdict, found.verdict))
    for policy in _enforced(policies.conditional_access):
        if "deviceCodeFlow" in flows(policy) and "block" in _controls(policy):
            seen, do = str(policy.get("displayName") or ""), say("preflight.device_code_blocked")
            yield Finding(
                say("preflight.device_code"), "info", seen, do, link=world.portal.link("conditional-access")
            )


def flows(policy: Policy) -> tuple[str, ...]:
    """The ways to transfer a sign-in that a policy is about, e.g. deviceCodeFlow; empty for any sign-in."""
    flow = (policy.get("conditions") or {}).get("authenticationFlows") or {}
    return tuple(filter(None, str(flow.get("transferMethods") or "").replace(" ", "").split(",")))


def _unread() -> Finding:
    return Finding(say("check_tenant.policies"), "info", "", say("check_tenant.policies_unread"))


def _none() -> Finding:
    return Finding(say("check_tenant.policies"), "pass", "", say("preflight.no_policy"))


def _enforced(policies: Iterable[Policy]) -> list[Policy]:
    # "enabledForReportingButNotEnforced" only writes to the log.
    return [policy for policy in policies if policy.get("state") == "enabled"]


def _of_sign_in(policies: Policies) -> list[Policy]:
    """Those that are about signing in with a browser."""
    known = _enforced(policies.conditional_access or ())
    return [policy for policy in known if not flows(policy) and meets_browser(policy)]


def _meets(policy: Policy, client_id: str, person: Person | None, member: Memberships | None) -> str:
    """The weaker of both: it meets a login only if it meets the application and the person."""
    both = {meets_app(policy, client_id), meets_person(policy, person, member)}
    return next((one for one in (NO, MAYBE) if one in both), YES)


def _finding(policy: Policy, world: World, unsure: str) -> Finding:
    """What it does to the login. `unsure` is what is said of a block that may spare this one."""
    controls = _controls(policy)
    narrowed = any((policy.get("conditions") or {}).get(name) for name in _NARROWING)
    name, link = say("check_tenant.policies"), world.portal.link("conditional-access")
    seen = str(policy.get("displayName") or policy.get("id") or "")
    if "block" in controls:
        do: Words = say(unsure or ("preflight.policy_may_block" if narrowed else "preflight.policy_blocks"))
        return Finding(name, "warn" if narrowed or unsure else "fail", seen, do, link=link)
    if controls & DEVICE:
        return Finding(name, "warn", seen, say("preflight.policy_device"), link=link)
    return Finding(name, "info", seen, say("preflight.policy_more"), link=link)


def _controls(policy: Policy) -> set[str]:
    return set((policy.get("grantControls") or {}).get("builtInControls") or ())
