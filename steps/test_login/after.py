"""A login that came back: it passed every check, or it was refused."""

from __future__ import annotations

from dataclasses import replace

from .. import login_report
from ..model.chosen import Chosen
from ..model.facts import LoginResult
from ..model.logins import Attempt
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Done, Report
from ..model.words import say
from ..pasted import error_message
from ..registration import product_request
from . import sign_in_log


def passed(result: LoginResult, setup: Setup, picked: Chosen, world: World) -> Done:
    """Who came, what the product needs of it, and what the sign-in log says."""
    seen = sign_in_log.Seen(at=result.at, object_id=result.object_id)
    found = sign_in_log.told(seen, setup, world)
    report = login_report.passed(result, setup, picked, world)
    report = replace(report, sections=(*report.sections, *found.sections), every=found.every)
    ask = product_request.ask(picked)
    ask = replace(ask, cards=(*ask.cards, *found.cards))
    again, ordinary = say("live_login.again"), login_report.ordinary(picked, practice=world.practice)
    return Done(result, report=report, stay=True, change=again, ask=ask, elsewhere=ordinary)


def of_attempt(result: LoginResult, setup: Setup, picked: Chosen, world: World) -> Done:
    """A login that passed a moment ago: with it, what the product needs and did not get, and why."""
    return passed(login_report.witnessed(result, setup, picked, world), setup, picked, world)


def refused(attempt: Attempt, setup: Setup, picked: Chosen, world: World) -> Report:
    """What was seen, what Microsoft's error means, and what the log says of it."""
    found = world.logins.explain(attempt.error)
    report = login_report.refused(attempt, found, setup, picked, world)
    if not found:
        # One of our own checks refused it: for Entra the sign-in was good.
        return report
    named = error_message.read(attempt.error)
    codes = tuple(one.code for one in found)
    seen = sign_in_log.Seen(named.correlation_id, named.timestamp, attempt.opened, codes)
    return sign_in_log.added(report, seen, setup, world)
