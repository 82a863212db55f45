"""Register the app by hand: every action, then what was pasted back is compared with the plan and tried on Entra."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model.changes import Change
from ..model.chosen import Chosen, chosen
from ..model.directory import Json
from ..model.facts import Answer, Registration
from ..model.ports import World
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

_ANOTHER = Card("another_app", say("by_hand.another_app"), "")

KEPT = ("pasted_client_id", "pasted_object_id", "pasted_service_principal_id", "pasted_application")
"""The choices that a paste leaves: ids, and the manifest reduced to what is compared."""


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    client_id = _client_id(setup)
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
        open_ = actions(left, picked, app) if app else [action for action in planned if action not in begun]
        return _guide(setup, world, open_, (*wrong, *redirects.findings))
    return _done(setup, world, picked, app, redirects.how)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "change" in answers:
        return Taken(choices={"pasted_application": "", "without_manifest": False})
    if answers.get("card") == _ANOTHER.name:
        return Taken(choices={**dict.fromkeys(KEPT, ""), "without_manifest": False})
    if answers.get("card") == _WITHOUT.name:
        return Taken(choices={"without_manifest": True})
    if setup.signed_in is None:
        raise problem("sign-in-needed")
    before = _client_id(setup)
    known = {"tenant_id": setup.signed_in.tenant_id, "client_id": before, **_other_ids(setup)}
    known = {name: id_ for name, id_ in known.items() if id_}
    found = pasted.read(answers.get(PASTE.name, ""), PASTE.name, world.hosts, setup.signed_in.tenant_id, seen=known)
    app = found.application
    if not setup.all_by_hand:
        app = world.directory.application_by_client_id(found.client_id)
        if app is None:
            raise problem("paste-not-in-tenant", field=PASTE.name, client_id=found.client_id)
    # Of a manifest only what is compared is kept: what its secrets are called may name people.
    compared = {name: value for name, value in (found.application or {}).items() if name != "passwordCredentials"}
    manifest = json.dumps(compared, sort_keys=True) if found.application else ""
    values = (found.client_id, found.object_id, found.service_principal_id, manifest)
    kept: dict[str, Answer] = dict(zip(KEPT, values, strict=True))
    # Who made it chose its name: that is no difference from the plan.
    if name := str((app or {}).get("displayName") or found.display_name):
        kept["application_name"] = name
    # Whoever brings the same ID once more has no manifest to bring.
    kept["without_manifest"] = not manifest and before == found.client_id and setup.all_by_hand
    return Taken(choices=kept)


def _client_id(setup: Setup) -> str:
    """The application that was pasted, or the one that this setup had before somebody took it up by hand."""
    if "pasted_client_id" in setup.choices:
        return str(setup.choices["pasted_client_id"])
    return portal.known(setup).client_id


def _other_ids(setup: Setup) -> dict[str, str]:
    names = ("object_id", "service_principal_id")
    return {name: str(setup.choices.get(f"pasted_{name}") or "") for name in names}


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
        again = _needed(application.plan(setup, picked, app), picked)
        # A permission that is added later is not consented to by what was granted before.
        added = any(row.path.startswith("requiredResourceAccess") for change in again for row in change.rows)
        return (*again, *exposed_scope.plan(picked, app), *(_consents(picked) if added else ()), *test)
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
    found: list[Finding] = []
    for change in left:
        if change.kind == "test_redirect" and len(change.rows) == 1:
            # It is ours alone: nothing that is registered for the product was meant to be it.
            found.append(Finding(say("by_hand.test_missing"), "fail", change.values["uri"], say("by_hand.test_add")))
        elif change.kind in ("application_again", "test_redirect"):
            found += differences.findings(change.rows, app)
        else:
            title, why = (say(f"change.{change.kind}.{part}", **change.values) for part in ("title", "why"))
            found.append(Finding(title, "fail", "", why))
    return tuple(found)


def _guide(setup: Setup, world: World, listed: Sequence[portal.Action], wrong: tuple[Finding, ...]) -> Guide:
    report = None
    if wrong:
        section = Section(say("by_hand.compared"), wrong)
        told = say(f"by_hand.{'tried_text' if setup.choices.get('without_manifest') else 'differs_text'}")
        report = Report("fail", say("by_hand.differs"), told, (section,))
    known = bool(_client_id(setup))
    # Somebody signed in need not bring the manifest: Graph shows what it would.
    manifest = known and setup.all_by_hand
    copied = [portal.Action("app-manifest", "copy_manifest")] if manifest else []
    cards = (*((_WITHOUT,) if manifest else ()), *((_ANOTHER,) if known else ()), *way.automatic(setup))
    title = say(f"by_hand.{'paste_title' if manifest else 'paste_first'}")
    ask = Ask((PASTE if known else OVERVIEW,), say("by_hand.compare"), cards=cards, title=title)
    return Guide(portal.tasks([*listed, *copied], setup, world), ask, report, notes=(portal.CHECKED,))


def _done(setup: Setup, world: World, picked: Chosen, app: Json | None, redirects: str) -> Done:
    compared = "checked" if app else "typed"
    signed_in = not setup.all_by_hand
    principal = world.directory.service_principal(app["appId"]) if signed_in and app else None
    fact = Registration(
        object_id=str((app or {}).get("id") or setup.choices.get("pasted_object_id") or ""),
        client_id=_client_id(setup),
        unique_name=str((app or {}).get("uniqueName") or ""),
        display_name=str((app or {}).get("displayName") or application.display_name(setup, picked)),
        redirect_uris={p: uris for p, uris in application.redirect_uris(picked).items() if uris},
        service_principal_id=principal["id"] if principal else portal.known(setup).service_principal_id,
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
