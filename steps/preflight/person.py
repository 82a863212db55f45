"""The account of the person who will test: whether it can sign in, and what its tokens will lack."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.chosen import Chosen
from ..model.people import Memberships
from ..model.ports import World
from ..model.recipe import ClaimNeed
from ..model.roles import GLOBAL_ADMINISTRATOR
from ..model.views import Finding
from ..model.when import holds
from ..model.words import say
from .reading import Reading

MOST_GROUPS = 200
"""More groups than this, and a JWT carries a link in place of the claim (entra-docs, optional claims: overage)."""


def findings(read: Reading, picked: Chosen, world: World) -> tuple[Finding, ...]:
    """What is known of the account, and what that means for this product."""
    name, users = say("preflight.tester"), world.portal.link("users")
    seen = read.tester.name
    if read.person is None:
        return (Finding(name, "fail", seen, say("preflight.tester_unknown"), link=users),)
    if read.person.enabled is False:
        return (Finding(name, "fail", seen, say("preflight.tester_disabled"), link=users),)
    found = [Finding(name, "pass", seen)]
    if read.person.guest:
        found.append(Finding(say("preflight.guest"), "info", seen, say("preflight.guest_do")))
    found += _role(read, read.person.guest is True)
    found += _mail(read, picked, users)
    found += _groups(read, picked, world)
    return tuple(found)


def need(picked: Chosen, claim: str) -> ClaimNeed | None:
    """What this product reads the claim for, or None where it does not."""
    return next((n for n in picked.recipe.claims if n.name == claim and holds(n.when, picked.values)), None)


def _role(read: Reading, guest: bool) -> Iterator[Finding]:
    """For whom the login stands: judged as the report judges it afterwards (`login_report.tester`)."""
    name = say("check_tenant.blind_spot")
    if read.memberships is None or read.memberships.roles is None:
        yield Finding(name, "info", "", say("preflight.role_unread"))
    elif GLOBAL_ADMINISTRATOR in read.roles:
        yield Finding(name, "warn", GLOBAL_ADMINISTRATOR, say("check_tenant.blind_spot_do"))
    elif read.roles:
        yield Finding(name, "info", ", ".join(read.roles), say("tested.admin_do"))
    elif not guest:
        yield Finding(name, "pass")


def _mail(read: Reading, picked: Chosen, users: str) -> Iterator[Finding]:
    wanted = need(picked, "email")
    if wanted is None or read.person is None:
        return
    name = say("preflight.mail")
    if read.person.mail:
        yield Finding(name, "pass", read.person.mail)
    elif not read.person.mail_read:
        yield Finding(name, "info", "", say("preflight.mail_unread"))
    else:
        verdict = "fail" if wanted.required else "warn"
        yield Finding(name, verdict, "mail: –", say("preflight.mail_do", without=wanted.without), link=users)


def _groups(read: Reading, picked: Chosen, world: World) -> Iterator[Finding]:
    if not picked.app.groups:
        return
    name, member = say("preflight.groups"), read.memberships
    if member is None:
        yield Finding(name, "info", "", say("preflight.groups_unread"))
        return
    if picked.app.groups == "ApplicationGroup":
        yield _assigned_groups(read, member)
        return
    count = len(member.groups) if picked.app.groups == "SecurityGroup" else member.count + len(read.roles)
    if count > MOST_GROUPS:
        link = world.portal.link("app-token-configuration", client_id=read.app["appId"]) if read.app else ""
        do = say("preflight.groups_do", most=str(MOST_GROUPS))
        yield Finding(name, "warn", str(count), do, link=link)
    elif not count:
        yield Finding(name, "warn", "0", say("preflight.groups_none"), link=world.portal.link("users"))
    else:
        yield Finding(name, "pass", str(count))


def _assigned_groups(read: Reading, member: Memberships) -> Finding:
    """Only groups that are assigned to the application are sent, and of these only those without a group between."""
    sent = [one["principalDisplayName"] for one in read.assignments if one["principalId"] in member.direct]
    if sent:
        return Finding(say("preflight.groups"), "pass", ", ".join(sent))
    return Finding(say("preflight.groups"), "warn", "0", say("preflight.groups_assigned"), step="grant_access")
