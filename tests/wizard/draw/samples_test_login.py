"""The page of the test login as its step gives it: before, under way, overdue, stopped by Microsoft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from fake_engine import FakeEngine, Seen, engine_at
from samples import GUID, LATER, LOGIN, URI, ago

from steps.model.setup import Setup
from steps.model.views import Ask, Card, Finding, Open, Report, Section, Value, Wait
from steps.model.words import say
from steps.registration.product_report import side_by_side
from steps.test_login.before import OTHER_TESTER, question
from steps.test_login.never_back import PASTE
from steps.test_login.opened import CHECK_AGAIN, OVERDUE

_KNOWN = Report(
    "warn",
    say("preflight.may_fail"),
    say("preflight.before_text"),
    (
        Section(
            say("preflight.person"),
            (
                Finding(say("preflight.mail"), "warn", "mail: –", "Type an email address at this account.", link=URI),
                Finding(say("preflight.tester"), "pass", "noel.brandt@contoso.example"),
            ),
        ),
        Section(say("preflight.registered"), (Finding(say("preflight.assigned"), "pass", "Noel Brandt"),)),
    ),
)
AT = "2026-11-21T10:00:00Z"
_AGAIN = Card("again", say("live_login.start_again"), "")
OFFERED = replace(
    LOGIN,
    values=(
        Value(say("live_login.sign_in_as"), "noel.brandt@contoso.example", help=say("live_login.sign_in_as_help")),
    ),
    ask=Ask((PASTE,), say("live_login.explain"), (OTHER_TESTER, CHECK_AGAIN), title=say("live_login.never_back")),
    report=_KNOWN,
)
PROVING = Wait(
    say("live_login.proving_secret"),
    ago(7),
    LATER,
    notes=(
        say("live_login.tried", times="3"),
        say("live_login.last_said", said="AADSTS7000215: Invalid client secret provided."),
    ),
)
STOPPED = Report(
    "fail",
    say("live_login.stayed"),
    say("live_login.stayed_text"),
    (
        Section(
            say("product_request.differences"),
            (
                replace(
                    side_by_side(
                        say("live_login.named_address"),
                        URI.replace("https", "http"),
                        URI,
                        say("pasted.http"),
                        say("live_login.registered_under", platform="Web"),
                    ),
                    step="configure_product",
                ),
            ),
        ),
        Section(
            say("sign_in_log.title"),
            (
                Finding(say("sign_in_log.entry", who="noel.brandt@contoso.example"), "fail", "AADSTS53003", link=URI),
                Finding(say("sign_in_log.access_blocked"), "fail"),
                Finding(
                    say("sign_in_log.policy", name="Require a managed device"),
                    "fail",
                    "Block",
                    say("sign_in_log.policy_blocked"),
                ),
            ),
        ),
        Section(
            say("live_login.for_support"),
            (
                Finding(say("live_login.correlation_id"), "info", GUID),
                Finding(say("live_login.timestamp"), "info", AT),
            ),
        ),
        Section(say("live_login.known", product="Hugging Face"), (Finding("A loop", "info", "", "Delete cookies."),)),
    ),
    ask=Ask(submit=say("live_login.again"), cards=(Card("log_again", say("sign_in_log.again"), ""),)),
)


def under_way(opened: str) -> Open:
    """The link was used then; whether that is too long ago is decided now, as the step does."""
    overdue = datetime.now(UTC) >= datetime.fromisoformat(opened) + OVERDUE
    title = say("live_login.overdue") if overdue else say("live_login.never_back")
    ask = Ask((PASTE,), say("live_login.explain"), (_AGAIN,), title=title)
    return Open("", say("live_login.opened"), "", LATER, ask=ask, opened=opened, overdue=overdue)


@dataclass
class Clocked(FakeEngine):
    """Looks at the clock whenever it is asked, as the real step does."""

    opened: str = ""

    def seen(self, setup_id: str, step: str, wait: float = 0.4) -> Seen:
        found = super().seen(setup_id, step, wait)
        return replace(found, view=under_way(self.opened)) if isinstance(found.view, Open) else found


def left(seconds: int) -> Clocked:
    """A login that was left for so many seconds ago."""
    made = engine_at("live_login", LOGIN)
    opened = (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()
    return Clocked(**{**vars(made), "opened": opened})


ASKED = question(Setup("abc23456", AT, choices={"asking_tester": True}))
"""Who else tests."""

TEST_LOGIN = {
    "other tester": lambda: engine_at("live_login", ASKED),
    "offered": lambda: engine_at("live_login", OFFERED),
    "proving": lambda: engine_at("live_login", PROVING),
    "under way": lambda: left(41),
    "nearly overdue": lambda: left(int(OVERDUE.total_seconds()) - 4),
    "overdue": lambda: left(83),
    "stopped login": lambda: engine_at("live_login", STOPPED),
}
