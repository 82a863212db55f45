"""Test the login for real: sign in once as a person would, and check everything that comes back."""

from __future__ import annotations

from collections.abc import Mapping

from .by_hand import way
from .model.chosen import Chosen, chosen
from .model.facts import LoginResult
from .model.logins import Attempt
from .model.ports import World
from .model.problems import problem
from .model.setup import Setup
from .model.step import Taken
from .model.views import View
from .registration import pasted_secret, product_request
from .test_login import after, before, never_back, opened, sign_in_log

PRODUCES = LoginResult


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    if view := product_request.view(setup, picked, world) or before.question(setup):
        return view
    repeated = setup.login is not None and setup.choices.get("again") == setup.login.at
    if setup.login and not repeated:
        return after.passed(setup.login, setup, picked, world)
    attempt = world.logins.current(setup)
    if attempt and attempt.status == "passed" and attempt.result:
        return after.of_attempt(attempt.result, setup, picked, world)
    if explained := never_back.report(setup, picked, world):
        return explained
    if attempt is None:
        if view := before.view(setup, picked, world):
            return view
        attempt = before.offer(setup, picked, world)
    return _attempt(attempt, setup, picked, world)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if switched := way.switched(answers, setup, "live_login"):
        return switched
    if answers.get("card") == "renew":
        return Taken(choices={"renew_secret": setup.secret.key_id if setup.secret else ""})
    if answers.get("card") == sign_in_log.AGAIN.name:
        world.sign_ins.read_again()
        return Taken()
    if "client_secret" in answers:
        pasted_secret.keep(answers["client_secret"], setup, world)
        return Taken()
    if compared := product_request.take(answers, setup, world):
        return compared
    if never_back.PASTE.name in answers:
        return never_back.take(answers[never_back.PASTE.name], setup, world)
    named = never_back.tester(answers, setup)
    prepared = before.take({**answers, **named}, setup, world)
    if prepared and not named:
        return prepared
    world.logins.drop(setup.id)
    world.proofs.drop(setup.id)
    again = setup.login.at if setup.login else ""
    who = prepared.choices if prepared else {}
    return Taken(choices={**never_back.NOTHING, **before.PATIENT, **who, "again": again})


def _attempt(attempt: Attempt, setup: Setup, picked: Chosen, world: World) -> View:
    if attempt.status == "expired":
        world.logins.drop(setup.id)
        raise problem("login-expired")
    if attempt.status == "refused":
        return after.refused(attempt, setup, picked, world)
    return opened.view(attempt, setup, picked, world)
