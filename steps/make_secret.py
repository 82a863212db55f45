"""Make the client secret, keep it in memory only, and prove that Entra accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from .model.answers import check
from .model.changes import Change, Row
from .model.chosen import Chosen, chosen
from .model.ports import Json, World
from .model.problems import Problem, problem
from .model.setup import Answer, SecretRecord, Setup
from .model.views import Done, Field, Propose, Value, View
from .model.words import say

PRODUCES = SecretRecord


def look(setup: Setup, world: World) -> View:
    if chosen(setup, world).app.client_auth == "none":
        return Done(SecretRecord(), notes=(say("make_secret.public"),))
    held = setup.secret
    kept = held and (setup.configured or world.vault.secret(setup.id, held.key_id))
    if held and kept and world.sign_in.current() is None:
        return _done(held)
    app = world.directory.application(setup.unique_name)
    if app is None:
        raise problem("changed-elsewhere")
    if held and kept and held.key_id in {credential["keyId"] for credential in _ours(setup, app)}:
        return _done(held)
    for credential in _ours(setup, app):
        if world.vault.secret(setup.id, credential["keyId"]):
            return _done(_record(setup, world, app, credential))
    lost = say("make_secret.lost") if _ours(setup, app) else ""
    return Propose(plan(setup, world, app), notes=(lost,) if lost else ())


def plan(setup: Setup, world: World, app: Json | None) -> tuple[Change, ...]:
    """One new secret, unless one is held; one of ours that nobody holds any more goes first."""
    picked = chosen(setup, world)
    ours = _ours(setup, app) if app else []
    known = setup.secret.key_id if setup.secret and setup.configured else ""
    held = any(c["keyId"] == known or world.vault.secret(setup.id, c["keyId"]) for c in ours)
    if picked.app.client_auth == "none" or held:
        return ()
    rows = [Row("passwordCredentials", f"{c['displayName']} {c.get('hint') or ''}…", None) for c in ours]
    rows.append(Row("passwordCredentials", None, marker(setup)))
    values = {"days": str(_days(setup, picked))}
    return (Change("make_secret", "secret", "POST /applications/{id}/addPassword", tuple(rows), values),)


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    app = world.directory.application(setup.unique_name)
    if app is None:
        raise problem("still-spreading", doing=change.target)
    # One of ours that is still there was never shown to anybody, or is being replaced: never leave two.
    for credential in _ours(setup, app):
        world.directory.remove_password(app["id"], credential["keyId"])
    world.vault.drop(setup.id)
    expires = world.clock.now() + timedelta(days=int(change.values["days"]))
    secret, credential = world.directory.add_password(app["id"], marker(setup), expires)
    world.vault.keep(setup.id, credential["keyId"], secret)
    return {"object_id": app["id"], "key_id": credential["keyId"]}


def lifetime(answers: Mapping[str, str], setup: Setup, picked: Chosen) -> Mapping[str, Answer]:
    """The choice of how long the secret lives, checked."""
    (field,) = fields(setup, picked)
    return {"secret_days": check(field, answers.get(field.name, ""))}


def fields(setup: Setup, picked: Chosen) -> tuple[Field, ...]:
    """How long the secret lives; nothing to ask for a public client."""
    if picked.app.client_auth == "none":
        return ()
    shown = str(_days(setup, picked))
    return (Field("secret_days", "days", say("make_secret.days"), help=say("make_secret.days_help"), shown=shown),)


def marker(setup: Setup) -> str:
    """The credential's display name: our marker, by which a lost one is found again."""
    return f"SSO Wizard {setup.id}"


def _days(setup: Setup, picked: Chosen) -> int:
    return int(str(setup.choices.get("secret_days") or picked.app.secret_days))


def _ours(setup: Setup, app: Json) -> list[Json]:
    return [c for c in app.get("passwordCredentials", []) if c.get("displayName") == marker(setup)]


def _record(setup: Setup, world: World, app: Json, credential: Json) -> SecretRecord:
    secret = world.vault.secret(setup.id, credential["keyId"])
    proven = False
    if secret and setup.signed_in:
        # A refusal here is not the end: the live login proves the secret again before it opens a browser.
        with suppress(Problem):
            world.provider.prove_secret(setup.signed_in.tenant_id, app["appId"], secret)
            proven = True
    return SecretRecord(credential["keyId"], credential.get("hint") or "", credential["endDateTime"], proven)


def _done(held: SecretRecord) -> Done:
    values = (
        Value(say("make_secret.hint"), f"{held.hint}…"),
        Value(say("make_secret.expires"), held.expires[:10]),
        Value(say("field.key_id"), held.key_id),
    )
    return Done(held, values=values, notes=(say("make_secret.proven" if held.proven else "make_secret.unproven"),))
