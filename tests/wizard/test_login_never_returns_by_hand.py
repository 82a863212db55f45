"""A test login that Microsoft stops, explained to somebody without rights in Graph: only what was pasted is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from by_hand_setup import TESTER, ByHand, bench, told
from stopped_login import MISMATCH, NOT_ASSIGNED, OTHER_ID, REGISTERED, UNKNOWN_APP, offered, paste, wrong

from steps.model.views import Open
from wizard.practice.people import DOMAIN
from wizard.text import text


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ByHand]:
    """One setup before its test login; whatever was pasted, in the end it passes."""
    with bench(tmp_path_factory.mktemp("by_hand")) as made:
        setup = made.ready
        yield setup
        offered(setup)
        setup.walk("live_login")
        assert setup.setup.login


def test_an_address_that_differs_is_shown_beside_the_registered_one(ready: ByHand) -> None:
    (found,) = wrong(paste(ready, MISMATCH, uri=f"{REGISTERED}/"))
    assert found.beside
    assert (found.seen, text(found.beside.text)) == (f"{REGISTERED}/", REGISTERED)
    assert text(found.beside.label) == "Registered under Web"


def test_the_tests_own_address_is_tried_again_before_anybody_signs_in(ready: ByHand) -> None:
    (found,) = wrong(paste(ready, MISMATCH, uri=ready.person.callback))
    assert "“Test again”" in told(found)


def test_another_app_is_told_from_ours(ready: ByHand) -> None:
    (found,) = wrong(paste(ready, UNKNOWN_APP, app=OTHER_ID))
    assert found.seen == OTHER_ID


def test_a_person_who_is_not_assigned_tests_once_that_was_confirmed(ready: ByHand) -> None:
    report = paste(ready, NOT_ASSIGNED, user=f"omar.reyes@{DOMAIN}")
    (found,) = wrong(report)
    assert (found.verdict, found.seen, found.step) == ("fail", f"omar.reyes@{DOMAIN}", "grant_access")
    # Nobody reads the log for them: where to look is said once.
    assert "Look there for the correlation ID." in told(report)
    assert whoever_tests(ready) == TESTER
    paste(ready, NOT_ASSIGNED, user=f"omar.reyes@{DOMAIN}")
    ready.answer("live_login", card="test_as")
    assert whoever_tests(ready, again=False) == f"omar.reyes@{DOMAIN}"
    ready.answer("live_login", tester="")
    assert whoever_tests(ready, again=False) == TESTER
    assert ready.setup.choices["tester"] == TESTER, "the page of the tenant keeps its answer"


def test_an_assigned_person_is_not_told_to_be_assigned(ready: ByHand) -> None:
    (found,) = wrong(paste(ready, NOT_ASSIGNED, user=TESTER.upper()))
    assert (found.verdict, found.step) == ("warn", "")
    assert "This account is assigned" in told(found)


def whoever_tests(ready: ByHand, *, again: bool = True) -> str:
    """Whom the page of the login names, after "Test again"."""
    if again:
        ready.answer("live_login")
    view = ready.look("live_login")
    assert isinstance(view, Open)
    (who,) = view.values
    return str(who.text)
