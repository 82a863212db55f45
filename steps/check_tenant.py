"""Check that this person may register an application here, before anything is tried."""

from __future__ import annotations

from collections.abc import Mapping

from .by_hand import tenant_rights
from .model.directory import Json
from .model.facts import Tenant
from .model.ports import World
from .model.setup import Setup
from .model.step import Taken
from .model.verdicts import worst_first
from .model.views import Done, Report, Section, Value, View
from .model.words import say
from .preflight import premium, tenant_findings

PRODUCES = Tenant


def look(setup: Setup, world: World) -> View:
    if setup.all_by_hand:
        return tenant_rights.look(setup, world)
    organization = world.directory.organization()
    roles = world.directory.my_roles()
    findings = tenant_findings(setup, world, organization, roles)
    tenant = Tenant(
        tenant_id=organization["id"],
        name=organization.get("displayName") or "",
        domain=_domain(organization),
        roles=tuple(roles or ()),
        premium=premium(organization),
        warnings=tuple(str(f.name.key) for f in findings if f.verdict == "warn" and not isinstance(f.name, str)),
    )
    section = Section(say("check_tenant.checks"), worst_first(findings))
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


def _domain(organization: Json) -> str:
    domains = organization.get("verifiedDomains") or []
    return next((d["name"] for d in domains if d.get("isDefault")), domains[0]["name"] if domains else "")
