"""What the sign-in log says of a test login stands in its report: late, in part, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from by_hand_setup import told
from product_answers import READY
from walked import Walked, begun

from steps.model.views import Done, Finding, Open, Report
from wizard.practice import StaysOnPage

TITLE, POLICY = "What the sign-in log says", "Require a managed device"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with begun(tmp_path_factory.mktemp("log")) as made:
        made.walk(*READY)
        yield made
        again(made)
        made.walk("live_login", "finish")


def again(walked: Walked) -> Open:
    walked.answer("live_login", change="yes")
    view = walked.look("live_login")
    assert isinstance(view, Open)
    return view


def report(walked: Walked) -> Report:
    view = walked.look("live_login")
    found = view.report if isinstance(view, Done) else view
    assert isinstance(found, Report)
    return found


def logged(walked: Walked) -> tuple[Finding, ...]:
    """The section of the log, once it was read."""
    for _ in range(300):
        shown = report(walked)
        section = next(one for one in shown.sections if told(one.title) == TITLE)
        if "is being read" not in told(section):
            return section.findings
        assert shown.every, "the page looks again by itself"
    raise TimeoutError


def stopped(walked: Walked, person: str = "adele.vance") -> str:
    """What Microsoft's page says to this person."""
    address, _ = walked.person.open_link(again(walked)) or ("", "")
    with pytest.raises(StaysOnPage) as stays:
        walked.tenant.sign_in(address, person)
    return stays.value.said


def test_a_pass_has_its_entry(walked: Walked) -> None:
    walked.person.sign_in_to_test(again(walked))
    entry, access = logged(walked)
    assert (entry.verdict, told(entry.name)) == ("pass", f"Sign-in of {walked.person.user_name}")
    assert entry.link.startswith("http")
    assert told(access.name) == "No Conditional Access policy applied"
    assert report(walked).every == 0


def test_the_policy_that_stopped_a_login_is_named(walked: Walked) -> None:
    walked.tenant.scenarios.blocked_by_policy = POLICY
    said = stopped(walked)
    walked.tenant.scenarios.blocked_by_policy = ""
    assert "AADSTS53003" in said
    walked.answer("live_login", page_says=said)
    entry, access, policy = logged(walked)
    assert (entry.verdict, "AADSTS53003" in entry.seen) == ("fail", True)
    assert (access.verdict, told(access.name)) == ("fail", "Conditional Access stopped the sign-in")
    assert (policy.verdict, told(policy.name), policy.seen) == ("fail", f"Policy: {POLICY}", "Block")


def test_an_entry_that_comes_late_is_looked_for_again(walked: Walked) -> None:
    said = stopped(walked, "omar.reyes")
    walked.tenant.scenarios.lag_seconds = 600
    walked.answer("live_login", page_says=said)
    (absent,) = logged(walked)
    assert (absent.verdict, "no entry of this sign-in yet" in told(absent)) == ("info", True)
    shown = report(walked)
    assert shown.every
    assert shown.ask
    assert [card.name for card in shown.ask.cards] == ["test_as", "log_again"]
    walked.tenant.scenarios.lag_seconds = 0
    for _ in range(1000):
        walked.answer("live_login", card="log_again")
        if "AADSTS50105" in told(logged(walked)):
            break
    assert "omar.reyes" in told(logged(walked)[0].name)
    walked.answer("live_login", tester="")


def test_without_a_licence_one_quiet_sentence_is_enough(walked: Walked) -> None:
    walked.tenant.scenarios.no_premium = True
    walked.world.sign_ins.read_again()
    walked.person.sign_in_to_test(again(walked))
    (quiet,) = logged(walked)
    assert (quiet.verdict, told(quiet.name)) == (
        "info",
        "The sign-in log is open to programs only in tenants with Entra ID P1.",
    )
    assert report(walked).every == 0
    view = walked.look("live_login")
    assert isinstance(view, Done)
    assert view.ask
    assert "log_again" not in [card.name for card in view.ask.cards]
    walked.tenant.scenarios.no_premium = False


def test_without_the_permission_the_login_counts_all_the_same(tmp_path: Path) -> None:
    with begun(tmp_path) as walked:
        walked.walk("choose_product")
        walked.look("sign_in")
        walked.answer("sign_in", card="least")
        walked.walk(*READY[1:], "live_login")
        (quiet,) = logged(walked)
        assert told(quiet.name) == "The sign-in log may not be read with these permissions."
        walked.walk("finish")
        assert walked.setup.finished
