"""Register the app by hand: every action, then what was pasted back is compared with the plan and tried on Entra."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model.changes import Change
from ..model.chosen import Chosen, chosen
from ..model.facts import Answer, Registration
from ..model.ports import Json, World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Card, Done, Field, Finding, Guide, Report, Section, Value, View
from ..model.words import say
from ..pasted import differences
from ..pasted import registration as pasted
from ..registration import application, exposed_scope, test_redirect
from ..registration.plan import plan
from . import portal, way
from .instructions import actions
from .redirects import tried

OVERVIEW = Field("pasted", "pasted", say("by_hand.overview"), say("by_hand.overview_help"))
PASTE = Field("pasted", "pasted", say("by_hand.paste_registration"), say("by_hand.paste_registration_help"))

_WITHOUT = Card("without_manifest", say("by_hand.without_manifest"), "")

KEPT = ("pasted_client_id", "pasted_object_id", "pasted_service_principal_id", "pasted_application")
"""The choices that a paste leaves: ids, and the manifest reduced to what is compared."""


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    client_id = str(setup.choices.get("pasted_client_id") or "")
    planned = actions(everything(setup, world, picked), picked)
    begun = [action for action in planned if action.page == "new-registration"]
    if not client_id:
        # First only what brings the client ID: with it, every further link leads to the page itself.
        return _guide(setup, world, [*begun, portal.Action("new-registration", "copy_overview")], ())
    app = _registered(setup, world, client_id)
    if app is None and not setup.choices.get("without_manifest"):
        return _guide(setup, world, [action for action in planned if action not in begun], ())
    left = _left(setup, world, picked, app) if app else ()
    wrong = _wrong(left, app) if app else ()
    redirects = tried(setup, world, picked, client_id)
    if wrong or redirects.findings:
        # A manifest tells what is missing; without one it may be anything, so that every action is shown again.
        open_ = actions(left, picked) if app else [action for action in planned if action not in begun]
        return _guide(setup, world, open_, (*wrong, *redirects.findings))
    return _done(setup, world, picked, app, redirects.how)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "change" in answers:
        return Taken(choices=dict.fromkeys(KEPT, ""))
    if answers.get("card") == _WITHOUT.name:
        return Taken(choices={"without_manifest": True})
    if setup.signed_in is None:
        raise problem("sign-in-needed")
    known = {"tenant_id": setup.signed_in.tenant_id}
    found = pasted.read(answers.get(PASTE.name, ""), PASTE.name, world.hosts, setup.signed_in.tenant_id, seen=known)
    app = found.application
    if not setup.all_by_hand:
        app = world.directory.application_by_client_id(found.client_id)
        if app is None:
            raise problem("paste-not-in-tenant", field=PASTE.name, client_id=found.client_id)
    manifest = json.dumps(found.application, sort_keys=True) if found.application else ""
    values = (found.client_id, found.object_id, found.service_principal_id, manifest)
    kept: dict[str, Answer] = dict(zip(KEPT, values, strict=True))
    # Who made it chose its name: that is no difference from the plan.
    if name := str((app or {}).get("displayName") or found.display_name):
        kept["application_name"] = name
    if manifest:
        kept["without_manifest"] = False
    return Taken(choices=kept)


def _registered(setup: Setup, world: World, client_id: str) -> Json | None:
    """The application as Graph shows it to somebody signed in, else as the pasted manifest does."""
    if not setup.all_by_hand:
        return world.directory.application_by_client_id(client_id)
    manifest = str(setup.choices.get("pasted_application") or "")
    return json.loads(manifest) if manifest else None


def everything(setup: Setup, world: World, picked: Chosen) -> tuple[Change, ...]:
    """The whole registration, as changes to an application that is not there yet."""
    return (
        *_needed(application.plan(setup, picked, None), picked),
        *exposed_scope.plan(picked, None),
        *_consents(picked),
        *test_redirect.plan(setup, picked, None, world),
    )


def _consents(picked: Chosen) -> Iterable[Change]:
    yield Change("register_app", "consent", "", (), {"scopes": " ".join(picked.app.scopes)})
    if picked.app.expose:
        yield Change("register_app", "consent_own", "", (), {"scopes": picked.app.expose.value})


def _left(setup: Setup, world: World, picked: Chosen, app: Json) -> tuple[Change, ...]:
    """What the registration still lacks."""
    test = test_redirect.plan(setup, picked, app, world) if setup.login is None else ()
    if setup.all_by_hand:
        return (*_needed(application.plan(setup, picked, app), picked), *exposed_scope.plan(picked, app), *test)
    principal = world.directory.service_principal(app["appId"])
    return (*_needed(plan(setup, world, picked, app, principal), picked), *test)


def _needed(changes: tuple[Change, ...], picked: Chosen) -> tuple[Change, ...]:
    """Without the token version where no scope is exposed: it matters for tokens of the application's own scope only,

    and nobody should edit a manifest for nothing (Graph resource type apiApplication).
    """
    if picked.app.expose:
        return changes
    kept = (replace(c, rows=tuple(r for r in c.rows if r.path != "api.requestedAccessTokenVersion")) for c in changes)
    return tuple(change for change in kept if change.rows)


def _wrong(left: tuple[Change, ...], app: Json) -> tuple[Finding, ...]:
    rows = [row for change in left if change.kind in ("application_again", "test_redirect") for row in change.rows]
    others = [change for change in left if change.kind not in ("application_again", "test_redirect")]
    titles = (
        Finding(say(f"change.{c.kind}.title", **c.values), "fail", "", say(f"change.{c.kind}.why")) for c in others
    )
    return (*differences.findings(rows, app), *titles)


def _guide(setup: Setup, world: World, listed: Sequence[portal.Action], wrong: tuple[Finding, ...]) -> Guide:
    report = None
    if wrong:
        section = Section(say("by_hand.compared"), wrong)
        report = Report("fail", say("by_hand.differs"), say("by_hand.differs_text"), (section,))
    known = bool(setup.choices.get("pasted_client_id"))
    # Somebody signed in need not bring the manifest: Graph shows what it would.
    manifest = known and setup.all_by_hand
    copied = [portal.Action("app-manifest", "copy_manifest")] if manifest else []
    cards = (*((_WITHOUT,) if manifest else ()), *way.automatic(setup))
    title = say(f"by_hand.{'paste_title' if manifest else 'paste_first'}")
    ask = Ask((PASTE if known else OVERVIEW,), say("by_hand.compare"), cards=cards, title=title)
    return Guide(portal.tasks([*listed, *copied], setup, world), ask, report, notes=(portal.CHECKED,))


def _done(setup: Setup, world: World, picked: Chosen, app: Json | None, redirects: str) -> Done:
    compared = "checked" if app else "typed"
    signed_in = not setup.all_by_hand
    principal = world.directory.service_principal(app["appId"]) if signed_in and app else None
    fact = Registration(
        object_id=str((app or {}).get("id") or setup.choices.get("pasted_object_id") or ""),
        client_id=str(setup.choices["pasted_client_id"]),
        unique_name="",
        display_name=str((app or {}).get("displayName") or application.display_name(setup, picked)),
        redirect_uris={p: uris for p, uris in application.redirect_uris(picked).items() if uris},
        service_principal_id=principal["id"] if principal else str(setup.choices["pasted_service_principal_id"]),
        consented=True,
        how={
            "client_id": redirects if redirects == "checked" else compared,
            "redirect_uris": "checked" if app else redirects,
            "settings": compared,
            "consent": "checked" if signed_in else "typed",
        },
    )
    values = (
        Value(say("field.client_id"), fact.client_id, help=say(f"how.{fact.how['client_id']}")),
        *(
            Value(say(f"field.redirect_{p}"), uri, help=say(f"how.{fact.how['redirect_uris']}"))
            for p, uris in fact.redirect_uris.items()
            for uri in uris
        ),
        Value(say("by_hand.settings"), application.display_name(setup, picked), help=say(f"how.{compared}")),
        Value(say("by_hand.consent"), ", ".join(picked.app.scopes), help=say(f"how.{fact.how['consent']}")),
    )
    return Done(fact, values=tuple(value for value in values if value.text), change=say("by_hand.paste_again"))
