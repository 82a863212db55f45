"""A hostile sign-in of the practice tenant is told on the login's page: what failed, and whose side it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from by_hand_setup import told
from oidc.rows import ROWS
from stopped_login import left_alone, offered
from walked import Walked

from steps.model.views import Done, Finding, Open, Report
from steps.model.words import say
from wizard.text import text

TOLD = {
    row.at: row.id
    for row in reversed(ROWS)
    if row.at in ("response-iss", "no-error", "token-answer", "alg", "key", "signature", "aud", "exp", "userinfo-sub")
}
"""For a check of each stage of a login, the first row that fails it."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with left_alone(tmp_path_factory.mktemp("hostile")) as made:
        yield made


@pytest.fixture
def hostile(walked: Walked) -> Iterator[Walked]:
    """A login that the test makes hostile, and that is honest again at the end, so that the setup can be finished."""
    yield walked
    walked.tenant.scenarios.misbehaviour = ""


def checks_of(report: Report) -> list[Finding]:
    return next(list(one.findings) for one in report.sections if one.title == say("live_login.checks"))


@pytest.mark.parametrize("at", TOLD)
def test_what_failed_comes_first_with_whose_side_it_is(hostile: Walked, at: str) -> None:
    view = offered(hostile)
    hostile.tenant.scenarios.misbehaviour = TOLD[at]
    hostile.person.sign_in_to_test(view)
    report = hostile.look("live_login")
    assert isinstance(report, Report)
    worst, *others = checks_of(report)
    assert (worst.verdict, worst.name, worst.do) == ("fail", say(f"check.{at}"), say(f"check_failed.{at}"))
    assert text(worst.do) in told(report)
    assert {one.verdict for one in others} <= {"pass", "warn"}
    assert hostile.setup.login is None
    # The provider behaves again, and one click offers the login anew.
    hostile.tenant.scenarios.misbehaviour = ""
    assert told(report.ask).splitlines()[0] == "Test again"


@pytest.mark.parametrize("sent", ["state-wrong", "state-missing", "two-states", "nothing"])
def test_an_answer_that_belongs_to_no_login_is_told_and_leaves_the_page_waiting(hostile: Walked, sent: str) -> None:
    view = offered(hostile)
    hostile.tenant.scenarios.misbehaviour = sent
    hostile.person.sign_in_to_test(view)
    waiting = hostile.look("live_login")
    assert isinstance(waiting, Open)
    assert "An answer arrived that belongs to no test login of this wizard (state)." in told(waiting.notes)
    assert hostile.setup.login is None


def test_a_login_that_is_odd_but_right_passes(hostile: Walked) -> None:
    view = offered(hostile)
    hostile.tenant.scenarios.misbehaviour = "iat-week-past"
    hostile.person.sign_in_to_test(view)
    done = hostile.look("live_login")
    assert isinstance(done, Done | Report)
    report = done.report if isinstance(done, Done) else done
    assert report
    assert [one.name for one in checks_of(report) if one.verdict == "warn"] == [say("check.iat")]
