"""The temporary redirect URI of the test login, added and removed by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..model.changes import Change, Row
from ..model.chosen import Chosen
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.views import Ask, Finding, Guide, Report, Section, Wait
from ..model.words import Words, say
from ..registration import test_redirect
from . import portal, way
from .instructions import actions

PATIENCE = timedelta(minutes=5)
"""How long Entra may take to forget an address: "three to five minutes" (SupportArticles-docs, AADSTS50011)."""


def missing(setup: Setup, world: World, picked: Chosen) -> Guide | None:
    """What to add before the test login can come back; None when Entra knows the address, or does not tell."""
    # Twice, because Entra's servers learn of an address one after another.
    if _tried(setup, world) != "redirect-unknown" and _tried(setup, world) != "redirect-unknown":
        return None
    changes = test_redirect.plan(setup, picked, None, world)
    cards = way.automatic(setup)
    return _guide(changes, setup, world, picked, say("by_hand.test_missing"), Ask(cards=cards) if cards else None)


def still_there(setup: Setup, world: World, picked: Chosen) -> Guide | Wait | None:
    """What to remove in the end; None when Entra does not know the address any more, or does not tell."""
    if not test_redirect.plan(setup, picked, None, world):
        # The product itself has an address that Entra treats as the same: nothing was added for the test.
        return None
    said = str(setup.choices.get("test_removed_at") or "")
    if setup.login and said < setup.login.at:
        # It was added again for a later test.
        said = ""
    verdict = _tried(setup, world)
    if verdict == "redirect-unknown" or (said and verdict != "accepted"):
        return None
    until = datetime.fromisoformat(said) + PATIENCE if said else None
    if until and world.clock.now() < until:
        return Wait(say("by_hand.removal_spreads"), said, until.isoformat(), every=3.0)
    uri, platform = world.logins.redirect_uri(), picked.app.platform
    row = Row(f"{platform}.redirectUris", uri, None)
    change = Change("finish", "test_redirect_removed", "", (row,), {"uri": uri, "platform": platform})
    wrong = say("by_hand.test_still_there") if said else ""
    return _guide((change,), setup, world, picked, wrong, Ask(submit=say("by_hand.removed_it")))


def _tried(setup: Setup, world: World) -> str:
    if setup.endpoints is None or setup.registration is None:
        raise problem("changed-elsewhere")
    uri = world.logins.redirect_uri()
    return world.provider.try_redirect(setup.endpoints, setup.registration.client_id, uri).verdict


def _guide(
    changes: tuple[Change, ...], setup: Setup, world: World, picked: Chosen, wrong: Words, ask: Ask | None
) -> Guide:
    listed = portal.tasks(actions(changes, picked), setup, world)
    report = None
    if wrong:
        finding = Finding(wrong, "fail", world.logins.redirect_uri(), say("tried.redirect-unknown.do"))
        report = Report("fail", say("by_hand.differs"), "", (Section(say("by_hand.compared"), (finding,)),))
    return Guide(listed, ask, report, notes=(portal.CHECKED,))
