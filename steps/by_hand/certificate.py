"""A certificate by hand: made here, uploaded in the portal, and its key tried on Entra until it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from ..model.answers import check
from ..model.chosen import chosen
from ..model.facts import SecretRecord
from ..model.ports import World
from ..model.problems import problem
from ..model.secret import PrivateKey
from ..model.setup import Setup
from ..model.step import Taken
from ..model.thumbprint import thumbprint
from ..model.tried import Tried
from ..model.views import Ask, Card, Field, FileOffer, Finding, Guide, Report, Section, Value, View, Wait
from ..model.words import say
from ..registration import credential
from ..registration.application import display_name
from ..registration.made_credential import CLOCKS, done, in_use
from ..registration.secret_policy import terms
from . import portal, proven, way
from .instructions import certificate_actions

FILE = "sso-wizard-certificate.pem"
"""The public half, for the portal's upload; it takes .cer, .pem and .crt."""

MADE, ENDS = "pasted_certificate_made", "pasted_secret_expires"
"""The choices that name the key made last, and when its certificate ends; like everything pasted, of one tenant."""

_PASTED = Field("pasted", "pasted", say("certificate.pasted"), say("certificate.pasted_help"))


def look(setup: Setup, world: World) -> View:
    """Make the key; then the actions; then what Entra says to it."""
    held = setup.secret
    key_id = str(setup.choices.get("pasted_key_id") or "")
    believed = held is not None and held.certificate != "" and held.key_id == key_id
    if held and believed and not setup.renewing_secret and (setup.configured or world.vault.secret(setup.id, key_id)):
        return in_use(held, setup, world)
    made = str(setup.choices.get(MADE) or "")
    key = world.vault.secret(setup.id, made) if made and not (held and held.key_id == made) else None
    if not isinstance(key, PrivateKey) or setup.registration is None or setup.signed_in is None:
        return _make(setup, world)
    if key_id != made:
        return _guide(setup, world, key, None)
    answer = proven.answer(setup, setup.registration.client_id, key, world, say("certificate.spreads"))
    if isinstance(answer, Wait):
        return answer
    if answer.verdict == "accepted":
        ends, client_id = str(setup.choices.get(ENDS) or ""), setup.registration.client_id
        how = {"value": "checked", "expires": "checked"}
        return done(SecretRecord(key_id, "", ends, True, client_id, how, key.certificate))
    return _guide(setup, world, key, answer)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    """Make a key, or take what the portal shows of its certificate."""
    if "secret_days" in answers:
        return _made(answers, setup, world)
    made = str(setup.choices.get(MADE) or "")
    key = world.vault.secret(setup.id, made)
    if not isinstance(key, PrivateKey):
        raise problem("changed-elsewhere")
    pasted = re.sub(r"[\s:]", "", str(check(_PASTED, answers.get("pasted", ""))))
    if thumbprint(key.certificate) not in pasted.upper():
        raise problem("paste-other-certificate", field="pasted", thumbprint=thumbprint(key.certificate))
    now = world.clock.now().isoformat(timespec="seconds")
    return Taken(choices={"pasted_key_id": made, proven.AT: now})


def content(setup: Setup, world: World) -> bytes:
    """The file to upload: the certificate alone. Raises the problem `secret-not-kept` after a restart."""
    key = world.vault.secret(setup.id, str(setup.choices.get(MADE) or ""))
    if not isinstance(key, PrivateKey):
        raise problem("secret-not-kept")
    return key.certificate.encode()


def _made(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    picked = chosen(setup, world)
    lifetime = credential.lifetime(answers, setup, picked, world)
    begins = world.clock.now() - CLOCKS
    ends = begins + timedelta(days=int(str(lifetime["secret_days"])))
    key = world.vault.make_key(display_name(setup, picked), begins, ends)
    key_id = f"by hand {thumbprint(key.certificate)}"
    # The one before is kept until this one is proven.
    world.vault.keep(setup.id, key_id, key)
    return Taken(choices={**lifetime, MADE: key_id, ENDS: ends.isoformat(timespec="seconds")})


def _cards(setup: Setup) -> tuple[Card, ...]:
    secret = Card("secret", say("certificate.not_instead"), "")
    return (*credential.keep_card(setup), secret, *way.automatic(setup))


def _make(setup: Setup, world: World) -> Ask:
    picked = chosen(setup, world)
    fields = credential.fields(terms(setup, picked, world), picked)
    life = tuple(field for field in fields if field.name == "secret_days")
    notes = (say("certificate.make_text"),)
    return Ask(life, say("certificate.make"), _cards(setup), notes, title=say("certificate.make_title"))


def _guide(setup: Setup, world: World, key: PrivateKey, answer: Tried | None) -> Guide:
    report = None
    if answer:
        client_id = setup.registration.client_id if setup.registration else ""
        what, do = (say(f"tried.{answer.verdict}.{part}", tried=client_id) for part in ("what", "do"))
        section = Section(say("by_hand.compared"), (Finding(what, "fail", answer.said, do),))
        report = Report("fail", say("certificate.refused"), say("certificate.refused_text"), (section,))
    named = Value(say("certificate.thumbprint"), thumbprint(key.certificate))
    listed = portal.tasks(certificate_actions(FILE, named), setup, world)
    files = (FileOffer(FILE, say("certificate.file_where")),)
    ask = Ask((_PASTED,), say("certificate.use"), _cards(setup), title=say("certificate.certificate"))
    return Guide(listed, ask, report, notes=(say("certificate.key_stays"), portal.CHECKED), files=files)
