"""What the application proves itself with: a client secret or a certificate, how long, and how ours is told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model.answers import check
from ..model.changes import Change, Row
from ..model.chosen import Chosen, chosen
from ..model.directory import Json
from ..model.facts import Answer
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.views import Ask, Card, Field
from ..model.words import Words, say
from .application import display_name
from .secret_policy import Terms, terms

LISTS = {"secret": "passwordCredentials", "certificate": "keyCredentials"}
"""Where each kind stands in an application (Graph resource type application)."""

_TARGETS = {"secret": "POST /applications/{id}/addPassword", "certificate": "PATCH /applications/{id}"}
_REMOVALS = {
    "secret": ("secret_removed", "POST /applications/{id}/removePassword"),
    "certificate": ("certificate_removed", "PATCH /applications/{id}"),
}


def lifetime(answers: Mapping[str, str], setup: Setup, picked: Chosen, world: World) -> Mapping[str, Answer]:
    """The choices of what it is and how long it lives, checked; nothing for a public client."""
    shown = terms(setup, picked, world)
    asked = [f for f in fields(shown, picked) if f.name in answers or f.name == "secret_days"]
    found = {f.name: check(f, answers.get(f.name, "")) for f in asked}
    wanted = str(found.get("credential", shown.kind))
    if wanted == shown.kind and "credential" not in setup.choices:
        # Left as it was shown: nobody chose it, and a refusal may still decide otherwise.
        found.pop("credential", None)
    most = (shown if wanted == shown.kind else terms(setup, picked, world, wanted)).most
    if found and most and int(str(found["secret_days"])) > most:
        raise problem("answer-days", field="secret_days", most=str(most))
    return found


def fields(wanted: Terms, picked: Chosen) -> tuple[Field, ...]:
    """What it is, where the product leaves a choice, and how long it lives; nothing to ask for a public client."""
    if wanted.kind == "none":
        return ()
    hint = say("certificate.days_help", most=str(wanted.most)) if wanted.most else say("make_secret.days_help")
    life = Field("secret_days", "days", say("make_secret.days"), help=hint, shown=str(wanted.days))
    if not picked.app.certificate:
        return (life,)
    life = replace(life, label=say("certificate.days"))
    ways = (("secret", say("certificate.secret")), ("certificate", say("certificate.certificate")))
    return (Field("credential", "choice", say("certificate.which"), shown=wanted.kind, choices=ways), life)


def notes(setup: Setup, world: World, app: Json | None, wanted: Terms) -> tuple[Words, ...]:
    """What goes, and why the plan differs from what was asked for; nothing where it does not."""
    if wanted.kind == "none" or _holds(setup, world, app, wanted):
        return ()
    found: list[Words] = []
    if app and ours(setup, app, "certificate"):
        found.append(say("certificate.renewed" if setup.renewing_secret else "certificate.lost"))
    elif app and ours(setup, app):
        found.append(say("make_secret.renewed" if setup.renewing_secret else "make_secret.lost"))
    if wanted.kind == "certificate" and wanted.forbidden:
        found.append(say("certificate.why_forbidden"))
    if wanted.refused:
        found.append(say("certificate.later"))
    if wanted.days < wanted.asked:
        found.append(say("certificate.why_shorter", days=str(wanted.days), asked=str(wanted.asked)))
    return tuple(found)


def shorter(setup: Setup, wanted: Terms) -> Ask:
    """The question for a shorter life, where Entra refused one and does not say what it allows."""
    life = next(life for life in (365, 180, 90, 60, 30, 7, 1) if life <= wanted.days)
    name = say("certificate.days") if wanted.kind == "certificate" else say("make_secret.days")
    field = Field("secret_days", "days", name, say("certificate.shorter_help"), shown=str(life))
    note = say("certificate.shorter_text", tried=setup.refused[wanted.kind].values["days"])
    return Ask((field,), say("register_app.adjust"), keep_card(setup), (note,), title=say("certificate.shorter"))


def marker(setup: Setup) -> str:
    """The credential's display name: our marker, by which a lost one is found again."""
    return f"SSO Wizard {setup.id}"


def ours(setup: Setup, app: Json, *kinds: str) -> list[Json]:
    """Our secrets and certificates, or those of these kinds only."""
    listed = (one for name in kinds or LISTS for one in app.get(LISTS[name]) or [])
    return [one for one in listed if one.get("displayName") == marker(setup)]


def plan(setup: Setup, world: World, app: Json | None, wanted: Terms) -> tuple[Change, ...]:
    """One new secret or certificate, unless one is held; then those of ours go that it replaces or nobody holds.

    Added first: where it is refused, the one in use still works. Nothing is planned that is known to be refused.
    """
    if wanted.kind == "none":
        return removals(setup, app)
    if _holds(setup, world, app, wanted) or wanted.refused:
        return ()
    values = {"days": str(wanted.days)}
    if wanted.kind == "certificate":
        values["name"] = display_name(setup, chosen(setup, world))
    added = Row(LISTS[wanted.kind], None, marker(setup))
    change = Change("make_secret", wanted.kind, _TARGETS[wanted.kind], (added,), values)
    return (change, *removals(setup, app))


def removals(setup: Setup, app: Json | None, but: str = "") -> tuple[Change, ...]:
    """The removal of ours, except the one with this key ID: one change for secrets, one for certificates."""
    found = []
    for name in LISTS:
        # Graph lists them in any order; a plan that is shown must be the one that is confirmed.
        listed = sorted(ours(setup, app, name), key=lambda one: str(one["keyId"])) if app else []
        if gone := [one for one in listed if one["keyId"] != but]:
            ids = " ".join(one["keyId"] for one in gone)
            rows = tuple(_row(name, one) for one in gone)
            found.append(Change("make_secret", *_REMOVALS[name], rows, {"ids": ids}))
    return tuple(found)


def _holds(setup: Setup, world: World, app: Json | None, wanted: Terms) -> bool:
    """Whether one of the wanted kind is in use, or in memory to be used, and no other was asked for."""
    in_use = setup.secret.key_id if setup.secret and setup.configured else ""
    there = ours(setup, app, wanted.kind) if app and not setup.renewing_secret else []
    return any(one["keyId"] == in_use or world.vault.secret(setup.id, one["keyId"]) for one in there)


def keep_card(setup: Setup) -> tuple[Card, ...]:
    """The way back from renewing; nothing where nothing is renewed."""
    return (Card("keep", say("make_secret.keep"), ""),) if setup.renewing_secret else ()


def _row(name: str, one: Json) -> Row:
    seen = f"{one.get('hint') or ''}…" if name == "secret" else str(one.get("customKeyIdentifier") or "")
    return Row(LISTS[name], f"{one['displayName']} {seen}".strip(), None)
