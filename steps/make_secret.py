"""Make the client secret, keep it in memory only, and prove that Entra accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from .by_hand import secret as by_hand
from .by_hand import way
from .model.changes import Change
from .model.chosen import chosen
from .model.directory import Json
from .model.facts import SecretRecord
from .model.ports import World
from .model.problems import Problem, problem
from .model.setup import Setup
from .model.step import Taken
from .model.views import Ask, Card, Done, Propose, Value, View
from .model.words import say
from .registration import credential
from .registration.application import find

PRODUCES = SecretRecord


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    if picked.app.client_auth == "none":
        # Only one that the wizard made is the wizard's to remove.
        had_one = setup.secret is not None and setup.secret.key_id != "" and not setup.secret.how
        left = credential.plan(setup, world, find(setup, world)) if had_one else ()
        return Propose(left) if left else Done(SecretRecord(), notes=(say("make_secret.public"),))
    if setup.by_hand("make_secret"):
        return by_hand.look(setup, world)
    held, renewing = setup.secret, setup.renewing_secret
    if held and held.how and not renewing and (setup.configured or world.vault.secret(setup.id, held.key_id)):
        # Made in the portal before somebody signed in: it bears no mark of ours, and is as good.
        return _done(held)
    kept = held and not renewing and (setup.configured or world.vault.secret(setup.id, held.key_id))
    if held and kept and world.sign_in.current() is None:
        return _done(held)
    app = find(setup, world)
    if app is None:
        raise problem("registration-gone")
    for one in credential.ours(setup, app):
        if held and kept and one["keyId"] == held.key_id:
            return _done(held)
        if not (renewing and held and one["keyId"] == held.key_id) and world.vault.secret(setup.id, one["keyId"]):
            return _done(_record(setup, world, app, one))
    notes = (say("make_secret.renewed" if renewing else "make_secret.lost"),) if credential.ours(setup, app) else ()
    back = (Card("keep", say("make_secret.keep"), ""),) if renewing else ()
    fields = credential.fields(setup, picked, world)
    ask = Ask(fields, say("register_app.adjust"), cards=back, title=say("make_secret.days"))
    return Propose(credential.plan(setup, world, app), adjust=ask, cards=way.ONE_STEP, notes=notes)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if switched := way.switched(answers, setup, "make_secret"):
        return switched
    if answers.get("card") == "keep":
        return Taken(choices={"renew_secret": ""})
    if "change" in answers:
        return Taken(choices={"renew_secret": setup.secret.key_id if setup.secret else ""})
    if setup.by_hand("make_secret"):
        return by_hand.take(answers, setup, world)
    return Taken(choices=credential.lifetime(answers, setup, chosen(setup, world), world))


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    app = find(setup, world)
    if app is None:
        raise problem("still-spreading", doing=change.target)
    # One of ours that is still there was never shown to anybody, or is being replaced: never leave two.
    for one in credential.ours(setup, app):
        world.directory.remove_password(app["id"], one["keyId"])
    world.vault.drop(setup.id)
    if change.kind == "secret_removed":
        return {"object_id": app["id"]}
    expires = world.clock.now() + timedelta(days=int(change.values["days"]))
    secret, added = world.directory.add_password(app["id"], credential.marker(setup), expires)
    world.vault.keep(setup.id, added["keyId"], secret)
    return {"object_id": app["id"], "key_id": added["keyId"]}


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    app = find(setup, world)
    before = setup.secret.key_id if setup.secret else ""
    if change.kind == "secret_removed":
        return None if app and credential.ours(setup, app) else {}
    added = [one for one in (credential.ours(setup, app) if app else ()) if one["keyId"] != before]
    return {"key_id": added[0]["keyId"]} if added else None


def _record(setup: Setup, world: World, app: Json, one: Json) -> SecretRecord:
    secret = world.vault.secret(setup.id, one["keyId"])
    proven = False
    if secret and setup.signed_in:
        # A refusal here is not the end: the live login proves the secret again before it opens a browser.
        with suppress(Problem):
            world.provider.prove_secret(setup.signed_in.tenant_id, app["appId"], secret)
            proven = True
    return SecretRecord(one["keyId"], one.get("hint") or "", one["endDateTime"], proven)


def _done(held: SecretRecord) -> Done:
    values = (
        Value(say("make_secret.hint"), f"{held.hint}…"),
        Value(say("make_secret.expires"), held.expires[:10]),
        Value(say("field.key_id"), held.key_id),
    )
    notes = (say("make_secret.proven" if held.proven else "make_secret.unproven"),)
    return Done(held, values=values, notes=notes, change=say("make_secret.renew"))
