"""Ticks in Chromium: kept at once, taken back when they could not be kept, by mouse and keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from samples_by_hand import MANY
from showing import Scenes

pytestmark = pytest.mark.browser


def box(page: Page, number: int) -> Locator:
    """The box of the action with this number."""
    return page.get_by_role("checkbox", name="Done", exact=True).nth(number - 1)


def test_a_tick_is_kept_and_a_second_click_takes_it_back(scenes: Scenes) -> None:
    page = scenes.show("guide")
    box(page, 5).click()
    expect(page.get_by_text("4 of 14 done")).to_be_visible()
    page.reload()
    expect(page.locator(".instruction.ticked")).to_have_count(4)
    expect(box(page, 5)).to_be_checked()
    box(page, 5).click()
    expect(page.get_by_text("3 of 14 done")).to_be_visible()
    expect(page.locator(".instruction.ticked")).to_have_count(3)


def test_a_list_is_ticked_off_with_the_keyboard(scenes: Scenes) -> None:
    page = scenes.show("secret")
    box(page, 1).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 of 2 done")).to_be_visible()
    expect(box(page, 1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("2 of 2 done")).to_be_visible()


def test_a_tick_that_could_not_be_kept_is_taken_back_and_explained(scenes: Scenes) -> None:
    page = scenes.show("unticked")
    box(page, 2).click()
    expect(page.get_by_role("alert").first).to_contain_text("The local file cannot be written.")
    expect(box(page, 2)).not_to_be_checked()
    expect(page.get_by_text("0 of 14 done")).to_be_visible()


def test_a_box_is_described_by_its_action(scenes: Scenes) -> None:
    page = scenes.show("guide")
    expect(box(page, 4)).to_have_accessible_description("Select Register. The Overview page of the new app opens.")


def test_a_wait_that_is_over_has_its_own_words(scenes: Scenes) -> None:
    page = scenes.show("hand")
    page.get_by_role("checkbox", name="This has happened", exact=True).click()
    expect(page.get_by_text("2 of 3 done")).to_be_visible()


def test_what_is_typed_below_stays_while_actions_are_ticked(scenes: Scenes) -> None:
    page = scenes.show("guide")
    area = page.get_by_role("textbox", name="Manifest or Overview page")
    area.fill("half of a manifest")
    box(page, 6).click()
    expect(page.get_by_text("4 of 14 done")).to_be_visible()
    expect(area).to_have_value("half of a manifest")


def test_forty_actions_answer_at_once(scenes: Scenes) -> None:
    page = scenes.show("many")
    expect(page.locator(".instruction")).to_have_count(len(MANY))
    for number in (1, 20, 40):
        box(page, number).click()
        # A second is what a person takes for at once; the machine may be busy with other tests besides.
        expect(page.locator(".instruction.ticked").nth((1, 20, 40).index(number))).to_be_visible(timeout=2_000)
    expect(page.get_by_text("3 of 40 done")).to_be_visible()
