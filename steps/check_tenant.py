"""Check that this person may register an application here, before anything is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .by_hand import tenant_rights
from .model.directory import Json
from .model.facts import Tenant
from .model.ports import World
from .model.recipe import app_for
from .model.setup import Setup
from .model.step import Taken
from .model.views import Done, Finding, Report, Section, Value, View
from .model.words import say

PRODUCES = Tenant

ABLE = ("Global Administrator", "Application Administrator", "Cloud Application Administrator")
"""Roles that may register applications and consent for the tenant. Source: graph-docs, RBAC notes."""

# Service plan ids of Entra ID P1 and P2: assigning groups to an application needs one of them.
PREMIUM = ("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998")


def look(setup: Setup, world: World) -> View:
    if setup.all_by_hand:
        return tenant_rights.look(setup, world)
    organization = world.directory.organization()
    roles = world.directory.my_roles()
    findings = (
        _role(roles),
        _registering(roles, world.directory.may_register()),
        _secrets(setup, world),
        _global_administrator(roles),
        # Reading policies takes a permission of its own, so that it can only be said.
        Finding(say("check_tenant.policies"), "info", "", say("check_tenant.policies_unread")),
    )
    tenant = Tenant(
        tenant_id=organization["id"],
        name=organization.get("displayName") or "",
        domain=_domain(organization),
        roles=tuple(roles or ()),
        premium=_premium(organization),
        warnings=tuple(str(f.name.key) for f in findings if f.verdict == "warn" and not isinstance(f.name, str)),
    )
    section = Section(say("check_tenant.checks"), findings)
    if any(finding.verdict == "fail" for finding in findings):
        return Report("fail", say("check_tenant.cannot"), say("check_tenant.cannot_text"), (section,))
    values = (
        Value(say("check_tenant.name"), tenant.name),
        Value(say("check_tenant.domain"), tenant.domain),
        Value(say("field.tenant_id"), tenant.tenant_id),
    )
    return Done(tenant, values, Report("pass", say("check_tenant.can"), "", (section,)), stay=bool(tenant.warnings))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    return tenant_rights.take(answers, setup, world)


def _role(roles: Sequence[str] | None) -> Finding:
    if roles is None:
        return Finding(say("check_tenant.role"), "info", "", say("check_tenant.role_unread"))
    able = [role for role in roles if role in ABLE]
    seen = ", ".join(able or roles)
    if able:
        return Finding(say("check_tenant.role"), "pass", seen)
    return Finding(say("check_tenant.role"), "warn", seen, say("check_tenant.role_do"))


def _registering(roles: Sequence[str] | None, allowed: bool | None) -> Finding:
    if allowed is False and roles is not None and not {*ABLE, "Application Developer"} & {*roles}:
        return Finding(
            say("check_tenant.registering"), "fail", "allowedToCreateApps: false", say("check_tenant.ask_role")
        )
    return Finding(say("check_tenant.registering"), "pass" if allowed or {*ABLE} & {*(roles or ())} else "info")


def _secrets(setup: Setup, world: World) -> Finding:
    policy: Mapping[str, Any] | None = world.directory.secret_policy()
    if policy is None:
        return Finding(say("check_tenant.secrets"), "info", "", say("check_tenant.secrets_unread"))
    needs_one = True
    if setup.product:
        app = app_for(world.recipes.get(setup.product.recipe), setup.product.answers)
        needs_one = app.client_auth != "none"
    if policy.get("forbidden") and needs_one:
        return Finding(say("check_tenant.secrets"), "fail", "passwordAddition", say("check_tenant.secrets_do"))
    return Finding(say("check_tenant.secrets"), "pass")


def _global_administrator(roles: Sequence[str] | None) -> Finding:
    if roles is None:
        return Finding(say("check_tenant.blind_spot"), "info", "", say("check_tenant.blind_spot_unread"))
    if "Global Administrator" in roles:
        return Finding(
            say("check_tenant.blind_spot"), "warn", "Global Administrator", say("check_tenant.blind_spot_do")
        )
    return Finding(say("check_tenant.blind_spot"), "pass")


def _domain(organization: Json) -> str:
    domains = organization.get("verifiedDomains") or []
    return next((d["name"] for d in domains if d.get("isDefault")), domains[0]["name"] if domains else "")


def _premium(organization: Json) -> bool | None:
    plans = organization.get("assignedPlans")
    if plans is None:
        return None
    return any(p.get("servicePlanId") in PREMIUM and p.get("capabilityStatus") == "Enabled" for p in plans)
