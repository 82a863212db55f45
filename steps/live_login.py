"""Test the login for real: sign in once as a person would, and check everything that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .model import login_report
from .model.answers import check
from .model.chosen import Chosen, chosen
from .model.ports import Attempt, Json, World
from .model.problems import problem
from .model.secret import Secret
from .model.setup import LoginResult, Setup
from .model.step import Taken
from .model.views import Ask, Done, Field, Open, Propose, Report, View
from .model.words import say
from .registration import test_redirect

PRODUCES = LoginResult

PASTE = Field("page_says", "long-text", say("live_login.page_says"), help=say("live_login.page_says_help"))
PASTE_SECRET = Field("client_secret", "secret", say("live_login.secret"), help=say("live_login.secret_help"))


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    repeated = setup.login is not None and setup.choices.get("again") == setup.login.at
    if setup.login and not repeated:
        return _passed(setup.login, picked, world)
    if codes := setup.choices.get("page_codes"):
        return login_report.explained(world.logins.explain(" ".join(codes) if isinstance(codes, tuple) else ""))
    if setup.endpoints is None or setup.registration is None or setup.signed_in is None:
        raise problem("changed-elsewhere")
    uris = setup.registration.redirect_uris.get(picked.app.platform, ())
    registered: Json = {picked.app.platform: {"redirectUris": uris}}
    if not test_redirect.standing(setup) and (changes := test_redirect.plan(picked, registered, world)):
        return Propose(changes)
    needs_secret = picked.app.client_auth != "none"
    secret = world.vault.secret(setup.id, setup.secret.key_id) if setup.secret else None
    if needs_secret and secret is None:
        return Ask((PASTE_SECRET,), submit=say("live_login.secret_submit"), title=say("live_login.secret_title"))
    attempt = world.logins.current(setup.id)
    if attempt is None:
        if secret:
            world.provider.prove_secret(setup.signed_in.tenant_id, setup.registration.client_id, secret)
        attempt = world.logins.offer(setup, picked.app, setup.endpoints, secret)
    return _attempt(attempt, picked, setup, world)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "client_secret" in answers:
        _keep(str(check(PASTE_SECRET, answers["client_secret"])), setup, world)
        return Taken()
    if "page_says" in answers:
        found = world.logins.explain(str(check(PASTE, answers["page_says"])))
        if not found:
            raise problem("answer-no-aadsts", field="page_says")
        return Taken(choices={"page_codes": tuple(f"AADSTS{one.code.removeprefix('AADSTS')}" for one in found)})
    world.logins.drop(setup.id)
    return Taken(choices={"page_codes": (), "again": setup.login.at if setup.login else ""})


def _attempt(attempt: Attempt, picked: Chosen, setup: Setup, world: World) -> View:
    if attempt.status == "expired":
        world.logins.drop(setup.id)
        raise problem("login-expired")
    if attempt.status == "passed" and attempt.result:
        missing = tuple(need.name for need in login_report.needs(picked) if need.name not in attempt.result.claims)
        return _passed(replace(attempt.result, missing=missing), picked, world)
    if attempt.status == "refused":
        return login_report.refused(attempt, world.logins.explain(attempt.error))
    return Open(
        link=f"/login/start/{attempt.id}",
        label=say("live_login.open"),
        waiting_for=say("live_login.opened" if attempt.opened else "live_login.waiting"),
        until=attempt.until,
        notes=(say("live_login.private_window"),),
        ask=Ask((PASTE,), submit=say("live_login.explain"), title=say("live_login.never_back")),
    )


def _passed(result: LoginResult, picked: Chosen, world: World) -> Done:
    report: Report = login_report.passed(result, picked, world)
    return Done(result, report=report, stay=True, change=say("live_login.again"))


def _keep(pasted: str, setup: Setup, world: World) -> None:
    if setup.secret is None:
        raise problem("changed-elsewhere")
    # Graph's hint is the first three characters of the value: another secret is recognised before Entra refuses it.
    if setup.secret.hint and not pasted.startswith(setup.secret.hint):
        raise problem("answer-secret-other", field="client_secret", hint=setup.secret.hint)
    world.vault.keep(setup.id, setup.secret.key_id, Secret(pasted))
