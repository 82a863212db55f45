"""A login that Microsoft stopped on its own page: what the page said, compared with the setup, and explained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from .. import login_report
from ..model.answers import check
from ..model.chosen import Chosen
from ..model.facts import Answer
from ..model.ports import World
from ..model.problems import problem
from ..model.product_side import shown
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Card, Field, Finding, Report, Section
from ..model.words import say
from ..pasted import error_message
from ..pasted.error_message import ErrorMessage
from ..pasted.sentence import sentence
from . import named_person, sign_in_log
from .differences import differences

PASTE = Field("page_says", "pasted", say("live_login.page_says"), help=say("live_login.page_says_help"))
CODES, NAMED, AT = "page_codes", "page_named", "page_at"
NOTHING: dict[str, Answer] = {CODES: (), NAMED: "", AT: ""}

_TEST_AS = "test_as"
"""Asked first: a text may name somebody whom nobody meant."""

_SAID = "said"
"""Microsoft's own sentence, where nothing is known of its number."""

_MOST = 8
"""Answers that are kept: a page has one, and somebody may paste a log of thousands."""

_NAMES = ("correlation_id", "request_id", "timestamp", "redirect_uri", "client_id", "tenant", "user")


def take(typed: str, setup: Setup, world: World) -> Taken:
    """What the page said, without anything of a session: numbers, ids, the address that was sent, who signed in.

    Raises `AskAgain` for a text in which there is no error.
    """
    text = str(check(PASTE, typed))
    found = world.logins.explain(text)
    if not found:
        raise problem("answer-no-aadsts", field=PASTE.name)
    named = error_message.read(text)
    kept = {name: getattr(named, name) for name in _NAMES}
    kept["redirect_uri"] = shown(named.redirect_uri)
    unknown = next((one.code for one in found if not one.whose), "")
    if unknown:
        kept[_SAID] = sentence(text, unknown.removeprefix("AADSTS"))
    keys = tuple(dict.fromkeys(one.key for one in found))[:_MOST]
    at = world.clock.now().isoformat(timespec="seconds")
    return Taken(choices={CODES: keys, NAMED: json.dumps(kept, sort_keys=True), AT: at})


def report(setup: Setup, picked: Chosen, world: World) -> Report | None:
    """What it means, what differs from the registration, and what mends it; None as long as nothing was pasted."""
    keys = setup.choices.get(CODES)
    found = world.logins.explain_kept(keys) if isinstance(keys, tuple) else ()
    if not found:
        return None
    named, codes = _named(setup), tuple(dict.fromkeys(one.code for one in found))
    made = login_report.explained(found, setup, picked, world, differences(named, codes, setup, picked, world))
    more = (*_in_microsofts_words(setup), *_for_support(named))
    made = replace(made, sections=(*made.sections[:-1], *more, *made.sections[-1:]))
    if made.ask and named_person.may_test(named.user, codes, setup, world):
        test_as = Card(_TEST_AS, say("live_login.test_as", who=named.user), "")
        made = replace(made, ask=replace(made.ask, cards=(test_as, *made.ask.cards)))
    seen = sign_in_log.Seen(named.correlation_id, named.timestamp, str(setup.choices.get(AT) or ""), codes)
    return sign_in_log.added(made, seen, setup, world)


def tester(answers: Mapping[str, str], setup: Setup) -> dict[str, str]:
    """The account that the page named, as an answer to who will test, once somebody said so; else nothing."""
    return {"tester": _named(setup).user} if answers.get("card") == _TEST_AS else {}


def _kept(setup: Setup) -> dict[str, Any]:
    return dict(json.loads(str(setup.choices.get(NAMED) or "{}")))


def _named(setup: Setup) -> ErrorMessage:
    kept = _kept(setup)
    return ErrorMessage(**{name: kept.get(name, "") for name in _NAMES})


def _in_microsofts_words(setup: Setup) -> tuple[Section, ...]:
    said = str(_kept(setup).get(_SAID) or "")
    return (Section(say("live_login.original"), (Finding(said, "info"),)),) if said else ()


def _for_support(named: ErrorMessage) -> tuple[Section, ...]:
    """What Microsoft's support asks for."""
    told = asdict(named)
    names = [name for name in ("correlation_id", "request_id", "timestamp") if told[name]]
    found = tuple(Finding(say(f"live_login.{name}"), "info", told[name]) for name in names)
    return (Section(say("live_login.for_support"), found),) if found else ()
