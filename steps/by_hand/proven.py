"""What Entra says to a secret or key that was brought by hand, waited for while it may still spread."""

from __future__ import annotations

from datetime import datetime

from ..model.ports import World
from ..model.problems import problem
from ..model.secret import Secret
from ..model.setup import Setup
from ..model.tried import Tried
from ..model.views import Wait
from ..model.words import Words

AT = "pasted_secret_at"
"""The choice that says when it was brought: patience counts from there."""

_EVERY = 0.5


def answer(setup: Setup, client_id: str, secret: Secret, world: World, spreads: Words) -> Tried | Wait:
    """Entra's answer, accepted only twice in a row; what is waited for until then, said in `spreads`.

    Problems are those of the network; the next look asks anew.
    """
    if setup.signed_in is None:
        raise problem("changed-elsewhere")
    since = str(setup.choices[AT])
    found = world.proofs.secret(setup.id, setup.signed_in.tenant_id, client_id, secret, since=since)
    if found.fault:
        world.proofs.drop(setup.id)
        raise found.fault
    if found.state == "accepted":
        # Good for this step: what is proven for the login begins there.
        world.proofs.drop(setup.id)
    over = world.clock.now() >= datetime.fromisoformat(found.until)
    if found.last is None or (found.state == "asking" and not (over and found.last.verdict != "accepted")):
        return Wait(spreads, found.since, found.until, every=_EVERY)
    return found.last
