"""Where a page begins in Chromium: a new one at its top, bad news in view, and no field under the foot."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from showing import Scenes

pytestmark = pytest.mark.browser

COVERED = """element => {
    const box = element.getBoundingClientRect()
    return !element.contains(document.elementFromPoint(box.x + box.width / 2, box.bottom - 2))
}"""

LONGER = """() => {
    const main = document.querySelector('[data-testid="stMain"]')
    return main.clientHeight <= 420 && main.scrollHeight - main.clientHeight > 100
}"""


def low(scenes: Scenes, scene: str) -> Page:
    """The scene in a window so low that every page is longer than it."""
    page = scenes.show(scene)
    page.set_viewport_size({"width": 1440, "height": 420})
    page.wait_for_function(LONGER)
    # The page scrolls to its own top a moment after it is drawn; nobody is at its foot by then.
    page.wait_for_timeout(300)
    return page


def scrolled(page: Page) -> float:
    return float(page.get_by_test_id("stMain").evaluate("main => main.scrollTop"))


def press(button: Locator) -> None:
    """Press a button at the foot of a page, seen from down there."""
    button.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    assert scrolled(button.page) > 100
    button.click()


def test_a_new_step_begins_at_its_top(scenes: Scenes) -> None:
    page = low(scenes, "hand")
    press(page.get_by_role("button", name="I have done all of this"))
    title = page.get_by_role("heading", name="Test the login", level=1)
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport(ratio=1)
    assert scrolled(page) == 0


def test_a_step_with_another_title_begins_at_its_top(scenes: Scenes) -> None:
    page = low(scenes, "taken_over")
    press(page.get_by_role("button", name="I'll do this by hand"))
    title = page.get_by_role("heading", name="Name your tenant", level=1)
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport(ratio=1)
    assert scrolled(page) == 0


def test_the_same_page_stays_where_it_is(scenes: Scenes) -> None:
    page = low(scenes, "guide")
    box = page.get_by_role("checkbox", name="Done", exact=True).nth(11)
    box.scroll_into_view_if_needed()
    before = scrolled(page)
    assert before > 100
    box.click()
    expect(page.get_by_text("4 of 14 done")).to_be_attached()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    assert scrolled(page) == before


def test_a_report_of_what_differs_comes_into_view_once(scenes: Scenes) -> None:
    page = low(scenes, "compared")
    press(page.get_by_role("button", name="Compare", exact=True))
    report = page.get_by_role("alert")
    expect(report).to_be_in_viewport(ratio=1)
    assert not report.evaluate(COVERED)
    box = page.get_by_role("checkbox", name="Done", exact=True).nth(11)
    box.click()
    expect(page.get_by_text("1 of 14 done")).to_be_attached()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    expect(report).not_to_be_in_viewport()


def test_a_refused_field_comes_into_view(scenes: Scenes) -> None:
    page = low(scenes, "refused")
    press(page.get_by_role("button", name="Try it with Entra"))
    refusal = page.get_by_role("alert")
    expect(refusal).to_be_in_viewport(ratio=1)
    assert not refusal.evaluate(COVERED)


def test_no_field_is_under_the_foot(scenes: Scenes) -> None:
    page = low(scenes, "secret")
    fields = page.locator('[data-testid="stTextInput"], [data-testid="stDateInput"]')
    expect(fields).to_have_count(2)
    for field in fields.all():
        field.evaluate("element => element.scrollIntoView({ block: 'end' })")
        assert not field.evaluate(COVERED)
