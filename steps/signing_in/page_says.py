"""A sign-in that stays on Microsoft's page: what the page says, explained for the sign-in of the wizard itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ..by_hand import portal
from ..model.answers import check
from ..model.facts import Answer
from ..model.logins import Explained
from ..model.ports import SignInPrompt, World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Card, Field, Finding, Report, Section
from ..model.words import say

PASTE = Field("page_says", "pasted", say("live_login.page_says"), help=say("sign_in.page_says_help"))
NOTHING: dict[str, Answer] = {"sign_in_says": ()}

OVERDUE = timedelta(minutes=1)
"""How long a sign-in with password and second factor takes; after that the page asks by itself."""

_MOST = 8
_EVERY = 1.0
_HERE = ("", "sign_in", "check_tenant", "live_login")
"""Steps that the doctor names and that mend this sign-in too; any other is about the product's own application."""

_CONSENT = (
    *("AADSTS65001", "AADSTS65004", "AADSTS90093", "AADSTS90094", "AADSTS90095", "AADSTS900941"),
    *("access_denied", "consent_required"),
)
"""Refused by the person, or waiting for an administrator; of the wizard's sign-in, not of the product's app."""


def question(prompt: SignInPrompt, others: tuple[Card, ...], world: World) -> tuple[Ask, bool]:
    """What does the page say, beside the other ways to sign in; and whether nothing has come back for long."""
    begun = datetime.fromisoformat(prompt.since) if prompt.since else None
    overdue = begun is not None and world.clock.now() >= begun + OVERDUE
    title = say("live_login.overdue") if overdue else say("sign_in.never_back")
    return Ask((PASTE,), say("live_login.explain"), others, title=title), overdue


def take(typed: str, prompt: SignInPrompt | None, world: World) -> Taken:
    """The codes of the errors in it, kept for this attempt alone. Raises `AskAgain` where there is none."""
    found = world.logins.explain(str(check(PASTE, typed)))
    if not found:
        raise problem("answer-no-aadsts", field=PASTE.name)
    keys = tuple(dict.fromkeys(one.key for one in found))[:_MOST]
    return Taken(choices={"sign_in_says": (prompt.since if prompt else "", *keys)})


def report(setup: Setup, prompt: SignInPrompt, others: tuple[Card, ...], world: World) -> Report | None:
    """What it means and what helps; None as long as nothing was pasted about this attempt.

    The attempt goes on meanwhile: whoever gets in after all is taken.
    """
    kept = setup.choices.get("sign_in_says")
    since, *keys = kept if isinstance(kept, tuple) and kept else ("",)
    found = world.logins.explain_kept(keys) if since == prompt.since else ()
    if not found:
        return None
    sections: list[Section] = []
    for one in found:
        section = Section(say("live_login.explained"), tuple(_findings(one, setup, world)))
        # The readings of a bare access_denied come to the same here.
        sections += [] if section in sections else [section]
    ask = Ask(submit=say("sign_in.again"), cards=others)
    told = say("live_login.stayed"), say("sign_in.page_is_ours")
    return Report("fail", *told, tuple(sections), ask, every=_EVERY)


def _findings(one: Explained, setup: Setup, world: World) -> Iterator[Finding]:
    if one.code in _CONSENT:
        what, why, do = (say(f"problem.sign-in-declined.{part}") for part in ("what", "why", "next"))
        yield Finding(what, "fail", one.code, why)
        yield Finding(do, "info")
        return
    here = one.step in _HERE
    link = portal.link(one.page, setup, world) if here and one.page else ""
    yield Finding(one.what, "fail", one.code, one.why)
    yield Finding(one.do if here else say("sign_in.page_do"), "info", link=link)
    if not one.sure and one.whose:
        yield Finding(say("screen.doctor.unsure"), "info")
