"""A client secret that the person brings back, because this program no longer holds it."""

from __future__ import annotations

from ..model.answers import check
from ..model.ports import World
from ..model.problems import NotYet, problem
from ..model.secret import Secret
from ..model.setup import Setup
from ..model.views import Ask, Card, Field
from ..model.words import say

FIELD = Field("client_secret", "secret", say("live_login.secret"), help=say("live_login.secret_help"))
ASK = Ask(
    (FIELD,),
    submit=say("live_login.secret_submit"),
    title=say("live_login.secret_title"),
    cards=(Card("renew", say("make_secret.renew"), ""),),
)


def keep(typed: str, setup: Setup, world: World) -> None:
    """Check the value by its hint, prove it to Entra, and hold it in memory; raises `AskAgain` at the field."""
    pasted = str(check(FIELD, typed))
    if setup.secret is None or setup.signed_in is None or setup.registration is None:
        raise problem("changed-elsewhere")
    # Graph's hint is the first three characters of the value: another secret is recognised before Entra refuses it.
    if setup.secret.hint and not pasted.startswith(setup.secret.hint):
        raise problem("answer-secret-other", field="client_secret", hint=setup.secret.hint)
    secret = Secret(pasted)
    try:
        world.provider.prove_secret(setup.signed_in.tenant_id, setup.registration.client_id, secret, fresh=False)
    except NotYet as refused:
        if refused.code == "secret-refused":
            raise problem("answer-secret-refused", field="client_secret") from refused
        raise
    world.vault.keep(setup.id, setup.secret.key_id, secret)
