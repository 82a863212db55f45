"""A client secret or private key that the person brings back, because this program no longer holds it."""

from __future__ import annotations

from dataclasses import replace

from ..model.answers import check
from ..model.ports import World
from ..model.problems import problem
from ..model.secret import Secret
from ..model.setup import Setup
from ..model.views import Ask, Card, Field
from ..model.words import say

FIELD = Field("client_secret", "secret", say("live_login.secret"), help=say("live_login.secret_help"))
_FOR_SECRET = Ask(
    (FIELD,),
    submit=say("live_login.secret_submit"),
    title=say("live_login.secret_title"),
    cards=(Card("renew", say("make_secret.renew"), ""),),
)
_FOR_KEY = Ask(
    (replace(FIELD, label=say("certificate.again.label"), help=say("certificate.again.help")),),
    submit=say("live_login.secret_submit"),
    title=say("certificate.again.title"),
    cards=(Card("renew", say("certificate.renew"), ""),),
)


def ask(setup: Setup) -> Ask:
    """The question for what this setup's application proves itself with."""
    return _FOR_KEY if setup.secret and setup.secret.certificate else _FOR_SECRET


def keep(typed: str, setup: Setup, world: World) -> None:
    """Check the value by its hint, prove it to Entra, and hold it in memory; raises `AskAgain` at the field."""
    by_key = setup.secret is not None and setup.secret.certificate != ""
    # A key as PEM has blanks and lines, which the check of a secret refuses.
    pasted = typed if by_key else str(check(FIELD, typed))
    if setup.secret is None or setup.signed_in is None or setup.registration is None:
        raise problem("changed-elsewhere")
    # Graph's hint is the first three characters of the value: another secret is recognised before Entra refuses it.
    if setup.secret.hint and not pasted.startswith(setup.secret.hint):
        raise problem("answer-secret-other", field="client_secret", hint=setup.secret.hint)
    secret = _held(pasted, setup.secret.certificate, world)
    answer = world.provider.try_secret(setup.signed_in.tenant_id, setup.registration.client_id, secret)
    if answer.verdict != "accepted":
        raise problem("answer-secret-refused", field="client_secret")
    world.vault.keep(setup.id, setup.secret.key_id, secret)


def _held(pasted: str, certificate: str, world: World) -> Secret:
    if not certificate:
        return Secret(pasted)
    key = world.vault.key_of(pasted, certificate)
    if key is None:
        raise problem("answer-key-other", field="client_secret")
    return key
