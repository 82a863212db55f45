"""Register the product as an application in the tenant: one plan for everything Entra needs."""

from __future__ import annotations

from collections.abc import Mapping

from . import grant_access
from .by_hand import registration as by_hand
from .by_hand import way
from .model.answers import check
from .model.changes import Change
from .model.chosen import Chosen, chosen
from .model.facts import Answer, Registration
from .model.ports import World
from .model.problems import problem
from .model.setup import Setup
from .model.step import Taken
from .model.views import Ask, Propose, View
from .model.words import say
from .registration import (
    again,
    application,
    assignment,
    consent,
    credential,
    exposed_scope,
    service_principal,
    test_redirect,
    who,
)
from .registration.plan import plan
from .registration.registered import registered
from .registration.secret_policy import Terms, terms

PRODUCES = Registration


def look(setup: Setup, world: World) -> View:
    if setup.by_hand("register_app"):
        return by_hand.look(setup, world)
    picked = chosen(setup, world)
    app = application.find(setup, world)
    principal = world.directory.service_principal(app["appId"]) if app else None
    changes = plan(setup, world, picked, app, principal)
    if app and principal and not changes:
        return again.report(setup, picked) if setup.choices.get(again.EDITING) else registered(picked, app, principal)
    wanted = terms(setup, picked, world)
    following = (
        *assignment.plan(setup, world, principal),
        *credential.plan(setup, world, app, wanted),
        *(test_redirect.plan(setup, picked, app, world) if setup.login is None else ()),
    )
    return Propose(
        (*changes, *following),
        adjust=_adjust(setup, picked, wanted),
        cards=way.ONE_STEP,
        notes=(*who.notes(setup), *credential.notes(setup, world, app, wanted)),
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if switched := way.switched(answers, setup, "register_app"):
        return switched
    if setup.by_hand("register_app"):
        return by_hand.take(answers, setup, world)
    if "change" in answers or answers.get("card") == again.AS_IT_IS.name:
        return Taken(choices={again.EDITING: "change" in answers})
    picked = chosen(setup, world)
    name = check(again.name(setup, picked), answers.get("application_name", ""))
    named: dict[str, Answer] = {"application_name": name, again.EDITING: False}
    if "who" not in answers:
        return Taken(choices=named)
    lifetime = credential.lifetime(answers, setup, picked, world)
    return Taken(choices={**named, **grant_access.take(answers, setup, world).choices, **lifetime})


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    picked = chosen(setup, world)
    app = application.find(setup, world)
    if change.kind in ("application", "application_again"):
        return application.act(setup, world, picked, app)
    if app is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind == "expose_scope":
        return exposed_scope.act(world, picked, app)
    if change.kind == "test_redirect":
        return test_redirect.act(change, setup, world, app)
    if change.kind == "service_principal":
        return service_principal.act(change, world, app)
    return consent.act(change, world, app)


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    picked = chosen(setup, world)
    app = application.find(setup, world)
    if app is None:
        return None
    if change.kind == "test_redirect":
        return {"object_id": app["id"]} if test_redirect.is_registered(change, app) else None
    principal = world.directory.service_principal(app["appId"])
    if change.kind in {planned.kind for planned in plan(setup, world, picked, app, principal)}:
        return None
    return {"object_id": app["id"], "client_id": app["appId"]}


def _adjust(setup: Setup, picked: Chosen, wanted: Terms) -> Ask:
    fields = (again.name(setup, picked), *who.fields(setup, picked), *credential.fields(wanted, picked))
    return Ask(fields, submit=say("register_app.adjust"), title=say("register_app.adjust_title"))
