"""A test login that is made once more: until it passes nothing is finished, and nothing of it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from walked import Walked, begun

from steps.model.views import Ask, Done, Report
from wizard.text import text

TO_THE_HAND_OVER = (
    *("choose_product", "sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints"),
    *("make_secret", "configure_product"),
)


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    with begun(tmp_path) as made:
        made.walk(*TO_THE_HAND_OVER, "live_login")
        yield made


def states(walked: Walked) -> tuple[str, str, str]:
    """Where to go on, and the states of the last two steps."""
    engine, setup = walked.engine, walked.setup
    return engine.position(setup), engine.states(setup)["live_login"], engine.states(setup)["finish"]


def refuse(walked: Walked) -> None:
    """The repeated login comes back, and a check refuses it."""
    walked.tenant.scenarios.misbehaviour = "missing-iss"
    walked.person.sign_in_to_test(walked.look("live_login"))
    assert isinstance(walked.look("live_login"), Report)
    walked.tenant.scenarios.misbehaviour = ""


def test_while_it_is_open_or_refused_the_login_is_not_done_and_finish_is_not_entered(walked: Walked) -> None:
    assert states(walked) == ("finish", "done", "open")
    walked.answer("live_login", change="yes")
    assert states(walked) == ("live_login", "attention", "open")
    refuse(walked)
    assert states(walked) == ("live_login", "attention", "open")
    walked.answer("live_login")
    walked.walk("live_login", "finish")
    assert states(walked) == ("finish", "done", "done")


def test_finish_takes_nothing_back_until_somebody_says_that_the_earlier_login_counts(walked: Walked) -> None:
    walked.answer("live_login", change="yes")
    refuse(walked)
    view = walked.look("finish")
    assert isinstance(view, Ask)
    assert walked.person.callback in str(walked.application)
    (earlier,) = view.cards
    assert text(earlier.title) == "Finish with the earlier login"
    walked.answer("finish", card=earlier.name)
    assert states(walked) == ("finish", "done", "open")
    assert isinstance(walked.look("finish"), Done)
    assert walked.person.callback not in str(walked.application)
    assert isinstance(walked.look("live_login"), Done)
    assert states(walked) == ("finish", "done", "done")


def test_a_finished_setup_is_tested_again_and_says_so(walked: Walked) -> None:
    walked.walk("finish")
    walked.answer("live_login", change="yes")
    assert states(walked) == ("live_login", "attention", "done")
    walked.confirm("live_login")
    assert states(walked) == ("live_login", "attention", "open")
    walked.walk("live_login", "finish")
    assert states(walked) == ("finish", "done", "done")
