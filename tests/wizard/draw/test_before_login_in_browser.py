"""In Chromium: a proposal beside what else was found, and a sign-in that asks what Microsoft's page says."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from showing import Scenes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_a_proposal_offers_another_tester_and_shows_what_it_does_not_mend(scenes: Scenes, width: int) -> None:
    page = scenes.show("proposed", width)
    expect(page.get_by_role("button", name="Test as somebody else")).to_be_visible()
    expect(page.get_by_text("mail: –")).to_be_visible()
    expect(page.get_by_role("button", name="Make these 2 changes")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_sign_in_that_does_not_come_back_asks_by_itself_and_offers_other_ways(scenes: Scenes, width: int) -> None:
    page = scenes.show("code", width)
    expect(page.get_by_role("button", name="Explain")).to_be_hidden()
    page = scenes.show("overdue sign-in", width)
    expect(page.get_by_text("Nothing has come back for a minute. What does the page say?")).to_be_visible()
    expect(page.get_by_role("textbox", name="What does the page say?")).to_be_visible()


def test_a_sign_in_that_was_stopped_says_who_can_sign_in_and_how_else(scenes: Scenes) -> None:
    page = scenes.show("stopped sign-in")
    expect(page.get_by_text("Sign in as an Application Administrator, a Cloud")).to_be_visible()
    page.get_by_role("button", name="Sign in again").click()
