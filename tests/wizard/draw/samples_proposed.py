"""A proposal with what else was found before the test login, and a sign-in that Microsoft's page has stopped."""

from __future__ import annotations

from dataclasses import replace

from fake_engine import engine_at
from samples import CHANGES, CODE, OTHERWISE
from samples_test_login import OFFERED

from steps.model.views import Ask, Card, Finding, Propose, Report, Section
from steps.model.words import say
from steps.test_login.before import OTHER_TESTER

PROPOSED = Propose(
    CHANGES[1:3],
    cards=(Card("test_without", say("live_login.without"), ""), OTHER_TESTER, *OTHERWISE),
    notes=(say("live_login.mends", who="noel.brandt@contoso.example"),),
    report=OFFERED.report,
)
WAYS = tuple(
    Card(way, say(f"sign_in.{way}.title"), say(f"sign_in.{way}.text"))
    for way in ("browser", "device_code", "azure_cli")
)
STOPPED_SIGN_IN = Report(
    "fail",
    say("live_login.stayed"),
    say("sign_in.page_is_ours"),
    (
        Section(
            say("live_login.explained"),
            (
                Finding(
                    say("problem.sign-in-declined.what"), "fail", "AADSTS90094", say("problem.sign-in-declined.why")
                ),
                Finding(say("problem.sign-in-declined.next"), "info"),
            ),
        ),
    ),
    ask=Ask(submit=say("sign_in.again"), cards=WAYS),
    every=1.0,
)
ASKS = replace(CODE, overdue=True, ask=replace(CODE.ask, title=say("live_login.overdue")) if CODE.ask else None)

BEFORE_LOGIN = {
    "proposed": lambda: engine_at("live_login", PROPOSED),
    "overdue sign-in": lambda: engine_at("sign_in", ASKS),
    "stopped sign-in": lambda: engine_at("sign_in", STOPPED_SIGN_IN),
}
