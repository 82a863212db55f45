"""The page of the test login in Chromium: the clock runs, and after a minute it asks without taking anything away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from showing import Scenes

pytestmark = pytest.mark.browser

ASKS = "Nothing has come back for a minute. What does the page say?"


def test_the_clock_runs_while_the_page_waits(scenes: Scenes) -> None:
    page = scenes.show("under way")
    clock = page.get_by_text(re.compile(r"opened 0:\d\d ago"))
    before = clock.inner_text()
    expect(clock).not_to_have_text(before)
    expect(page.get_by_role("link", name="Sign in to test")).to_have_count(0)
    expect(page.get_by_role("button", name="Explain")).to_be_hidden()


def test_after_a_minute_the_page_asks_and_what_was_being_typed_stays(scenes: Scenes) -> None:
    page = scenes.show("nearly overdue")
    page.get_by_text("Microsoft shows an error and does not come back?").click()
    field = page.get_by_role("textbox", name="What does the page say?")
    field.press_sequentially("AADSTS50")
    expect(page.get_by_text(ASKS)).to_be_visible(timeout=20_000)
    expect(field).to_have_value("AADSTS50")
    field.press_sequentially("011")
    page.get_by_role("button", name="Explain").click()
    expect(page.get_by_role("heading", name="Finish and hand over")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_an_overdue_login_asks_in_view_and_opens_by_itself(scenes: Scenes, width: int) -> None:
    page = scenes.show("overdue", width)
    expect(page.get_by_text(ASKS)).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="What does the page say?")).to_be_visible()
    expect(page.get_by_role("button", name="Start the test login again")).to_be_visible()


def test_waiting_for_entra_says_how_it_goes(scenes: Scenes) -> None:
    page = scenes.show("proving")
    expect(page.get_by_text("Asked 3 times")).to_be_visible()
    expect(page.get_by_text("Still spreading. Entra said last: AADSTS7000215")).to_be_visible()


def test_what_mends_it_leads_back_to_the_test_login(scenes: Scenes) -> None:
    page = scenes.show("mended")
    page.get_by_role("link", name="Go to “Decide who may sign in”").click()
    expect(page.get_by_role("heading", name="Decide who may sign in", level=1)).to_be_visible()
    page.get_by_role("button", name="Continue with “Test the login”").click()
    expect(page.get_by_role("heading", name="Test the login", level=1)).to_be_visible()
    expect(page.get_by_text("The address is not registered.")).to_be_visible()


def test_a_stopped_login_is_tested_again_with_one_click(scenes: Scenes) -> None:
    page = scenes.show("stopped login", 390)
    expect(page.get_by_text("Policy: Require a managed device")).to_be_visible()
    page.get_by_role("button", name="Test again").click()
    expect(page.get_by_role("heading", name="Finish and hand over")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_what_will_stop_the_login_stands_above_its_button(scenes: Scenes, width: int) -> None:
    page = scenes.show("offered", width)
    button = page.get_by_role("link", name="Sign in to test")
    banner = page.get_by_text("Look at this before you sign in")
    expect(button).to_be_in_viewport()
    above, below = banner.bounding_box(), button.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    # And what it is, since the findings themselves stand farther down.
    expect(page.locator(".callout").get_by_text("Email address")).to_be_in_viewport()


def test_asking_who_else_tests_has_one_way_back(scenes: Scenes) -> None:
    page = scenes.show("other tester")
    expect(page.get_by_role("button", name="Back to the test login")).to_be_visible()
    expect(page.get_by_role("button", name="Back", exact=True)).to_have_count(0)
