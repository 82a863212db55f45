"""What the administrator may do in the tenant, where Microsoft Graph cannot be asked: looked at, and typed."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.answers import check
from ..model.facts import SignedIn, Tenant
from ..model.ports import World
from ..model.problems import problem
from ..model.roles import GLOBAL_ADMINISTRATOR
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Done, Field, Finding, Guide, Report, Section, View
from ..model.words import say
from . import portal

ROLES = {
    "none": "",
    "application": "Application Administrator",
    "cloud": "Cloud Application Administrator",
    "global": GLOBAL_ADMINISTRATOR,
    "developer": "Application Developer",
}
"""What the person may say of their role, with the role's name in Entra."""

_MAY_CONSENT = ("application", "cloud", "global")

ROLE = Field(
    "role", "choice", say("check_tenant.role"), choices=tuple((key, say(f"by_hand.role.{key}")) for key in ROLES)
)


def look(setup: Setup, world: World) -> View:
    """What must be true in the tenant, to be looked at by the person; the role is asked for."""
    if setup.signed_in is None:
        raise problem("sign-in-needed")
    if "role" in setup.choices and not setup.choices.get("asking_role"):
        return _done(setup, setup.signed_in, str(setup.choices["role"]))
    listed = [portal.Action("tenant-roles", "see_role"), portal.Action("user-settings", "see_registering")]
    if setup.choices.get("who", "only") == "only":
        listed.append(portal.Action("tenant-overview", "see_license"))
    listed += [portal.Action("conditional-access", "see_conditional_access"), portal.Action("users", "see_profiles")]
    ask = Ask((ROLE,), say("by_hand.looked"))
    return Guide(portal.tasks(listed, setup, world), ask, notes=(portal.CHECKED,))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "change" in answers:
        return Taken(choices={"asking_role": True})
    return Taken(choices={"role": check(ROLE, answers.get(ROLE.name, "")), "asking_role": False})


def _done(setup: Setup, who: SignedIn, role: str) -> Done:
    typed = str(setup.choices.get("tenant") or "")
    # A domain was looked up at Microsoft; one taken from the sign-in name was not.
    looked_up = "." in typed
    domain = typed if looked_up else str(setup.choices.get("tenant_domain") or who.user_name.partition("@")[2])
    findings = [Finding(say("check_tenant.name"), "pass", who.tenant_id, say("by_hand.tenant_found"))]
    if role not in _MAY_CONSENT:
        findings.append(Finding(say("check_tenant.role"), "warn", ROLES[role], say("by_hand.no_consent")))
    else:
        findings.append(Finding(say("check_tenant.role"), "info", ROLES[role], say("how.typed")))
    if role == "global":
        findings.append(
            Finding(say("check_tenant.blind_spot"), "warn", ROLES[role], say("check_tenant.blind_spot_do"))
        )
    findings.append(Finding(say("check_tenant.secrets"), "info", "", say("by_hand.secrets_unread")))
    warned = tuple(str(f.name.key) for f in findings if f.verdict == "warn" and not isinstance(f.name, str))
    fact = Tenant(
        who.tenant_id,
        name=str(setup.choices.get("tenant_label") or domain),
        domain=domain,
        roles=(ROLES[role],) if ROLES[role] else (),
        warnings=warned,
        how={"domain": "checked" if looked_up else "typed", "roles": "typed"},
    )
    section = Section(say("check_tenant.checks"), tuple(findings))
    report = Report("warn" if warned else "pass", say("by_hand.can"), say("by_hand.can_text"), (section,))
    return Done(fact, report=report, stay=bool(warned), change=say("by_hand.change_role"))
