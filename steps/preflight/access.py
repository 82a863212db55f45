"""Whether the person who will test is let in by the enterprise application, and by which assignment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.changes import Change
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.ports import World
from ..model.roles import GLOBAL_ADMINISTRATOR
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import Words, say
from ..registration import assignment, who
from .found import Found
from .reading import Reading


def findings(setup: Setup, picked: Chosen, read: Reading, world: World) -> Iterator[Found]:
    """The enterprise application and its assignments; nothing while there is none."""
    if read.app is None or read.principal is None:
        return
    ids = {"client_id": read.app["appId"], "object_id": read.principal["id"]}
    if switched_off := assignment.enable(read.principal):
        off, page = say("preflight.enabled_do"), world.portal.link("enterprise-properties", **ids)
        seen = "accountEnabled: false"
        finding = Finding(say("preflight.enabled"), "fail", seen, off, step=assignment.STEP, link=page)
        yield Found(finding, switched_off)
    planned = assignment.plan(setup, world, read.principal)
    judge = _only if who.assignment_required(setup, picked) else _everyone
    verdict, seen, do, changes = judge(read, planned)
    link = "" if verdict == "pass" else world.portal.link("enterprise-users", **ids)
    step = "" if verdict == "pass" else assignment.STEP
    yield Found(Finding(say("preflight.assigned"), verdict, seen, do, step=step, link=link), changes)


Judged = tuple[str, str, Words, tuple[Change, ...]]
"""The verdict, what was seen, what to do, and the changes that do it."""


def _everyone(read: Reading, planned: tuple[Change, ...]) -> Judged:
    """Everybody may sign in; whoever is assigned all the same restricts nobody."""
    if planned:
        return "warn", "appRoleAssignmentRequired: true", say("preflight.restricts_more"), planned
    if read.assignments:
        return "warn", ", ".join(_there(read).values()), say("preflight.restricts_nobody"), ()
    return "pass", "appRoleAssignmentRequired: false", "", ()


def _only(read: Reading, planned: tuple[Change, ...]) -> Judged:
    """Only who is assigned may sign in: directly, or through a group without another group between."""
    if read.principal is None or not read.principal.get("appRoleAssignmentRequired"):
        return "fail", "appRoleAssignmentRequired: false", say("preflight.lets_everyone"), planned
    there, member = _there(read), read.memberships
    mine = read.person.object_id if read.person else read.tester.object_id
    through = sorted(name for group, name in there.items() if member and group in member.direct)
    if mine in there or through:
        # Who else was chosen and is not assigned yet does not keep the test from succeeding.
        return ("warn" if planned else "pass"), there.get(mine) or through[0], _others(planned), planned
    if GLOBAL_ADMINISTRATOR in read.roles and not any(_is_of(change, mine) for change in planned):
        # Entra lets this role in without an assignment: one would prove nothing, and would stay.
        seen = ", ".join(there.values()) or "appRoleAssignedTo: –"
        return "warn", seen, say("preflight.global_tests", tester=read.tester.name), planned
    if member is None and any(one["principalType"] == "Group" for one in read.assignments):
        return "info", ", ".join(there.values()), say("preflight.groups_unread"), planned
    changes = (*planned, *_assign(read, planned))
    verdict = "warn" if GLOBAL_ADMINISTRATOR in read.roles else "fail"
    nested = [name for group, name in (member.groups if member else {}).items() if group in there]
    if nested:
        return verdict, nested[0], say("preflight.nested", tester=read.tester.name, group=nested[0]), changes
    if not there:
        return verdict, "appRoleAssignedTo: –", say("preflight.nobody"), changes
    return verdict, ", ".join(there.values()), say("preflight.not_assigned", tester=read.tester.name), changes


def anew(setup: Setup, picked: Chosen, read: Reading, world: World) -> tuple[Change, ...]:
    """Who is assigned again where the enterprise application is made anew, with whoever tests."""
    planned = assignment.plan(setup, world, None)
    return (*planned, *_assign(read, planned)) if who.assignment_required(setup, picked) else planned


def _assign(read: Reading, planned: tuple[Change, ...]) -> tuple[Change, ...]:
    # Somebody the tenant does not know cannot be assigned: they were deleted, or are of another tenant.
    if read.person is None or GLOBAL_ADMINISTRATOR in read.roles:
        return ()
    mine = read.person.object_id
    if any(_is_of(change, mine) for change in planned):
        return ()
    return (assignment.assign(mine, read.tester.name),)


def _is_of(change: Change, object_id: str) -> bool:
    return change.values.get("principal_id") == object_id


def stays(changes: Iterable[Change], setup: Setup) -> tuple[Words, ...]:
    """Who is assigned for the test alone, and stays so: nobody chose them as somebody who shall use the product."""
    chosen = {person.object_id for person in who.people(setup)}
    people = [c.values for c in changes if c.kind == "assignment" and c.values["principal_kind"] == "User"]
    return tuple(say("preflight.stays", who=one["name"]) for one in people if one["principal_id"] not in chosen)


def _others(planned: tuple[Change, ...]) -> Words:
    return say("preflight.others_missing") if planned else ""


def _there(read: Reading) -> Mapping[str, str]:
    return {one["principalId"]: _name(one) for one in read.assignments}


def _name(one: Json) -> str:
    return str(one.get("principalDisplayName") or one["principalId"])
