"""The sign-in of the wizard itself stays on Microsoft's page: what the page says is explained, with what helps."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from by_hand_setup import told
from walked import Walked, begun

from steps import sign_in
from steps.model.problems import AskAgain
from steps.model.views import Done, Open, Report, View, Wait
from steps.signing_in import page_says

APPROVAL = (
    "Need admin approval\nMicrosoft Graph Command Line Tools needs permission to access resources in your "
    "organization that only an admin can grant. Please ask an admin to grant permission to this app before you can "
    "use it. CANARY"
)


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    """A sign-in that waits; whatever was tried, in the end somebody signs in."""
    with begun(tmp_path) as made:
        made.walk("choose_product")
        yield made
        made.answer("sign_in", card="browser")
        made.walk("sign_in")
        assert made.setup.signed_in


def look(walked: Walked) -> View:
    """What the page shows once the link is known."""
    for _ in range(500):
        view = walked.look("sign_in")
        if not isinstance(view, Wait):
            return view
        time.sleep(0.02)
    raise TimeoutError


def offered(walked: Walked) -> Open:
    view = look(walked)
    assert isinstance(view, Open), view
    return view


def paste(walked: Walked, said: str) -> Report:
    offered(walked)
    walked.answer("sign_in", page_says=said)
    report = look(walked)
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize("page", [APPROVAL, "AADSTS90094: The grant requires admin permission. CANARY", "90095"])
def test_need_admin_approval_is_answered_with_who_can_sign_in(page: str, walked: Walked) -> None:
    assert "What does the page say?" in told(offered(walked).ask)
    report = paste(walked, page)
    said = told(report)
    assert "Sign in as an Application Administrator, a Cloud Application Administrator or a Global" in said
    # Nothing is registered yet, and nothing of the product can mend this.
    assert "register step" not in said
    assert {finding.step for section in report.sections for finding in section.findings} == {""}
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))
    assert report.ask
    assert {"device_code", "by_hand"} <= {card.name for card in report.ask.cards}


def test_the_attempt_goes_on_and_whoever_gets_in_after_all_is_taken(walked: Walked) -> None:
    link = offered(walked).link
    assert paste(walked, "AADSTS50126").every
    walked.tenant.sign_in_and_deliver(link, "adele.vance")
    while isinstance(view := look(walked), Report):
        time.sleep(0.02)
    assert isinstance(view, Done)


@pytest.mark.parametrize("answers", [{}, {"card": "browser"}, {"card": "device_code"}, {"card": "least"}])
def test_another_attempt_knows_nothing_of_the_page_of_the_last(answers: dict[str, str], walked: Walked) -> None:
    paste(walked, "AADSTS53003")
    walked.answer("sign_in", **answers)
    assert offered(walked).link


def test_what_the_product_cannot_mend_is_not_sent_to_its_steps(walked: Walked) -> None:
    report = paste(walked, "AADSTS50105: Your administrator has configured the application to block users.")
    assert "Microsoft Graph Command Line Tools" in told(report.sections)
    assert {finding.step for section in report.sections for finding in section.findings} == {""}
    walked.answer("sign_in", card="browser")
    (section,) = paste(walked, "?error=access_denied&error_subcode=cancel").sections
    assert "The permissions were not accepted." in told(section)


def test_a_text_without_an_error_is_refused_where_it_was_pasted(walked: Walked) -> None:
    offered(walked)
    with pytest.raises(AskAgain, match="answer-no-aadsts") as refused:
        walked.answer("sign_in", page_says="Pick an account")
    assert refused.value.values["field"] == page_says.PASTE.name
    assert isinstance(look(walked), Open)


class Later:
    """The same clock, so much later."""

    def __init__(self, walked: Walked, later: timedelta) -> None:
        self._clock, self._later = walked.world.clock, later

    def now(self) -> datetime:
        return self._clock.now() + self._later


@pytest.mark.parametrize("way", ["browser", "device_code"])
def test_after_a_minute_the_page_asks_by_itself(way: str, walked: Walked) -> None:
    offered(walked)
    walked.answer("sign_in", card=way)
    assert not offered(walked).overdue
    late = sign_in.look(walked.setup, replace(walked.world, clock=Later(walked, page_says.OVERDUE)))
    assert isinstance(late, Open)
    assert late.overdue
    assert "Nothing has come back for a minute" in told(late.ask)
