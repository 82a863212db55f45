"""Make the client secret or the certificate, find again what was made, and say what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from ..model.changes import Change
from ..model.directory import Json
from ..model.expiry import days_left
from ..model.facts import SecretRecord
from ..model.ports import World
from ..model.problems import Problem, problem
from ..model.secret import PrivateKey, Secret
from ..model.setup import Setup
from ..model.thumbprint import thumbprint
from ..model.views import Done, Propose, Report, Value, View
from ..model.words import say
from ..test_login.proof import EXPIRED, of_secret
from . import credential
from .application import find

CLOCKS = timedelta(minutes=5)
"""How far this machine's clock may be ahead of Microsoft's before a new certificate would be one of the future."""


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    """Make one, or remove those that the change names."""
    app = find(setup, world)
    if app is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind not in credential.LISTS:
        return _remove(change, setup, world, app)
    life = timedelta(days=int(change.values["days"]))
    value: Secret
    if change.kind == "certificate":
        begins = world.clock.now() - CLOCKS
        value = key = world.vault.make_key(change.values["name"], begins, begins + life)
        added = world.directory.add_certificate(app["id"], credential.marker(setup), key.certificate)
    else:
        there = [one["keyId"] for one in credential.ours(setup, app, "secret")]
        ends = world.clock.now() + life
        value, added = world.directory.add_password(app["id"], credential.marker(setup), ends, there)
    world.vault.keep(setup.id, added["keyId"], value)
    return {"object_id": app["id"], "key_id": added["keyId"]}


def _remove(change: Change, setup: Setup, world: World, app: Json) -> Mapping[str, str]:
    ids = change.values["ids"].split()
    for one in credential.ours(setup, app, "secret"):
        if one["keyId"] in ids:
            world.directory.remove_password(app["id"], one["keyId"])
    for one in credential.ours(setup, app, "certificate"):
        if one["keyId"] in ids:
            world.directory.remove_certificate(app["id"], one["keyId"])
    world.vault.drop(setup.id, *ids)
    return {"object_id": app["id"]}


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    """The effect of this change, found in the tenant."""
    app = find(setup, world)
    if change.kind not in credential.LISTS:
        there = {one["keyId"] for one in credential.ours(setup, app)} if app else set()
        # A journal of an older version names none: then every one of ours was to go.
        named = change.values.get("ids", "").split()
        return None if there.intersection(named or there) else {}
    known = {setup.secret.key_id if setup.secret else "", *(one.ids.get("key_id", "") for one in setup.made)}
    listed = credential.ours(setup, app, change.kind) if app else []
    added = [one["keyId"] for one in listed if one["keyId"] not in known]
    return {"object_id": app["id"], "key_id": added[0]} if app and added else None


def found(setup: Setup, world: World, app: Json, one: Json) -> View:
    """What is known of one that this process holds, once Entra was asked whether it takes it."""
    if left := credential.removals(setup, app, but=one["keyId"]):
        # The removal of the one before did not come through.
        return Propose(left)
    secret, proven = world.vault.secret(setup.id, one["keyId"]), False
    if secret and setup.signed_in:
        # A refusal here is not the end: the live login proves it again before it opens a browser.
        with suppress(Problem):
            if waiting := of_secret(setup, app["appId"], secret, world):
                return replace(waiting, ask=None)
            proven = True
        # Good for this step: what is proven for the login begins there.
        world.proofs.drop(setup.id)
    certificate = secret.certificate if isinstance(secret, PrivateKey) else ""
    record = SecretRecord(one["keyId"], one.get("hint") or "", one["endDateTime"], proven, certificate=certificate)
    return done(record)


def in_use(held: SecretRecord, setup: Setup, world: World) -> Done:
    """The one that this setup has: accepted once, which is no word on whether its time is over by now."""
    value, told, left = world.vault.secret(setup.id, held.key_id), done(held), days_left(setup, world.clock.now())
    last = world.proofs.last(setup.id, value) if value else None
    if (last is None or last.verdict != EXPIRED) and (left is None or left >= 0):
        return told
    over = say("certificate.expiry.over" if held.certificate else "expiry.over")
    return replace(told, notes=(), report=Report("fail", over, "", ()))


def done(held: SecretRecord) -> Done:
    """What is known of it: enough to find it in Entra, and nothing that opens anything."""
    by_key = bool(held.certificate)
    named = (
        Value(say("certificate.thumbprint"), thumbprint(held.certificate))
        if by_key
        else Value(say("make_secret.hint"), f"{held.hint}…")
    )
    checked, typed = held.how.get("value", ""), held.how.get("expires", "")
    values = (
        Value(named.label, named.text, help=say(f"how.{checked}") if checked else ""),
        Value(say("make_secret.expires"), held.expires[:10], help=say(f"how.{typed}") if typed else ""),
        *(() if held.how else (Value(say("field.key_id"), held.key_id),)),
    )
    if by_key:
        note = say("certificate.proven" if held.proven else "certificate.unproven")
        return Done(held, values=values, notes=(note,), change=say("certificate.renew"))
    note = say("make_secret.proven" if held.proven else "make_secret.unproven")
    return Done(held, values=values, notes=(note,), change=say("make_secret.renew"))
