"""What the signed-in person may do: roles, permissions, and what everybody in the tenant may do without a role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model.policies import Policies
from ..model.ports import World
from ..model.roles import GLOBAL_ADMINISTRATOR
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import say

ABLE = (GLOBAL_ADMINISTRATOR, "Application Administrator", "Cloud Application Administrator")
"""Roles that may register applications and consent for the tenant. Source: graph-docs, RBAC notes."""

DEVELOPER = "Application Developer"
WHOLE = "Directory.AccessAsUser.All"

STANDS_FOR: Mapping[str, frozenset[str]] = {
    "User.Read": frozenset({"User.Read.All", "User.ReadWrite.All"}),
    "User.ReadBasic.All": frozenset({"User.Read.All", "User.ReadWrite.All", "Directory.Read.All"}),
    "User.Read.All": frozenset({"User.ReadWrite.All", "Directory.Read.All"}),
    "GroupMember.Read.All": frozenset({"Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"}),
    "RoleManagement.Read.Directory": frozenset({"Directory.Read.All", "RoleManagement.ReadWrite.Directory"}),
}
"""Larger permissions that do as well. Source: microsoft-graph-devx-content, permissions/new/permissions.json."""


def role(roles: Sequence[str] | None) -> Finding:
    """The person's roles, against those that may do all of it."""
    if roles is None:
        return Finding(say("check_tenant.role"), "info", "", say("check_tenant.role_unread"))
    able = [one for one in roles if one in ABLE]
    seen = ", ".join(able or roles)
    if able:
        return Finding(say("check_tenant.role"), "pass", seen)
    return Finding(say("check_tenant.role"), "warn", seen, say("check_tenant.role_do"))


def permissions(setup: Setup, world: World) -> Iterator[Finding]:
    """The permissions in the token, against those that were asked for: some may have been left out or withdrawn."""
    held = world.directory.permissions()
    if held is None or WHOLE in held:
        return
    wanted = [name for name, _ in world.sign_in.permissions(setup.choices.get("look_deeper") is not False)]
    lacking = [name for name in wanted if name not in held and not STANDS_FOR.get(name, frozenset()) & held]
    writing = [name for name in lacking if "Write" in name]
    if writing:
        do = say("preflight.permissions_do")
        yield Finding(say("preflight.permissions"), "warn", ", ".join(writing), do, step="sign_in")
    reading = [name for name in lacking if name not in writing]
    if reading:
        do = say("preflight.permissions_least")
        yield Finding(say("preflight.permissions"), "info", ", ".join(reading), do, step="sign_in")
    if not lacking:
        yield Finding(say("preflight.permissions"), "pass", str(len(wanted)))


def registering(roles: Sequence[str] | None, policies: Policies, world: World) -> Finding:
    """Whether this person may register an application."""
    name, allowed = say("check_tenant.registering"), policies.may_register
    if {*ABLE, DEVELOPER} & {*(roles or ())} or allowed:
        return Finding(name, "pass")
    if allowed is None:
        return Finding(name, "info", "", say("preflight.registering_unread"))
    link = world.portal.link("user-settings")
    verdict = "info" if roles is None else "fail"
    return Finding(name, verdict, "allowedToCreateApps: false", say("check_tenant.ask_role"), link=link)


def consenting(roles: Sequence[str] | None, policies: Policies, world: World) -> Iterator[Finding]:
    """Whether people may consent for themselves; the wizard consents for everybody, so that it seldom matters."""
    name = say("preflight.user_consent")
    if policies.consent is None:
        yield Finding(name, "info", "", say("preflight.user_consent_unread"))
    elif not policies.consent:
        able = bool({*ABLE} & {*(roles or ())})
        link = world.portal.link("consent-settings")
        do = say("preflight.user_consent_granted" if able else "preflight.user_consent_do")
        seen = "permissionGrantPoliciesAssigned: –"
        yield Finding(name, "info" if able else "warn", seen, do, link=link)
    else:
        yield Finding(name, "pass", ", ".join(one.rpartition(".")[2] for one in policies.consent))


def blind_spot(roles: Sequence[str] | None) -> Finding:
    """A Global Administrator's own test proves nothing where assignment is required."""
    name = say("check_tenant.blind_spot")
    if roles is None:
        return Finding(name, "info", "", say("check_tenant.blind_spot_unread"))
    if GLOBAL_ADMINISTRATOR in roles:
        return Finding(name, "warn", GLOBAL_ADMINISTRATOR, say("check_tenant.blind_spot_do"))
    return Finding(name, "pass")
