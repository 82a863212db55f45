"""Decide who may sign in: everyone in the tenant, or only the people and groups that are assigned."""

from __future__ import annotations

from collections.abc import Mapping

from .by_hand import access as by_hand
from .by_hand import way
from .model.answers import check
from .model.changes import Change
from .model.chosen import chosen
from .model.directory import Json
from .model.facts import Access, Principal
from .model.ports import World
from .model.problems import problem
from .model.setup import Setup
from .model.step import Taken
from .model.views import Ask, Done, Propose, Value, View
from .model.words import say
from .registration import again, assignment, who
from .registration.application import find

PRODUCES = Access
STEP = assignment.STEP


def look(setup: Setup, world: World) -> View:
    if setup.all_by_hand:
        return by_hand.look(setup, world)
    picked = chosen(setup, world)
    principal = world.directory.service_principal(setup.registration.client_id) if setup.registration else None
    if principal is None:
        raise problem("registration-gone")
    if setup.choices.get("editing_access"):
        fields = who.fields(setup, picked)
        title = say("grant_access.adjust_title")
        return Ask(fields, submit=say("register_app.adjust"), cards=(again.AS_IT_IS,), title=title)
    changes = (*assignment.enable(principal), *assignment.plan(setup, world, principal))
    ask = Ask(who.fields(setup, picked), submit=say("register_app.adjust"), title=say("grant_access.adjust_title"))
    if changes and setup.by_hand(STEP):
        return by_hand.guide(changes, setup, world, picked)
    if changes:
        return Propose(changes, adjust=ask, cards=way.ONE_STEP, notes=who.notes(setup))
    there = tuple(_principal(a) for a in world.directory.assignments(principal["id"]))
    fact = Access(bool(principal.get("appRoleAssignmentRequired")), there)
    required = say(f"grant_access.{'only' if fact.assignment_required else 'everyone'}")
    return Done(
        fact,
        (
            Value(say("grant_access.who"), required),
            Value(say("grant_access.assigned"), ", ".join(p.name for p in there) or "–"),
        ),
        change=say("grant_access.adjust_title"),
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if switched := way.switched(answers, setup, STEP):
        return switched
    if setup.all_by_hand:
        return by_hand.take(answers, setup, world)
    if "change" in answers or answers.get("card") == again.AS_IT_IS.name:
        return Taken(choices={"editing_access": "change" in answers})
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
    app = find(setup, world)
    principal = world.directory.service_principal(app["appId"]) if app else None
    if principal is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind == "enabled":
        world.directory.update_service_principal(principal["id"], {"accountEnabled": True})
        return {"service_principal_id": principal["id"]}
    if change.kind == "assignment_required":
        required = change.values["required"] == "true"
        world.directory.update_service_principal(principal["id"], {"appRoleAssignmentRequired": required})
        return {"service_principal_id": principal["id"]}
    person = Principal(change.values["principal_id"], change.values["principal_kind"], change.values["name"])
    return {"assignment_id": world.directory.assign(principal["id"], person)["id"]}


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    app = find(setup, world)
    principal = world.directory.service_principal(app["appId"]) if app else None
    if principal is None:
        return None
    if change.kind == "enabled":
        return {"service_principal_id": principal["id"]} if principal.get("accountEnabled") else None
    if change.kind == "assignment_required":
        same = bool(principal.get("appRoleAssignmentRequired")) == (change.values["required"] == "true")
        return {"service_principal_id": principal["id"]} if same else None
    there = world.directory.assignments(principal["id"])
    return next(
        ({"assignment_id": a["id"]} for a in there if a["principalId"] == change.values["principal_id"]), None
    )


def _principal(assignment: Json) -> Principal:
    return Principal(assignment["principalId"], assignment["principalType"], assignment["principalDisplayName"])
