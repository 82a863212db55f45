"""The client secret in Chromium: it comes when it is asked for, for that one redraw, and not before or after."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from fake_engine import SECRET
from playwright.sync_api import Page, expect
from showing import Scenes

pytestmark = pytest.mark.browser

# Text and attributes, through all shadow roots.
IN_PAGE = """(secret) => {
  const within = (node) =>
    (node.nodeType === 3 && node.data.includes(secret)) ||
    [...(node.attributes ?? [])].some((it) => it.value.includes(secret)) ||
    [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].some(within)
  return within(document.documentElement)
}"""
FIELD = b'{"label": "Client secret"'


def in_page(page: Page) -> bool:
    return bool(page.evaluate(IN_PAGE, SECRET))


def in_data(scenes: Scenes) -> bool:
    """Whether the field was given the secret when it was last drawn."""
    given = [message for message in scenes.heard if FIELD in message]
    return SECRET.encode() in given[-1]


def sent(scenes: Scenes) -> int:
    """How many messages to this page held the secret."""
    return sum(SECRET.encode() in message for message in scenes.heard)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def until(page: Page, true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)  # what is sent is heard only meanwhile


def quiet(page: Page) -> None:
    """Wait until nothing is sent any more."""
    page.wait_for_timeout(700)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()


def shown(scenes: Scenes, scene: str) -> Page:
    scenes.heard.clear()
    page = scenes.show(scene)
    expect(page.get_by_role("button", name="Copy Client secret")).to_be_visible()
    return page


@pytest.mark.parametrize("scene", ["hand", "handed"])
def test_the_secret_is_not_in_the_browser_before_it_is_asked_for(scenes: Scenes, scene: str) -> None:
    page = shown(scenes, scene)
    quiet(page)
    assert (sent(scenes), in_data(scenes), in_page(page)) == (0, False, False)


@pytest.mark.parametrize("scene", ["hand", "handed"])
def test_one_click_copies_it_whole_and_leaves_nothing_behind(scenes: Scenes, scene: str) -> None:
    page = shown(scenes, scene)
    press(page, "Copy Client secret")
    expect(page.get_by_role("button", name="Copy Client secret")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == SECRET
    until(page, lambda: not in_data(scenes))
    assert (sent(scenes), in_page(page)) == (1, False)
    expect(page.get_by_role("button", name="Copy Client secret")).to_have_text("Copy")


def test_it_is_copied_where_the_clipboard_needs_the_old_way(scenes: Scenes) -> None:
    page = shown(scenes, "hand")
    page.evaluate("navigator.clipboard.writeText('before')")
    page.evaluate("Object.defineProperty(navigator.clipboard, 'write', { value: undefined, configurable: true })")
    press(page, "Copy Client secret")
    expect(page.get_by_role("button", name="Copy Client secret")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == SECRET


def test_hiding_it_takes_it_out_of_the_page_and_it_can_be_shown_again(scenes: Scenes) -> None:
    page = shown(scenes, "hand")
    for _ in range(2):
        press(page, "Show Client secret")
        expect(page.get_by_text(SECRET)).to_be_visible()
        assert in_page(page)
        press(page, "Show Client secret")
        expect(page.get_by_text(SECRET)).to_have_count(0)
        until(page, lambda: not in_data(scenes))
        quiet(page)
        assert not in_page(page)
    assert sent(scenes) == 2


def test_one_that_is_shown_is_copied_without_asking_again(scenes: Scenes) -> None:
    page = shown(scenes, "hand")
    press(page, "Show Client secret")
    expect(page.get_by_text(SECRET)).to_be_visible()
    press(page, "Copy Client secret")
    expect(page.get_by_role("button", name="Copy Client secret")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == SECRET
    expect(page.get_by_text(SECRET)).to_be_visible()
    assert sent(scenes) == 1


def tick(page: Page) -> None:
    page.get_by_role("checkbox", name="This has happened").click()


def leave(page: Page) -> None:
    press(page, "All setups")
    expect(page.get_by_text("Your setups")).to_be_visible()


def come_back(page: Page) -> None:
    leave(page)
    page.go_back()
    expect(page.get_by_role("button", name="Copy Client secret")).to_be_visible()


@pytest.mark.parametrize("act", [tick, leave, come_back, Page.reload])
def test_whatever_else_is_done_takes_it_out_of_the_page(scenes: Scenes, act: Callable[[Page], object]) -> None:
    page = shown(scenes, "hand")
    press(page, "Show Client secret")
    expect(page.get_by_text(SECRET)).to_be_visible()
    act(page)
    quiet(page)
    assert (sent(scenes), in_page(page)) == (1, False)
    assert act is leave or not in_data(scenes)
