"""What must be true before anybody is sent to sign in: the address, the secret, and whatever else can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..by_hand import test_address, way
from ..model.changes import Change
from ..model.chosen import Chosen, chosen
from ..model.facts import Answer
from ..model.logins import Attempt, known_before
from ..model.ports import World
from ..model.problems import problem
from ..model.secret import Secret
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Card, Propose, View
from ..model.words import say
from ..preflight import before_login, stays, take_tester, tester_question
from ..registration import pasted_secret, test_redirect
from ..registration.application import find
from . import proof

OTHER_TESTER = Card("other_tester", say("live_login.other_tester"), "")

_ASKING, _WITHOUT = "asking_tester", "test_without"

PATIENT: dict[str, Answer] = {proof.NO_WAITING: "", _WITHOUT: ()}
"""What a new login begins with: Entra is waited for again, and what was declined for the last one is offered."""

_BACK = Card("back", say("live_login.back"), "")
_AS_IT_IS = Card(_WITHOUT, say("live_login.without"), "")


def view(setup: Setup, picked: Chosen, world: World) -> View | None:
    """What stands in the way, or is waited for; None once the login can be offered."""
    if setup.endpoints is None or setup.registration is None or setup.signed_in is None:
        raise problem("changed-elsewhere")
    known = known_before(setup)
    # What was seen when the proofs began is believed while they are asked for, and as long as nothing else changes.
    if not world.proofs.begun(setup.id, known) and (planned := _planned(setup, picked, world)):
        return planned
    secret = held(setup, world)
    if picked.app.client_auth != "none" and secret is None:
        return pasted_secret.ask(setup)
    if setup.choices.get(proof.NO_WAITING) == proof.about(setup):
        return None
    client_id = setup.registration.client_id
    # Both are asked for at the same time. By hand the address was tried before anything else.
    address = None if setup.by_hand("live_login") else proof.of_test_address(setup, client_id, world, known=known)
    taken = proof.of_secret(setup, client_id, secret, world, known=known) if secret else None
    return taken or address


def offer(setup: Setup, picked: Chosen, world: World) -> Attempt:
    """A login that can be made now, with what is known before it.

    Problems: those of the tenant's metadata, as `collect_endpoints` has them, and of reaching Graph.
    """
    if setup.signed_in is None:
        raise problem("changed-elsewhere")
    # Read again: whatever they were when they were collected, it is with today's that somebody signs in.
    endpoints = world.provider.endpoints(setup.signed_in.tenant_id)
    known = before_login(setup, picked, world).report
    offered = world.logins.offer(setup, picked.app, endpoints, held(setup, world), known)
    # Good for one login: the next one is preceded by another proof.
    world.proofs.drop(setup.id)
    return offered


def question(setup: Setup) -> Ask | None:
    """Who else will test, if that was asked for."""
    return replace(tester_question(setup), cards=(_BACK,)) if setup.choices.get(_ASKING) else None


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken | None:
    """What became of an answer about the tester or the proposals; None for any other. Raises `AskAgain`."""
    if "tester" in answers:
        named = take_tester(answers, setup, world)
        if setup.all_by_hand and not named["tester"] and setup.signed_in:
            # The page of the tenant keeps its answer under the same name.
            named = {"tester": setup.signed_in.user_name}
        return Taken(choices={**named, **PATIENT, _ASKING: False})
    match answers.get("card"):
        case OTHER_TESTER.name:
            return Taken(choices={_ASKING: True})
        case proof.NO_WAITING:
            return Taken(choices={proof.NO_WAITING: proof.about(setup)})
        case _BACK.name:
            return Taken(choices={_ASKING: False})
        case _AS_IT_IS.name:
            known = before_login(setup, chosen(setup, world), world)
            return Taken(choices={_WITHOUT: tuple(map(_named, known.changes))})
    return None


def held(setup: Setup, world: World) -> Secret | None:
    """The secret of this setup, while this process still holds it."""
    return world.vault.secret(setup.id, setup.secret.key_id) if setup.secret else None


def _planned(setup: Setup, picked: Chosen, world: World) -> View | None:
    """Read from the tenant, not from the journal: an address that somebody removed would end on Microsoft's page."""
    if setup.by_hand("live_login"):
        return test_address.missing(setup, world, picked)
    app = find(setup, world)
    if app is None:
        raise problem("registration-gone")
    declined = setup.choices.get(_WITHOUT)
    known = before_login(setup, picked, world)
    mends = tuple(
        change for change in known.changes if not isinstance(declined, tuple) or _named(change) not in declined
    )
    changes = (*mends, *test_redirect.plan(setup, picked, app, world))
    cards = (*((_AS_IT_IS,) if mends else ()), OTHER_TESTER, *way.ONE_STEP)
    notes = (say("live_login.mends", who=known.user_name), *stays(mends, setup)) if mends else ()
    # What no change mends is to be known before one of them is confirmed.
    found = None if known.verdict == "pass" else known.report
    return Propose(changes, cards=cards, notes=notes, report=found) if changes else None


def _named(change: Change) -> str:
    """A change as a choice keeps it: what it does, and to whom."""
    return " ".join((change.kind, *change.values.values(), *(f"{row.path}={row.after}" for row in change.rows)))
