"""Whether the credential of the product is still in Entra, how old it is, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ..model.directory import Json
from ..model.expiry import NEXT
from ..model.facts import SecretRecord
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import say
from .found import Found
from .reading import Reading

YOUNG = timedelta(minutes=2)
"""Terraform and the Azure CLI wait two to three minutes for a new secret; so long a refusal may be mere lag."""


def findings(setup: Setup, read: Reading, world: World) -> Iterator[Found]:
    """The secret or certificate of this setup as the application holds it; nothing for a public client."""
    if setup.secret is None or not setup.secret.key_id or read.app is None:
        return
    name, step, kind = say("preflight.secret"), "make_secret", _kind(setup.secret)
    link = world.portal.link("app-credentials", client_id=read.app["appId"])
    held = _held(read.app, setup.secret.key_id)
    if held is None:
        yield Found(Finding(name, "fail", setup.secret.hint, say(f"preflight.{kind}_gone"), step=step, link=link))
        return
    now = world.clock.now()
    ends, begun = _time(held.get("endDateTime")), _time(held.get("startDateTime"))
    seen = ends.date().isoformat() if ends else ""
    if ends and ends <= now:
        yield Found(Finding(name, "fail", seen, say(f"preflight.{kind}_over"), step=step, link=link))
    elif ends and ends - now <= timedelta(days=NEXT):
        days = str((ends - now).days)
        yield Found(Finding(name, "warn", seen, say("preflight.secret_soon", days=days), step=step, link=link))
    elif begun and timedelta(0) <= now - begun < YOUNG:
        yield Found(Finding(name, "info", seen, say("preflight.secret_young")))
    else:
        yield Found(Finding(name, "pass", seen))


def known(setup: Setup, world: World) -> Iterator[Finding]:
    """The same by hand: only the day that was pasted is known."""
    if setup.secret is None or not setup.secret.expires:
        return
    name, ends = say("preflight.secret"), _time(setup.secret.expires)
    if ends and ends <= world.clock.now():
        over = say(f"preflight.{_kind(setup.secret)}_over")
        yield Finding(name, "fail", setup.secret.expires[:10], over, step="make_secret")
    else:
        yield Finding(name, "pass", setup.secret.expires[:10])


def _kind(held: SecretRecord) -> str:
    """Entra has other numbers for a certificate: it says AADSTS700027 of one that is gone and of one that is over."""
    return "certificate" if held.certificate else "secret"


def _held(app: Json, key_id: str) -> Json | None:
    every = (*app.get("passwordCredentials", ()), *app.get("keyCredentials", ()))
    return next((one for one in every if one.get("keyId") == key_id), None)


def _time(written: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
