"""Waiting until Entra knows what was written a moment ago: the secret, and the redirect URI of the test."""

from __future__ import annotations

from ..model.ports import World
from ..model.problems import problem
from ..model.proving import Proof
from ..model.secret import PrivateKey, Secret
from ..model.setup import Setup
from ..model.views import Ask, Card, Wait
from ..model.words import Words, say

NO_WAITING = "no_waiting"
"""The choice not to wait for this login; what it was made about is kept under it.

Our reading of Entra's answers must not lock anybody out."""

EXPIRED = "secret-expired"
"""Entra's verdict on a secret whose end has passed (AADSTS7000222)."""

_EVERY = 0.5
_IMPATIENT = Ask(cards=(Card(NO_WAITING, say("live_login.no_waiting"), ""),))


def about(setup: Setup) -> str:
    """What somebody does not want to wait for: another secret, or another app, is waited for all the same."""
    client_id = setup.registration.client_id if setup.registration else ""
    return " ".join((client_id, setup.secret.key_id if setup.secret else ""))


def of_secret(setup: Setup, client_id: str, secret: Secret, world: World, *, known: object = None) -> Wait | None:
    """What is waited for while Entra is asked; None once it took the secret twice in a row.

    `known` is what else it builds on: where that is another, Entra is asked anew.

    Problems: `secret-refused`, `certificate-refused`, `secret-expired`, or of the network; then asked anew.
    """
    if setup.signed_in is None:
        raise problem("changed-elsewhere")
    by_key = isinstance(secret, PrivateKey)
    found = world.proofs.secret(setup.id, setup.signed_in.tenant_id, client_id, secret, known=known)
    if found.state == "refused":
        world.proofs.drop(setup.id)
        if found.fault or found.last is None:
            raise found.fault or problem("changed-elsewhere")
        spreads = "certificate-refused" if by_key else "secret-refused"
        code = "secret-expired" if found.last.verdict == EXPIRED else spreads
        raise problem(code, found.last.request_id, said=found.last.said)
    return _wait(say("live_login.proving_key") if by_key else say("live_login.proving_secret"), found)


def of_test_address(setup: Setup, client_id: str, world: World, *, known: object = None) -> Wait | None:
    """The same for the address that the test login comes back to; one that stays unknown goes on all the same.

    Microsoft's page then says so, and that is explained: our reading of its pages must not lock anybody out.
    """
    if setup.endpoints is None:
        raise problem("changed-elsewhere")
    uri = world.logins.redirect_uri()
    found = world.proofs.redirect(setup.id, setup.endpoints, client_id, uri, known=known)
    if found.fault:
        world.proofs.drop(setup.id)
        raise found.fault
    return _wait(say("live_login.proving_address"), found)


def _wait(what: Words, found: Proof) -> Wait | None:
    if found.state != "asking":
        return None
    return Wait(what, found.since, found.until, _EVERY, _notes(found), _IMPATIENT if _spreading(found) else None)


def _notes(found: Proof) -> tuple[Words, ...]:
    """How often Entra was asked, and what it said last."""
    tries = say("live_login.tried_once") if found.tries == 1 else say("live_login.tried", times=str(found.tries))
    if found.last is None:
        return ()
    if not _spreading(found):
        return (tries, say("live_login.accepted_once"))
    return (tries, say("live_login.last_said", said=found.last.said or f"AADSTS{found.last.number}"))


def _spreading(found: Proof) -> bool:
    return found.last is not None and found.last.verdict != "accepted"
