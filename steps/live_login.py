"""Test the login for real: sign in once as a person would, and check everything that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .by_hand import test_address, way
from .model import login_report
from .model.answers import check
from .model.chosen import Chosen, chosen
from .model.facts import LoginResult
from .model.logins import Attempt
from .model.ports import World
from .model.problems import problem
from .model.setup import Setup
from .model.step import Taken
from .model.views import Ask, Card, Done, Field, Open, Propose, Report, View
from .model.words import say
from .registration import pasted_secret, product_request, test_redirect
from .registration.application import find

PRODUCES = LoginResult

PASTE = Field("page_says", "long-text", say("live_login.page_says"), help=say("live_login.page_says_help"))


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    if view := product_request.view(setup, picked, world):
        return view
    repeated = setup.login is not None and setup.choices.get("again") == setup.login.at
    if setup.login and not repeated:
        return _passed(setup.login, picked, world)
    if codes := setup.choices.get("page_codes"):
        return login_report.explained(
            world.logins.explain(" ".join(codes) if isinstance(codes, tuple) else ""), picked
        )
    if setup.endpoints is None or setup.registration is None or setup.signed_in is None:
        raise problem("changed-elsewhere")
    if address := _test_address(setup, picked, world):
        return address
    needs_secret = picked.app.client_auth != "none"
    secret = world.vault.secret(setup.id, setup.secret.key_id) if setup.secret else None
    if needs_secret and secret is None:
        return pasted_secret.ASK
    attempt = world.logins.current(setup)
    if attempt is None:
        if secret:
            world.provider.prove_secret(setup.signed_in.tenant_id, setup.registration.client_id, secret)
        attempt = world.logins.offer(setup, picked.app, setup.endpoints, secret)
    return _attempt(attempt, picked, setup, world)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if switched := way.switched(answers, setup, "live_login"):
        return switched
    if answers.get("card") == "renew":
        return Taken(choices={"renew_secret": setup.secret.key_id if setup.secret else ""})
    if "client_secret" in answers:
        pasted_secret.keep(answers["client_secret"], setup, world)
        return Taken()
    if compared := product_request.take(answers, setup, world):
        return compared
    if "page_says" in answers:
        found = world.logins.explain(str(check(PASTE, answers["page_says"])))
        if not found:
            raise problem("answer-no-aadsts", field="page_says")
        return Taken(choices={"page_codes": tuple(f"AADSTS{one.code.removeprefix('AADSTS')}" for one in found)})
    world.logins.drop(setup.id)
    return Taken(choices={"page_codes": (), "again": setup.login.at if setup.login else ""})


def _test_address(setup: Setup, picked: Chosen, world: World) -> View | None:
    """Read from the tenant, not from the journal: an address that somebody removed would end on Microsoft's page."""
    if setup.by_hand("live_login"):
        # Tried before it is offered: a page that waits must not ask Entra once a second.
        return None if world.logins.current(setup) else test_address.missing(setup, world, picked)
    app = find(setup, world)
    if app is None:
        raise problem("registration-gone")
    changes = test_redirect.plan(setup, picked, app, world)
    return Propose(changes, cards=way.ONE_STEP) if changes else None


def _attempt(attempt: Attempt, picked: Chosen, setup: Setup, world: World) -> View:
    if attempt.status == "expired":
        world.logins.drop(setup.id)
        raise problem("login-expired")
    if attempt.status == "passed" and attempt.result:
        missing = tuple(need.name for need in login_report.needs(picked) if need.name not in attempt.result.claims)
        return _passed(replace(attempt.result, missing=missing), picked, world)
    if attempt.status == "refused":
        return login_report.refused(attempt, world.logins.explain(attempt.error), picked)
    if attempt.opened:
        return Open(
            link="",
            label="",
            waiting_for=say("live_login.opened"),
            until=attempt.until,
            ask=Ask(
                (PASTE,),
                submit=say("live_login.explain"),
                title=say("live_login.never_back"),
                cards=(Card("again", say("live_login.start_again"), ""),),
            ),
        )
    both = product_request.cards(picked)
    return Open(
        link=f"/login/start/{attempt.id}",
        label=say("live_login.open"),
        waiting_for=say("live_login.waiting"),
        until=attempt.until,
        notes=(say("live_login.private_window"),),
        ask=Ask((PASTE,), say("live_login.explain"), both, title=say("live_login.never_back")),
    )


def _passed(result: LoginResult, picked: Chosen, world: World) -> Done:
    report: Report = login_report.passed(result, picked, world)
    return Done(result, report=report, stay=True, change=say("live_login.again"), ask=product_request.ask(picked))
