"""The client secret's terms: how long it lives, and how ours is told from others."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.answers import check
from ..model.changes import Change, Row
from ..model.chosen import Chosen, chosen
from ..model.directory import Json
from ..model.facts import Answer
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Field
from ..model.words import say


def lifetime(answers: Mapping[str, str], setup: Setup, picked: Chosen, world: World) -> Mapping[str, Answer]:
    """The choice of how long the secret lives, checked; nothing for a public client."""
    return {f.name: check(f, answers.get(f.name, "")) for f in fields(setup, picked, world)}


def fields(setup: Setup, picked: Chosen, world: World) -> tuple[Field, ...]:
    """How long the secret lives; nothing to ask for a public client."""
    if picked.app.client_auth == "none":
        return ()
    shown = str(days(setup, picked, world))
    return (Field("secret_days", "days", say("make_secret.days"), help=say("make_secret.days_help"), shown=shown),)


def marker(setup: Setup) -> str:
    """The credential's display name: our marker, by which a lost one is found again."""
    return f"SSO Wizard {setup.id}"


def days(setup: Setup, picked: Chosen, world: World) -> int:
    if chosen_days := setup.choices.get("secret_days"):
        return int(str(chosen_days))
    policy = {} if setup.all_by_hand else world.directory.secret_policy() or {}
    return min(picked.app.secret_days, policy.get("max_days") or picked.app.secret_days)


def ours(setup: Setup, app: Json) -> list[Json]:
    return [c for c in app.get("passwordCredentials", []) if c.get("displayName") == marker(setup)]


def plan(setup: Setup, world: World, app: Json | None) -> tuple[Change, ...]:
    """One new secret, unless one is held; one of ours that nobody holds any more goes first."""
    picked = chosen(setup, world)
    there = ours(setup, app) if app else []
    in_use = setup.secret.key_id if setup.secret and setup.configured else ""
    kept = [one for one in there if one["keyId"] == in_use or world.vault.secret(setup.id, one["keyId"])]
    if picked.app.client_auth == "none":
        rows = [Row("passwordCredentials", f"{one['displayName']} {one.get('hint') or ''}…", None) for one in there]
        target = "POST /applications/{id}/removePassword"
        return (Change("make_secret", "secret_removed", target, tuple(rows)),) if there else ()
    if kept and not setup.renewing_secret:
        return ()
    rows = [Row("passwordCredentials", f"{one['displayName']} {one.get('hint') or ''}…", None) for one in there]
    rows.append(Row("passwordCredentials", None, marker(setup)))
    values = {"days": str(days(setup, picked, world))}
    return (Change("make_secret", "secret", "POST /applications/{id}/addPassword", tuple(rows), values),)
