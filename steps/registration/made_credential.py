"""Make the client secret or the certificate, find again what was made, and say what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from ..model.changes import Change
from ..model.directory import Json
from ..model.facts import SecretRecord
from ..model.ports import World
from ..model.problems import Problem, problem
from ..model.secret import PrivateKey
from ..model.setup import Setup
from ..model.thumbprint import thumbprint
from ..model.views import Done, Value
from ..model.words import say
from . import credential
from .application import find

CLOCKS = timedelta(minutes=5)
"""How far this machine's clock may be ahead of Microsoft's before a new certificate would be one of the future."""


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    """Make one, and remove every other of ours: nobody holds it, or it is being replaced."""
    app = find(setup, world)
    if app is None:
        raise problem("still-spreading", doing=change.target)
    if change.kind == "certificate":
        # Added first: where it is refused, the one in use still works.
        begins = world.clock.now() - CLOCKS
        key = world.vault.make_key(change.values["name"], begins, begins + _life(change))
        added = world.directory.add_certificate(app["id"], credential.marker(setup), key.certificate)
        world.vault.drop(setup.id)
        world.vault.keep(setup.id, added["keyId"], key)
        _remove(setup, world, app)
        return {"object_id": app["id"], "key_id": added["keyId"]}
    _remove(setup, world, app)
    world.vault.drop(setup.id)
    if change.kind != "secret":
        return {"object_id": app["id"]}
    ends = world.clock.now() + _life(change)
    secret, added = world.directory.add_password(app["id"], credential.marker(setup), ends)
    world.vault.keep(setup.id, added["keyId"], secret)
    return {"object_id": app["id"], "key_id": added["keyId"]}


def _life(change: Change) -> timedelta:
    return timedelta(days=int(change.values["days"]))


def _remove(setup: Setup, world: World, app: Json) -> None:
    """Remove ours, as they stood in this application."""
    for one in credential.ours(setup, app, "secret"):
        world.directory.remove_password(app["id"], one["keyId"])
    for one in credential.ours(setup, app, "certificate"):
        world.directory.remove_certificate(app["id"], one["keyId"])


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    """The effect of this change, found in the tenant."""
    app = find(setup, world)
    before = setup.secret.key_id if setup.secret else ""
    if change.kind not in credential.LISTS:
        return None if app and credential.ours(setup, app) else {}
    there = credential.ours(setup, app, change.kind) if app else []
    added = [one for one in there if one["keyId"] != before]
    return {"key_id": added[0]["keyId"]} if added else None


def record(setup: Setup, world: World, app: Json, one: Json) -> SecretRecord:
    """What may be known of one that this process holds, proven to Entra where that is possible now."""
    secret = world.vault.secret(setup.id, one["keyId"])
    proven = False
    if secret and setup.signed_in:
        # A refusal here is not the end: the live login proves it again before it opens a browser.
        with suppress(Problem):
            world.provider.prove_secret(setup.signed_in.tenant_id, app["appId"], secret)
            proven = True
    certificate = secret.certificate if isinstance(secret, PrivateKey) else ""
    return SecretRecord(one["keyId"], one.get("hint") or "", one["endDateTime"], proven, certificate=certificate)


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
