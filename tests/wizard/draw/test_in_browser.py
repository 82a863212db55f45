"""The page in Chromium: nothing leaves the machine, nothing runs over the edge, and the keyboard is enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from scenes import SCENES
from showing import Scenes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scene", SCENES)
def test_a_page_is_quiet_stays_here_and_fits(scenes: Scenes, scene: str, width: int) -> None:
    page = scenes.show(scene, width, dark=width == 390)
    overflow = "main => main.scrollWidth - main.clientWidth"
    assert page.get_by_test_id("stMain").evaluate(overflow) <= 0
    assert (scenes.complaints, scenes.outside) == ([], [])
    assert page.title().endswith("SSO Wizard")


def test_a_phone_names_the_way_to_the_other_steps(scenes: Scenes) -> None:
    page = scenes.show("plan", 390)
    page.get_by_text("All steps").click()
    page.get_by_role("button", name="Check the tenant").click()
    expect(page.get_by_role("heading", name="Check the tenant")).to_be_visible()


def test_a_product_is_chosen_with_the_keyboard_alone(scenes: Scenes) -> None:
    page = scenes.show("cards")
    page.get_by_role("button", name="Matillion").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("This step is done")).to_be_visible()


def test_the_keyboard_begins_at_the_title_of_a_new_step(scenes: Scenes) -> None:
    page = scenes.show("plan")
    page.get_by_role("navigation").get_by_role("button", name="Check the tenant").click()
    expect(page.get_by_role("heading", name="Check the tenant", level=1)).to_be_focused()


def test_enter_submits_and_a_refusal_keeps_what_was_typed(scenes: Scenes) -> None:
    page = scenes.show("ask")
    field = page.get_by_role("textbox", name="Organization on the Hub")
    field.fill("acme data")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Use letters, digits, hyphens")
    expect(field).to_have_value("acme data")


def test_what_is_typed_stays_when_another_field_appears(scenes: Scenes) -> None:
    page = scenes.show("ask")
    page.get_by_role("textbox", name="Organization on the Hub").fill("acme")
    page.get_by_role("radio", name="Enterprise").click()
    expect(page.get_by_role("textbox", name="Own host name")).to_be_visible()
    expect(page.get_by_role("textbox", name="Organization on the Hub")).to_have_value("acme")


def test_a_plan_is_adjusted_with_the_keyboard_and_refused_at_the_field(scenes: Scenes) -> None:
    page = scenes.show("adjust")
    page.get_by_text("Change what is planned").click()
    page.get_by_role("radio", name="Everyone in the tenant").click()
    people = page.get_by_role("textbox", name="People and groups")
    expect(people).to_have_count(0)
    page.get_by_role("radio", name="Only assigned people and groups").click()
    people.fill("nobody@contoso.example")
    people.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("nobody@contoso.example")
    expect(people).to_have_value("nobody@contoso.example")


def test_the_primary_action_of_a_long_plan_is_in_view(scenes: Scenes) -> None:
    page = scenes.show("plan")
    expect(page.get_by_role("button", name="Make these 4 changes")).to_be_in_viewport()


def test_the_fonts_are_the_ones_that_come_along(scenes: Scenes) -> None:
    page = scenes.show("hand")
    loaded = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(f => f.family + ' ' + f.status))")
    assert {"Inter loaded", "JetBrains Mono loaded"} <= {name.replace('"', "") for name in loaded}
