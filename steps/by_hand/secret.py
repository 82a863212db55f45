"""Make the client secret by hand: it is pasted once, kept in memory only, and tried on Entra until it is known."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

from ..model.answers import check
from ..model.changes import Change
from ..model.chosen import chosen
from ..model.facts import SecretRecord
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.tried import Tried
from ..model.views import Ask, Card, Field, Finding, Guide, Report, Section, View, Wait
from ..model.words import say
from ..pasted import secret as pasted
from ..registration import credential, secret_policy
from ..registration.application import find
from ..registration.made_credential import done, in_use
from ..registration.secret_policy import terms
from . import certificate, portal, proven, way
from .instructions import actions

REFUSED = Card("refused", say("certificate.portal_refuses"), "")


def look(setup: Setup, world: World) -> View:
    """The actions; or what Entra says to the secret that was pasted."""
    picked = chosen(setup, world)
    wanted = terms(setup, picked, world)
    if wanted.kind == "certificate":
        return certificate.look(setup, world)
    held = setup.secret
    key_id = str(setup.choices.get("pasted_key_id") or "")
    believed = held is not None and held.key_id == key_id
    # Configuring the product needs the value itself: after a restart it is asked for once more.
    kept = setup.configured or world.vault.secret(setup.id, key_id)
    if held and believed and kept and not setup.renewing_secret:
        return in_use(held, setup, world)
    if wanted.refused:
        return secret_policy.for_its_owner(setup, picked, credential.keep_card(setup))
    secret = world.vault.secret(setup.id, key_id) if key_id and not believed else None
    if secret is None or setup.signed_in is None or setup.registration is None:
        return _guide(setup, world, None)
    answer = proven.answer(setup, setup.registration.client_id, secret, world, say("by_hand.secret_spreads"))
    if isinstance(answer, Wait):
        return answer
    if answer.verdict == "accepted":
        return done(_record(setup, key_id, secret.reveal()[:3]))
    return _guide(setup, world, answer)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if answers.get("card") == "refused":
        return Taken(choices={secret_policy.IN_PORTAL: "yes"})
    if terms(setup, chosen(setup, world), world).kind == "certificate":
        return certificate.take(answers, setup, world)
    if not answers.keys() & {"client_secret", "secret_expires"}:
        return Taken(choices=secret_policy.try_again(setup))
    field, day = _fields(setup, world)
    found = pasted.read(answers.get(field.name, ""), field.name, seen=_seen(setup))
    expires = found.expires or str(check(day, answers.get(day.name, "")))
    if setup.registration is None:
        raise problem("changed-elsewhere")
    now = world.clock.now().isoformat(timespec="seconds")
    listed = found.key_id or _listed(setup, world, found.secret.reveal()[:3]) or f"by hand {now}"
    # Every paste has an id of its own: the first characters, or a row copied once more, prove nothing of a value.
    before = (setup.secret.key_id if setup.secret else "", setup.choices.get("pasted_key_id"))
    key_id = f"{listed} {secrets.token_hex(4)}" if listed in before else listed
    # The value before is kept until this one is proven.
    world.vault.keep(setup.id, key_id, found.secret)
    return Taken(choices={"pasted_key_id": key_id, proven.AT: now, "pasted_secret_expires": expires})


def _guide(setup: Setup, world: World, answer: Tried | None) -> Guide:
    picked = chosen(setup, world)
    report = None
    if answer:
        seen = answer.said or f"AADSTS{answer.number}"
        client_id = setup.registration.client_id if setup.registration else ""
        what, do = (say(f"tried.{answer.verdict}.{part}", tried=client_id) for part in ("what", "do"))
        section = Section(say("by_hand.compared"), (Finding(what, "fail", seen, do),))
        report = Report("fail", say("by_hand.secret_refused"), say("by_hand.secret_refused_text"), (section,))
    change = Change("make_secret", "secret", "", (), {"days": str(terms(setup, picked, world).days)})
    other = secret_policy.CERTIFICATE if picked.app.certificate else REFUSED
    cards = (*credential.keep_card(setup), other, *way.automatic(setup))
    ask = Ask(_fields(setup, world), say("by_hand.use_secret"), cards=cards, title=say("by_hand.secret"))
    listed = portal.tasks(actions((change,), picked), setup, world)
    # The policy that forbids secrets cannot be read here: the portal's refusal is the first that is seen of it.
    return Guide(listed, ask, report, notes=(say("by_hand.secrets_unread"), portal.CHECKED))


def _fields(setup: Setup, world: World) -> tuple[Field, Field]:
    picked = chosen(setup, world)
    day = (world.clock.now() + timedelta(days=terms(setup, picked, world).days)).date().isoformat()
    return (
        Field("client_secret", "secret", say("by_hand.secret_value"), say("by_hand.secret_value_help")),
        Field("secret_expires", "day", say("make_secret.expires"), say("by_hand.secret_expires_help"), shown=day),
    )


def _record(setup: Setup, key_id: str, hint: str) -> SecretRecord:
    # Graph publishes the first three characters of every secret as its hint; they tell two secrets apart.
    expires = str(setup.choices.get("pasted_secret_expires") or "")
    how = {"value": "checked", "expires": "typed"}
    client_id = setup.registration.client_id if setup.registration else ""
    return SecretRecord(key_id, hint, expires, proven=True, client_id=client_id, how=how)


def _listed(setup: Setup, world: World, hint: str) -> str:
    """The key ID of a secret that begins like this, where the application can be read."""
    app = find(setup, world) if world.sign_in.current() else None
    found = [one for one in (app or {}).get("passwordCredentials", []) if one.get("hint") == hint]
    return str(found[0]["keyId"]) if len(found) == 1 else ""


def _seen(setup: Setup) -> dict[str, str]:
    known = {"tenant_id": setup.signed_in.tenant_id if setup.signed_in else ""}
    if app := setup.registration:
        known |= {"client_id": app.client_id, "object_id": app.object_id}
        known["service_principal_id"] = app.service_principal_id
    return known
