"""Whether only assigned people may sign in, and who is assigned."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.changes import Change, Row
from ..model.chosen import Chosen, chosen
from ..model.directory import Json
from ..model.facts import Principal
from ..model.ports import World
from ..model.setup import Setup
from . import who

STEP = "grant_access"

_ENABLE = Change(STEP, "enabled", "PATCH /servicePrincipals/{id}", (Row("accountEnabled", "false", "true"),))


def enable(principal: Json) -> tuple[Change, ...]:
    """Let people sign in again where the enterprise application was switched off (AADSTS7000112, 7000116)."""
    return (_ENABLE,) if principal.get("accountEnabled") is False else ()


def plan(setup: Setup, world: World, principal: Json | None) -> tuple[Change, ...]:
    """Set "assignment required" as chosen, and assign who is not assigned yet; nobody is ever removed."""
    picked = chosen(setup, world)
    required = who.assignment_required(setup, picked)
    changes = []
    now = bool(principal.get("appRoleAssignmentRequired")) if principal else None
    if now is not None and now != required:
        row = Row("appRoleAssignmentRequired", str(now).lower(), str(required).lower())
        values = {"required": str(required).lower()}
        changes.append(Change(STEP, "assignment_required", "PATCH /servicePrincipals/{id}", (row,), values))
    there = {a["principalId"] for a in world.directory.assignments(principal["id"])} if principal else set()
    wanted = (*who.people(setup), *_counted_on(setup, picked, world, there)) if required else ()
    fresh = {one.object_id: one for one in wanted if one.object_id not in there}
    return (*changes, *map(_assignment, fresh.values()))


def _counted_on(setup: Setup, picked: Chosen, world: World, there: set[str]) -> Iterator[Principal]:
    """The groups that the product counts on; none that the tenant does not know, or has no licence to assign."""
    if setup.tenant and setup.tenant.premium is False:
        return
    for object_id in picked.each(picked.app.assigned):
        if object_id not in there:
            yield from (one for one in world.directory.find_principals(object_id) if one.kind == "Group")


def assign(object_id: str, name: str) -> Change:
    """The assignment of one person, whoever was chosen."""
    return _assignment(Principal(object_id, "User", name))


def _assignment(person: Principal) -> Change:
    row = Row("appRoleAssignedTo", None, f"{person.name} ({person.kind})")
    values = {"name": person.name, "principal_id": person.object_id, "principal_kind": person.kind}
    return Change(STEP, "assignment", "POST /servicePrincipals/{id}/appRoleAssignedTo", (row,), values)
