"""Register the product as an application in the tenant: one plan for everything Entra needs."""

from __future__ import annotations

from collections.abc import Mapping

from . import grant_access, make_secret
from .model.answers import check
from .model.changes import Change, Row
from .model.chosen import Chosen, chosen
from .model.ports import Json, World
from .model.problems import problem
from .model.setup import Registration, Setup
from .model.step import Taken
from .model.views import Ask, Done, Field, Propose, Value, View
from .model.words import say
from .registration import application, by_hand, consent, exposed_scope, test_redirect

PRODUCES = Registration

# The portal sets this tag, Graph alone does not: without it the app is missing from the Enterprise applications list
# (terraform-provider-azuread, service principal tags).
TAGS = ["WindowsAzureActiveDirectoryIntegratedApp"]


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    app = world.directory.application(setup.unique_name)
    principal = world.directory.service_principal(app["appId"]) if app else None
    grants = world.directory.grants(principal["id"]) if principal else ()
    changes = (
        *application.plan(setup, picked, app),
        *exposed_scope.plan(picked, app),
        *_service_principal(setup, principal),
        *consent.plan(picked, app, grants, world),
    )
    if app and principal and not changes:
        return _done(picked, app, principal)
    following = (
        *grant_access.plan(setup, world, principal),
        *make_secret.plan(setup, world, app),
        *(test_redirect.plan(picked, app, world) if setup.login is None else ()),
    )
    return Propose(
        (*changes, *following),
        adjust=_adjust(setup, picked),
        guide=by_hand.registration(picked, application.display_name(setup, picked), world),
        notes=grant_access.notes(setup),
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    picked = chosen(setup, world)
    name = check(_adjust(setup, picked).fields[0], answers.get("application_name", ""))
    choices = {"application_name": name, **grant_access.take(answers, setup, world).choices}
    if picked.app.client_auth != "none":
        choices |= make_secret.lifetime(answers, setup, picked)
    return Taken(choices=choices)


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    picked = chosen(setup, world)
    app = world.directory.application(setup.unique_name)
    if change.kind in ("application", "application_again"):
        return application.act(setup, world, picked, app)
    if app is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind == "expose_scope":
        return exposed_scope.act(world, picked, app)
    if change.kind == "test_redirect":
        return test_redirect.act(change, world, picked, app)
    if change.kind == "service_principal":
        body = {"tags": TAGS, "appRoleAssignmentRequired": grant_access.assignment_required(setup, picked)}
        return {"service_principal_id": world.directory.create_service_principal(app["appId"], body)["id"]}
    return consent.act(change, world, app)


def _service_principal(setup: Setup, principal: Json | None) -> tuple[Change, ...]:
    if principal:
        return ()
    rows = (Row("servicePrincipal.tags", None, TAGS[0]),)
    return (Change("register_app", "service_principal", "POST /servicePrincipals", rows),)


def _adjust(setup: Setup, picked: Chosen) -> Ask:
    name = Field(
        "application_name",
        "text",
        say("register_app.name"),
        help=say("register_app.name_help"),
        shown=application.display_name(setup, picked),
    )
    fields = (name, *grant_access.fields(setup, picked), *make_secret.fields(setup, picked))
    return Ask(fields, submit=say("register_app.adjust"), title=say("register_app.adjust_title"))


def _done(picked: Chosen, app: Json, principal: Json) -> Done:
    fact = Registration(
        object_id=app["id"],
        client_id=app["appId"],
        unique_name=app["uniqueName"],
        display_name=app["displayName"],
        redirect_uris={p: uris for p, uris in application.redirect_uris(picked).items() if uris},
        service_principal_id=principal["id"],
        consented=True,
    )
    values = (
        Value(say("field.client_id"), fact.client_id),
        Value(say("field.object_id"), fact.object_id),
        Value(say("field.service_principal_id"), fact.service_principal_id),
        *(Value(say(f"field.redirect_{p}"), uri) for p, uris in fact.redirect_uris.items() for uri in uris),
    )
    return Done(fact, values=values)
