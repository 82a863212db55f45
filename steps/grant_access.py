"""Decide who may sign in: everyone in the tenant, or only the people and groups that are assigned."""

from __future__ import annotations

from collections.abc import Mapping

from .model.answers import check
from .model.changes import Change, Row
from .model.chosen import chosen
from .model.ports import Json, World
from .model.problems import problem
from .model.setup import Access, Principal, Setup
from .model.step import Taken
from .model.views import Ask, Done, Propose, Value, View
from .model.words import say
from .registration import who

PRODUCES = Access
STEP = "grant_access"


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    principal = world.directory.service_principal(setup.registration.client_id) if setup.registration else None
    if principal is None:
        raise problem("registration-gone")
    if setup.choices.get("editing_access"):
        fields = who.fields(setup, picked)
        return Ask(fields, submit=say("register_app.adjust"), title=say("grant_access.adjust_title"))
    changes = plan(setup, world, principal)
    ask = Ask(who.fields(setup, picked), submit=say("register_app.adjust"), title=say("grant_access.adjust_title"))
    if changes:
        return Propose(changes, adjust=ask, notes=who.notes(setup))
    there = tuple(_principal(a) for a in world.directory.assignments(principal["id"]))
    fact = Access(bool(principal.get("appRoleAssignmentRequired")), there)
    way = say(f"grant_access.{'only' if fact.assignment_required else 'everyone'}")
    return Done(
        fact,
        (
            Value(say("grant_access.who"), way),
            Value(say("grant_access.assigned"), ", ".join(p.name for p in there) or "–"),
        ),
    )


def plan(setup: Setup, world: World, principal: Json | None) -> tuple[Change, ...]:
    """Set "assignment required" as chosen, and assign who is not assigned yet; nobody is ever removed."""
    required = who.assignment_required(setup, chosen(setup, world))
    changes = []
    now = bool(principal.get("appRoleAssignmentRequired")) if principal else None
    if now is not None and now != required:
        row = Row("appRoleAssignmentRequired", str(now).lower(), str(required).lower())
        values = {"required": str(required).lower()}
        changes.append(Change(STEP, "assignment_required", "PATCH /servicePrincipals/{id}", (row,), values))
    there = {a["principalId"] for a in world.directory.assignments(principal["id"])} if principal else set()
    fresh = [person for person in who.people(setup) if required and person.object_id not in there]
    return (*changes, *map(_assignment, fresh))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "change" in answers:
        return Taken(choices={"editing_access": True})
    choice_field, typed = who.fields(setup, chosen(setup, world))
    choice = str(check(choice_field, answers.get(choice_field.name, "")))
    found: list[Principal] = []
    entries = check(typed, answers.get(typed.name, "")) if choice == "only" else ()
    for entry in entries if isinstance(entries, tuple) else ():
        matches = world.directory.find_principals(entry)
        if len(matches) != 1:
            raise problem("answer-twice" if matches else "answer-nobody", field=typed.name, typed=entry)
        found += matches
    return Taken(
        choices={
            "who": choice,
            "editing_access": False,
            "people": tuple(f"{p.kind}|{p.object_id}|{p.name}" for p in found),
        }
    )


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    app = world.directory.application(setup.unique_name)
    principal = world.directory.service_principal(app["appId"]) if app else None
    if principal is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind == "assignment_required":
        required = change.values["required"] == "true"
        world.directory.update_service_principal(principal["id"], {"appRoleAssignmentRequired": required})
        return {"service_principal_id": principal["id"]}
    person = Principal(change.values["principal_id"], change.values["principal_kind"], change.values["name"])
    return {"assignment_id": world.directory.assign(principal["id"], person)["id"]}


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    app = world.directory.application(setup.unique_name)
    principal = world.directory.service_principal(app["appId"]) if app else None
    if principal is None:
        return None
    if change.kind == "assignment_required":
        same = bool(principal.get("appRoleAssignmentRequired")) == (change.values["required"] == "true")
        return {"service_principal_id": principal["id"]} if same else None
    there = world.directory.assignments(principal["id"])
    return next(
        ({"assignment_id": a["id"]} for a in there if a["principalId"] == change.values["principal_id"]), None
    )


def _assignment(person: Principal) -> Change:
    row = Row("appRoleAssignedTo", None, f"{person.name} ({person.kind})")
    values = {"name": person.name, "principal_id": person.object_id, "principal_kind": person.kind}
    return Change(STEP, "assignment", "POST /servicePrincipals/{id}/appRoleAssignedTo", (row,), values)


def _principal(assignment: Json) -> Principal:
    return Principal(assignment["principalId"], assignment["principalType"], assignment["principalDisplayName"])
