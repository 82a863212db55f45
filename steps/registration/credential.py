"""What the application proves itself with: a client secret or a certificate, how long, and how ours is told apart."""

from __future__ import annotations

from collections.abc import Mapping

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
from . import secret_policy
from .application import display_name

LISTS = {"secret": "passwordCredentials", "certificate": "keyCredentials"}
"""Where each kind stands in an application (Graph resource type application)."""

_TARGETS = {"secret": "POST /applications/{id}/addPassword", "certificate": "PATCH /applications/{id}"}
_REMOVALS = {
    "secret": ("secret_removed", "POST /applications/{id}/removePassword"),
    "certificate": ("certificate_removed", "PATCH /applications/{id}"),
}


def kind(setup: Setup, picked: Chosen, world: World) -> str:
    """`secret`, `certificate` or `none`: as chosen, else as there is, else what the tenant allows."""
    if picked.app.client_auth == "none":
        return "none"
    if not picked.app.certificate:
        return "secret"
    if wanted := setup.choices.get("credential"):
        return str(wanted)
    held = setup.secret is not None and bool(setup.secret.certificate)
    return "certificate" if held or secret_policy.forbids_secrets(setup, world) else "secret"


def lifetime(answers: Mapping[str, str], setup: Setup, picked: Chosen, world: World) -> Mapping[str, Answer]:
    """The choices of what it is and how long it lives, checked; nothing for a public client."""
    asked = [f for f in fields(setup, picked, world) if f.name in answers or f.name == "secret_days"]
    found = {f.name: check(f, answers.get(f.name, "")) for f in asked}
    shown = kind(setup, picked, world)
    wanted = str(found.get("credential", shown))
    if wanted == shown and "credential" not in setup.choices:
        # Left as it was shown: nobody chose it, and a refusal may still decide otherwise.
        found.pop("credential", None)
    most = secret_policy.most_days(setup, wanted, world) if found else None
    if most and int(str(found["secret_days"])) > most:
        raise problem("answer-days", field="secret_days", most=str(most))
    return found


def fields(setup: Setup, picked: Chosen, world: World) -> tuple[Field, ...]:
    """What it is, where the product leaves a choice, and how long it lives; nothing to ask for a public client."""
    wanted = kind(setup, picked, world)
    if wanted == "none":
        return ()
    shown, most = str(days(setup, picked, world)), secret_policy.most_days(setup, wanted, world)
    hint = say("certificate.days_help", most=str(most)) if most else say("make_secret.days_help")
    life = Field("secret_days", "days", say("make_secret.days"), help=hint, shown=shown)
    if not picked.app.certificate:
        return (life,)
    ways = (("secret", say("certificate.secret")), ("certificate", say("certificate.certificate")))
    return (Field("credential", "choice", say("certificate.which"), shown=wanted, choices=ways), life)


def days(setup: Setup, picked: Chosen, world: World) -> int:
    """How long it lives: as chosen or as the recipe advises, and never longer than is known to be allowed."""
    wanted = int(str(setup.choices.get("secret_days") or picked.app.secret_days))
    return min(wanted, secret_policy.most_days(setup, kind(setup, picked, world), world) or wanted)


def notes(setup: Setup, picked: Chosen, world: World, app: Json) -> tuple[Words, ...]:
    """What goes, and why the plan differs from what the recipe advises; nothing where it does not."""
    found: list[Words] = []
    if ours(setup, app, "certificate"):
        found.append(say("certificate.renewed" if setup.renewing_secret else "certificate.lost"))
    elif ours(setup, app):
        found.append(say("make_secret.renewed" if setup.renewing_secret else "make_secret.lost"))
    wanted = kind(setup, picked, world)
    if wanted == "certificate" and secret_policy.forbids_secrets(setup, world):
        found.append(say("certificate.why_forbidden"))
    if wanted == "secret" and secret_policy.forbids_secrets(setup, world):
        found.append(say("certificate.later"))
    now, asked = days(setup, picked, world), int(str(setup.choices.get("secret_days") or picked.app.secret_days))
    if wanted != "none" and now < asked:
        found.append(say("certificate.why_shorter", days=str(now), asked=str(asked)))
    return tuple(found)


def shorter(setup: Setup, picked: Chosen, world: World) -> Ask | None:
    """The question for a shorter life, where Entra refused one and does not say what it allows."""
    wanted = kind(setup, picked, world)
    if not secret_policy.must_be_typed(setup, wanted, world):
        return None
    lives = [life for life in (365, 180, 90, 60, 30, 7, 1) if life <= days(setup, picked, world)]
    (life,) = (field for field in fields(setup, picked, world) if field.name == "secret_days")
    life = Field(life.name, life.kind, life.label, say("certificate.shorter_help"), shown=str(lives[0]))
    note = say("certificate.shorter_text", tried=setup.refused[wanted].values["days"])
    return Ask((life,), say("register_app.adjust"), notes=(note,), title=say("certificate.shorter"))


def marker(setup: Setup) -> str:
    """The credential's display name: our marker, by which a lost one is found again."""
    return f"SSO Wizard {setup.id}"


def ours(setup: Setup, app: Json, *kinds: str) -> list[Json]:
    """Our secrets and certificates, or those of these kinds only."""
    listed = (one for name in kinds or LISTS for one in app.get(LISTS[name]) or [])
    return [one for one in listed if one.get("displayName") == marker(setup)]


def plan(setup: Setup, world: World, app: Json | None) -> tuple[Change, ...]:
    """One new secret or certificate, unless one is held; one of ours that nobody holds any more goes first.

    Nothing is planned that is known to be refused.
    """
    picked = chosen(setup, world)
    wanted = kind(setup, picked, world)
    rows = tuple(_row(name, one) for name in LISTS for one in (ours(setup, app, name) if app else ()))
    if wanted == "none":
        there = [name for name in LISTS if app and ours(setup, app, name)]
        return tuple(Change("make_secret", *_REMOVALS[name], rows) for name in there[:1])
    in_use = setup.secret.key_id if setup.secret and setup.configured else ""
    there_of_kind = ours(setup, app, wanted) if app else []
    kept = any(one["keyId"] == in_use or world.vault.secret(setup.id, one["keyId"]) for one in there_of_kind)
    if kept and not setup.renewing_secret:
        return ()
    if wanted == "secret" and secret_policy.forbids_secrets(setup, world):
        return ()
    values = {"days": str(days(setup, picked, world))}
    if wanted == "certificate":
        values["name"] = display_name(setup, picked)
    rows += (Row(LISTS[wanted], None, marker(setup)),)
    return (Change("make_secret", wanted, _TARGETS[wanted], rows, values),)


def keep_card(setup: Setup) -> tuple[Card, ...]:
    """The way back from renewing; nothing where nothing is renewed."""
    return (Card("keep", say("make_secret.keep"), ""),) if setup.renewing_secret else ()


def _row(name: str, one: Json) -> Row:
    seen = f"{one.get('hint') or ''}…" if name == "secret" else str(one.get("customKeyIdentifier") or "")
    return Row(LISTS[name], f"{one['displayName']} {seen}".strip(), None)
