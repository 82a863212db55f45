"""What the tenant allows, before anything is tried in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.chosen import Chosen, chosen
from ..model.directory import Json
from ..model.policies import Policies
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import say
from ..registration import application, who
from . import around, conditional, rights
from .redirects import lint

# Service plan ids of Entra ID P1 and P2: assigning groups to an application needs one of them.
PREMIUM = ("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998")


def tenant_findings(
    setup: Setup, world: World, organization: Json, roles: Sequence[str] | None
) -> tuple[Finding, ...]:
    """Rights, policies, licence, and what is registered already; in the order in which they are worth reading."""
    policies = world.directory.policies()
    picked = chosen(setup, world) if setup.product else None
    return (
        rights.role(roles),
        *rights.permissions(setup, world),
        rights.registering(roles, policies, world),
        *rights.consenting(roles, policies, world),
        *_secrets(policies, picked, world),
        *_groups(setup, organization, picked, world),
        rights.blind_spot(roles),
        *conditional.of_tenant(policies, world),
        *(map(_later, _registered(setup, picked, world)) if picked else ()),
        *map(_later, around.clock(world.directory.clock_ahead())),
    )


def premium(organization: Json) -> bool | None:
    """Whether the tenant has Entra ID P1 or P2; None where its plans are not shown."""
    plans = organization.get("assignedPlans")
    if plans is None:
        return None
    return any(p.get("servicePlanId") in PREMIUM and p.get("capabilityStatus") == "Enabled" for p in plans)


def _later(finding: Finding) -> Finding:
    """What stops a login or one address of it, but takes nobody's right to register: only that ends this step."""
    return replace(finding, verdict="warn") if finding.verdict == "fail" else finding


def _secrets(policies: Policies, picked: Chosen | None, world: World) -> Iterator[Finding]:
    name, needs_one = say("check_tenant.secrets"), picked is None or picked.app.client_auth != "none"
    if policies.secrets is None:
        yield Finding(name, "info", "", say("check_tenant.secrets_unread"))
    elif policies.secrets.get("forbidden") and needs_one:
        # Nothing ends here: a certificate takes its place, or the registration comes first and then an exemption.
        able = picked is not None and picked.app.certificate
        do = say("certificate.ahead_able" if able else "certificate.ahead")
        yield Finding(name, "warn", "passwordAddition", do)
    elif (most := policies.secrets.get("max_days")) and needs_one:
        short = picked is not None and picked.app.secret_days > most
        do = say("preflight.secret_days", days=str(most))
        yield Finding(name, "warn" if short else "pass", f"passwordLifetime: {most}", do if short else "")
    else:
        yield Finding(name, "pass")


def _groups(setup: Setup, organization: Json, picked: Chosen | None, world: World) -> Iterator[Finding]:
    has = premium(organization)
    wanted = picked is not None and picked.app.groups == "ApplicationGroup"
    wanted = wanted or any(one.kind == "Group" for one in who.people(setup))
    if has is None:
        yield Finding(say("preflight.licence"), "info", "", say("preflight.licence_unread"))
    elif not has:
        link = world.portal.link("tenant-overview")
        yield Finding(
            say("preflight.licence"), "warn" if wanted else "info", "", say("preflight.licence_do"), link=link
        )
    else:
        yield Finding(say("preflight.licence"), "pass", "Entra ID P1")


def _registered(setup: Setup, picked: Chosen, world: World) -> Iterator[Finding]:
    """What is in the tenant already: our own application, others with the same address, others of the same name."""
    ours = application.find(setup, world)
    mine = ours["id"] if ours else ""
    by_platform = application.redirect_uris(picked)
    if ours:
        yield Finding(say("preflight.ours"), "pass", f"{ours['displayName']} ({ours['appId']})")
    uris = [uri for listed in by_platform.values() for uri in listed]
    alike = [one for one in world.directory.applications_with_redirect(uris) if one["id"] != mine]
    yield from around.same_redirect(alike, world)
    known = {mine, *(one["id"] for one in alike)}
    called = world.directory.applications_called(application.display_name(setup, picked))
    yield from around.same_name([one for one in called if one["id"] not in known], world)
    for said, uri in lint(by_platform):
        yield Finding(say("preflight.redirect"), "fail", uri, said, step="choose_product")
    if picked.app.audience != "AzureADMyOrg":
        yield Finding(say("preflight.audience"), "warn", picked.app.audience, say("preflight.audience_many"))
