"""Decide who may sign in: everyone in the tenant, or only the people and groups that are assigned."""

from __future__ import annotations

from collections.abc import Mapping

from .model.answers import check
from .model.changes import Change, Row
from .model.chosen import Chosen, chosen
from .model.ports import Json, World
from .model.problems import problem
from .model.setup import Access, Principal, Setup
from .model.step import Taken
from .model.views import Ask, Done, Field, Propose, Value, View
from .model.words import Words, say

PRODUCES = Access
STEP = "grant_access"


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    principal = world.directory.service_principal(setup.registration.client_id) if setup.registration else None
    if principal is None:
        raise problem("changed-elsewhere")
    changes = plan(setup, world, principal)
    ask = Ask(fields(setup, picked), submit=say("register_app.adjust"), title=say("grant_access.adjust_title"))
    if changes:
        return Propose(changes, adjust=ask, notes=notes(setup))
    there = tuple(_principal(a) for a in world.directory.assignments(principal["id"]))
    fact = Access(bool(principal.get("appRoleAssignmentRequired")), there)
    who = Value(say("grant_access.who"), say(f"grant_access.{'only' if fact.assignment_required else 'everyone'}"))
    return Done(fact, (who, Value(say("grant_access.assigned"), ", ".join(p.name for p in there) or "–")))


def plan(setup: Setup, world: World, principal: Json | None) -> tuple[Change, ...]:
    """Set "assignment required" as chosen, and assign who is not assigned yet; nobody is ever removed."""
    required = assignment_required(setup, chosen(setup, world))
    changes = []
    now = bool(principal.get("appRoleAssignmentRequired")) if principal else None
    if now is not None and now != required:
        row = Row("appRoleAssignmentRequired", str(now).lower(), str(required).lower())
        values = {"required": str(required).lower()}
        changes.append(Change(STEP, "assignment_required", "PATCH /servicePrincipals/{id}", (row,), values))
    there = {a["principalId"] for a in world.directory.assignments(principal["id"])} if principal else set()
    fresh = [who for who in people(setup) if required and who.object_id not in there]
    return (*changes, *map(_assignment, fresh))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    who, typed = fields(setup, chosen(setup, world))
    choice = str(check(who, answers.get(who.name, "")))
    found: list[Principal] = []
    entries = check(typed, answers.get(typed.name, "")) if choice == "only" else ()
    for entry in entries if isinstance(entries, tuple) else ():
        matches = world.directory.find_principals(entry)
        if len(matches) != 1:
            raise problem("answer-twice" if matches else "answer-nobody", field=typed.name, typed=entry)
        found += matches
    return Taken(choices={"who": choice, "people": tuple(f"{p.kind}|{p.object_id}|{p.name}" for p in found)})


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    app = world.directory.application(setup.unique_name)
    principal = world.directory.service_principal(app["appId"]) if app else None
    if principal is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind == "assignment_required":
        required = change.values["required"] == "true"
        world.directory.update_service_principal(principal["id"], {"appRoleAssignmentRequired": required})
        return {"service_principal_id": principal["id"]}
    who = Principal(change.values["principal_id"], change.values["principal_kind"], change.values["name"])
    return {"assignment_id": world.directory.assign(principal["id"], who)["id"]}


def fields(setup: Setup, picked: Chosen) -> tuple[Field, Field]:
    """The two questions: everyone or only some, and who."""
    ways = (("only", say("grant_access.only")), ("everyone", say("grant_access.everyone")))
    shown = "only" if assignment_required(setup, picked) else "everyone"
    names, hint = ", ".join(p.name for p in people(setup)), say("grant_access.people_help")
    return (
        Field("who", "choice", say("grant_access.who"), shown=shown, choices=ways),
        Field("people", "people", say("grant_access.people"), hint, shown=names, when={"who": ("only",)}),
    )


def assignment_required(setup: Setup, picked: Chosen) -> bool:
    """Whether only assigned people may sign in: as chosen, or as the recipe advises."""
    return setup.choices["who"] == "only" if "who" in setup.choices else picked.app.assignment != "free"


def people(setup: Setup) -> tuple[Principal, ...]:
    """Who is to be assigned: as chosen, or the signed-in person, who is going to test the login."""
    typed = setup.choices.get("people")
    if isinstance(typed, tuple):
        return tuple(Principal(i, kind, name) for kind, i, name in (entry.split("|", 2) for entry in typed))
    who = setup.signed_in
    return (Principal(who.object_id, "User", who.user_name),) if who else ()


def notes(setup: Setup) -> tuple[Words, ...]:
    """What the plan must say about access before it is confirmed."""
    if setup.choices.get("who") == "everyone":
        return (say("grant_access.note_everyone"),)
    groups = [p for p in people(setup) if p.kind == "Group"]
    if groups and setup.tenant and setup.tenant.premium is False:
        return (say("grant_access.note_premium"),)
    return (say("grant_access.note_only", people=", ".join(p.name for p in people(setup))),)


def _assignment(who: Principal) -> Change:
    row = Row("appRoleAssignedTo", None, f"{who.name} ({who.kind})")
    values = {"name": who.name, "principal_id": who.object_id, "principal_kind": who.kind}
    return Change(STEP, "assignment", "POST /servicePrincipals/{id}/appRoleAssignedTo", (row,), values)


def _principal(assignment: Json) -> Principal:
    return Principal(assignment["principalId"], assignment["principalType"], assignment["principalDisplayName"])
