"""The page of a login that is offered or under way: the link, who signs in, the clock, and what the page said."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..model.chosen import Chosen
from ..model.logins import Attempt
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Ask, Card, Open, Value
from ..model.words import Words, say
from ..preflight import tester
from ..registration import product_request
from .before import OTHER_TESTER
from .never_back import PASTE

OVERDUE = timedelta(minutes=1)
"""How long a sign-in with password and second factor takes; after that the page asks what Microsoft's page says."""

CHECK_AGAIN = Card("again", say("live_login.check_again"), "")
_START_AGAIN = Card("again", say("live_login.start_again"), "")


def view(attempt: Attempt, setup: Setup, picked: Chosen, world: World) -> Open:
    """A link that works once, or what is waited for since it was used."""
    return _under_way(attempt, world) if attempt.opened else _offered(attempt, setup, picked)


def _offered(attempt: Attempt, setup: Setup, picked: Chosen) -> Open:
    who = tester(setup).name
    cards = (*product_request.cards(picked), OTHER_TESTER, CHECK_AGAIN)
    return Open(
        link=f"/login/start/{attempt.id}",
        label=say("live_login.open"),
        waiting_for=say("live_login.waiting"),
        until=attempt.until,
        values=(Value(say("live_login.sign_in_as"), who, help=say("live_login.sign_in_as_help")),) if who else (),
        notes=(say("live_login.private_window"),),
        ask=Ask((PASTE,), say("live_login.explain"), cards, title=say("live_login.never_back")),
        report=attempt.before,
    )


def _under_way(attempt: Attempt, world: World) -> Open:
    overdue = world.clock.now() >= datetime.fromisoformat(attempt.opened) + OVERDUE
    title = say("live_login.overdue") if overdue else say("live_login.never_back")
    return Open(
        link="",
        label="",
        waiting_for=say("live_login.opened"),
        until=attempt.until,
        notes=_strays(attempt.strays),
        ask=Ask((PASTE,), say("live_login.explain"), (_START_AGAIN,), title=title),
        report=attempt.before,
        opened=attempt.opened,
        overdue=overdue,
    )


def _strays(count: int) -> tuple[Words, ...]:
    """Answers that belong to no login; they neither prove anything nor end this one."""
    if not count:
        return ()
    what = say("live_login.stray") if count == 1 else say("live_login.strays", count=str(count))
    return (what, say("live_login.stray_do"))
