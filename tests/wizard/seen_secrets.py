"""Secrets: where each problem is seen before the first login."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args, get_type_hints

import pytest
from by_hand_setup import EXPIRES, Bench, ByHand, told
from early import EARLY, LATER, Row, said_of_recipe

from steps.by_hand import secret as by_hand
from steps.model.app import App
from steps.model.expiry import warning
from steps.model.ports import World
from steps.model.problems import AskAgain
from steps.model.tried import Tried
from steps.model.views import Done, Guide, View, Wait
from steps.registration import pasted_secret
from wizard.entra.refusals import explain
from wizard.entra.replies import Refusal
from wizard.oidc.proofs import SECRET_PATIENCE, AskedUntilKnown
from wizard.text import say_problem, text

DAY = EXPIRES


def registered(bench: Bench) -> tuple[ByHand, dict[str, Any]]:
    """A setup by hand whose secret is the next thing to make."""
    setup = bench.by_hand().begin()
    app = setup.made()
    setup.paste(app)
    setup.look("grant_access")
    setup.answer("grant_access", done="yes")
    for step in ("grant_access", "collect_endpoints", "make_secret"):
        setup.look(step)
    return setup, app


def later(world: World) -> World:
    """The same outside, when a new secret has long reached every server."""
    now = world.clock.now() + SECRET_PATIENCE + timedelta(seconds=1)
    clock: Any = SimpleNamespace(now=lambda: now)
    return replace(world, clock=clock)


def looked(setup: ByHand, world: World) -> View:
    """What the step shows to this world once Entra has answered."""
    until = time.monotonic() + 20
    while isinstance(view := by_hand.look(setup.setup, world), Wait):
        assert time.monotonic() < until
        time.sleep(0.01)
    return view


def wrong(bench: Bench, folder: Path) -> None:
    setup, app = registered(bench)
    value = bench.desk.secret(app)
    for typed, code in (
        (bench.desk.do("GET", f"/applications/{app['id']}")["passwordCredentials"][0]["keyId"], "answer-secret-id"),
        (app["appId"], "paste-secret-other-id"),
        (value[:-8], "paste-secret-short"),
        (f"{value[:3]}*********", "paste-secret-hidden"),
    ):
        assert setup.refusal("make_secret", client_secret=typed, secret_expires=DAY) == code
    setup.answer("make_secret", client_secret=value[:-1] + ("a" if value[-1] != "a" else "b"), secret_expires=DAY)
    assert isinstance(setup.look("make_secret", waiting=True), Wait)
    said = told(looked(setup, later(setup.world)))
    assert "The value is not one of this app's secrets." in said
    assert "AADSTS7000215" in said
    # Later on, a value of another secret is told by its first characters.
    ready = bench.ready
    with pytest.raises(AskAgain, match=r"^answer-secret-other"):
        pasted_secret.keep("zzz" + value[3:], ready.setup, ready.world)


def spreading(bench: Bench, folder: Path) -> None:
    setup, app = registered(bench)
    setup.answer("make_secret", client_secret=bench.desk.secret(app), secret_expires=DAY)
    real, asked = setup.world.provider, []

    def half(*args: Any) -> Tried:
        # Every second server has not heard of it.
        asked.append(args)
        return Tried("secret-wrong", 7000215) if len(asked) == 2 else real.try_secret(*args)

    provider: Any = SimpleNamespace(try_secret=half)
    world = replace(setup.world, proofs=AskedUntilKnown(provider, retry=0.01, again=0.01))
    assert isinstance(by_hand.look(setup.setup, world), Wait)
    assert isinstance(looked(setup, world), Done)
    assert len(asked) == 4


def expired(bench: Bench, folder: Path) -> None:
    setup, app = registered(bench)
    value = bench.desk.secret(app)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    assert setup.refusal("make_secret", client_secret=value, secret_expires=yesterday) == "answer-day"
    setup.answer("make_secret", client_secret=value, secret_expires=DAY)
    bench.tenant.scenarios.secret_expired = True
    try:
        said = setup.says("make_secret")
    finally:
        bench.tenant.scenarios.reset()
    assert "This secret has expired." in said
    assert "AADSTS7000222" in said
    ready = bench.ready.setup
    for days, key in ((61, None), (60, "expiry.soon"), (30, "expiry.next"), (7, "expiry.now")):
        due = warning(ready, datetime.fromisoformat(f"{DAY}T12:00:00+00:00") - timedelta(days=days))
        assert (due.key if due else None) == key
    calendar = bench.engine.summary(ready.id, "ics")[1].decode()
    assert "DTSTART;VALUE=DATE:20270520" in calendar
    assert [line for line in calendar.split("\r\n") if line.startswith("TRIGGER")] == [
        f"TRIGGER:-P{days}D" for days in (60, 30, 7)
    ]


def forbidden(bench: Bench, folder: Path) -> None:
    setup, _ = registered(bench)
    view = setup.look("make_secret")
    assert isinstance(view, Guide)
    # Before the button that is refused, and who can help.
    assert any("owner of the app management policy" in text(note) for note in view.notes)
    assert "or the longest your rules allow" in told(view)


def personal(bench: Bench, folder: Path) -> None:
    assert set(get_args(get_type_hints(App)["audience"])) == {"AzureADMyOrg", "AzureADMultipleOrgs"}
    for audience in ("AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"):
        wrong = ('platform = "web"', f'platform = "web"\naudience = "{audience}"')
        assert "app.audience: Expected" in said_of_recipe(folder, wrong)
        setup = bench.by_hand().begin()
        app = setup.made()
        assert "personal" in setup.paste(app, signInAudience=audience)


def reference(bench: Bench, folder: Path) -> None:
    said = "ServiceManagementReference field is required for Create, but is missing in the request."
    stopped = explain(Refusal("PATCH /applications", 400, "Request_BadRequest", said), "https://graph.example")
    assert stopped.code == "service-reference"
    assert said in say_problem(stopped)


ROWS = (
    Row("7000215", "wrong-secret-7000215", EARLY, "the value as pasted; tried with Entra; its hint", wrong),
    Row("Replication delay", "replication-delay", EARLY, "two successes in a row, and a wait until then", spreading),
    Row("7000222", "expired-secret-7000222", EARLY, "the date is asked for; tried; calendar; 60 / 30 / 7", expired),
    Row("Secrets forbidden by policy", "secrets-forbidden", EARLY, "said where the secret is made", forbidden),
    Row("MSA app error", "personal-accounts-msa", EARLY, "no recipe can choose it; manifest", personal),
    Row(
        "Create refused: service reference",
        "service-management-reference",
        LATER,
        "nothing tells of the rule before Entra applies it; then it has its own sentence",
        reference,
    ),
)
