"""The product's own sign-in, held against the registration before anybody blames the wrong side.

Two ways lead to the same comparison: the product itself is asked, or the address of Microsoft's page is pasted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from urllib.parse import urlsplit

from .. import login_report
from ..model.answers import check
from ..model.chosen import Chosen, chosen
from ..model.facts import Answer
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Card, Field, Report, Section, View
from ..model.words import say
from ..pasted import request
from ..pasted.hosts import is_known
from . import product_probe
from .product_report import findings, verdict
from .product_visits import typed, visits

FIELD = Field("product_request", "pasted", say("product_request.field"), say("product_request.help"))
CHOICE = "product_request"

PASTE = Card("product_first", say("product_request.first"), say("product_request.first_text"))
"""Whoever has configured the product can compare before anybody signs in: Microsoft's page opens all the same."""

_ASK = Ask((FIELD,), submit=say("product_request.submit"), title=say("product_request.title"))
_AGAIN = Card(PASTE.name, say("product_request.again"), "")
_BACK = Card("back", say("product_request.back"), "")
_ASKED, _TYPED = "product_first", "product_typed"
_NOTHING: Mapping[str, Answer] = {CHOICE: "", product_probe.CHOICE: "", _ASKED: False, _TYPED: False}


def cards(picked: Chosen) -> tuple[Card, ...]:
    """Both ways, before the test login."""
    return (*product_probe.card(picked), PASTE)


def ask(picked: Chosen) -> Ask:
    """Both ways, after a test login that passed."""
    return replace(_ASK, cards=product_probe.card(picked, first=False))


def view(setup: Setup, picked: Chosen, world: World) -> View | None:
    """What was found, what is being asked, or the question that was opened; None where there is none of these."""
    if known := str(setup.choices.get(product_probe.CHOICE) or ""):
        return product_probe.report(known, setup, picked)
    if asking := world.product.current(setup.id):
        if asking.led is None:
            return product_probe.waiting(asking, picked)
        return product_probe.report(product_probe.kept(asking, picked), setup, picked)
    if shown := compared(setup, picked):
        return shown
    field = typed(picked) if setup.choices.get(_TYPED) else None
    if field:
        return Ask((field,), submit=say("probe.ask"), title=cards(picked)[0].title, cards=(PASTE, _BACK))
    return replace(_ASK, title=PASTE.title, cards=(_BACK,)) if setup.choices.get(_ASKED) else None


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken | None:
    """What is asked of the product, or what is compared of an address; None for an answer to something else.

    State, nonce and challenge are not kept. Raises `AskAgain`.
    """
    if answers.get("card") == product_probe.CHOICE:
        return _probe("", setup, world)
    if "product_login" in answers:
        return _probe(answers["product_login"], setup, world)
    if answers.get("card") == PASTE.name:
        return _anew(setup, world, _ASKED)
    if FIELD.name in answers:
        found = request.read(answers[FIELD.name], FIELD.name, world.hosts)
        return Taken(choices={**_NOTHING, CHOICE: json.dumps(asdict(found), sort_keys=True)})
    open_ = any(setup.choices.get(name) for name in _NOTHING) or world.product.current(setup.id)
    return _anew(setup, world) if open_ else None


def compared(setup: Setup, picked: Chosen) -> Report | None:
    """How the product's request differs from the registration; None as long as none was pasted."""
    kept = str(setup.choices.get(CHOICE) or "")
    if not kept:
        return None
    found = findings(request.AuthorizationRequest(**json.loads(kept)), setup, picked)
    judged = verdict(found)
    differs = "fail" if judged == "fail" else "pass"
    told = say("product_request.fail_text" if setup.login else "probe.fail_text")
    sections = (
        *((Section(say("product_request.differences"), found),) if found else ()),
        login_report.known_failures(picked),
    )
    return Report(
        judged,
        say(f"product_request.{differs}"),
        told if differs == "fail" else say("product_request.pass_text"),
        sections,
        ask=Ask(submit=say("product_request.back"), cards=(_AGAIN,)),
    )


def _probe(address: str, setup: Setup, world: World) -> Taken:
    """Ask the product, or for the address that only the person knows. Nothing of the address is kept."""
    picked = chosen(setup, world)
    field = typed(picked)
    if field and not address:
        return _anew(setup, world, _TYPED)
    typed_in = str(check(field, address)) if field else ""
    if field and is_known(urlsplit(typed_in), world.hosts):
        raise problem("product-login-microsoft", field=field.name)
    world.product.begin(setup.id, visits(picked, typed_in))
    return Taken(choices=dict(_NOTHING))


def _anew(setup: Setup, world: World, *opened: str) -> Taken:
    """Nothing compared and nothing asked any more, but for the question that was opened."""
    world.product.drop(setup.id)
    return Taken(choices={**_NOTHING, **dict.fromkeys(opened, True)})
