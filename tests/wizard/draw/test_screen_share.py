"""Screen-share mode in Chromium: nobody who looks on reads a name, an ID or an address; Copy still copies them."""

from __future__ import annotations

import pytest
from canaries import CANARIES, SHARED, URI
from fake_engine import SECRET
from playwright.sync_api import Page, expect
from showing import Scenes

pytestmark = pytest.mark.browser

# All text and attributes through all shadow roots, but for the addresses of links and what a browser draws as dots.
READABLE = """() => {
  const found = []
  const walk = (node) => {
    if (node.nodeType === 3) return found.push(node.data)
    if (["STYLE", "SCRIPT", "NOSCRIPT"].includes(node.nodeName)) return
    const dots = ["INPUT", "TEXTAREA"].includes(node.nodeName) && (node.type === "password" ||
      getComputedStyle(node).webkitTextSecurity === "disc")
    for (const it of node.attributes ?? []) {
      if (it.name !== "href" && !(dots && it.name === "value")) found.push(it.value)
    }
    if ("value" in node && !dots) found.push(String(node.value))
    if (!(dots && node.nodeName === "TEXTAREA")) node.childNodes.forEach(walk)
    node.shadowRoot?.childNodes.forEach(walk)
  }
  walk(document.documentElement)
  return found.join("\\n").toLowerCase()
}"""


def readable(page: Page) -> set[str]:
    """Which canaries can be read."""
    text = page.evaluate(READABLE)
    return {canary for canary in (*CANARIES, SECRET) if canary.lower() in text}


def switch(page: Page) -> None:
    """The switch of a wide page is in the sidebar, that of a phone behind a named button."""
    if page.viewport_size == {"width": 390, "height": 900} and page.get_by_text("All steps").count():
        page.get_by_text("All steps").click()
    settled(page)
    page.get_by_text("Screen-share mode", exact=True).locator("visible=true").click(timeout=10_000)


def settled(page: Page) -> None:
    """Wait until nothing runs and the page says the same as a moment ago."""
    said = ""
    for _ in range(40):
        page.wait_for_timeout(300)
        expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=20_000)
        before, said = said, page.evaluate(READABLE)
        if said == before:
            return


@pytest.mark.parametrize("scene", SHARED)
def test_nothing_that_tells_whose_it_is_can_be_read(scenes: Scenes, scene: str) -> None:
    page = scenes.show(scene)
    settled(page)
    before = readable(page)
    assert before
    switch(page)
    expect(page.get_by_text("Copy still copies them").locator("visible=true")).to_be_visible()
    settled(page)
    assert readable(page) == set()
    assert "Zebra" not in page.title()
    switch(page)
    expect(page.get_by_text("Copy still copies them")).to_have_count(0)
    settled(page)
    assert readable(page) == before


def test_copy_still_copies_the_true_value(scenes: Scenes) -> None:
    page = scenes.show("shared guide", 390)
    switch(page)
    expect(page.get_by_text("Copy still copies them").locator("visible=true")).to_be_visible()
    settled(page)
    copy = page.get_by_role("button", name="Copy Redirect URI").first
    copy.click()
    expect(copy).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == URI
    assert readable(page) == set()


def test_the_secret_can_be_copied_but_not_shown(scenes: Scenes) -> None:
    page = scenes.show("shared hand")
    expect(page.get_by_role("button", name="Show Client secret")).to_be_visible()
    switch(page)
    copy = page.get_by_role("button", name="Copy Client secret")
    expect(page.get_by_role("button", name="Show Client secret")).to_have_count(0)
    copy.click()
    expect(copy).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == SECRET
    assert readable(page) == set()


def test_a_secret_that_is_shown_is_hidden_by_it(scenes: Scenes) -> None:
    page = scenes.show("shared hand")
    page.get_by_role("button", name="Show Client secret").click()
    expect(page.get_by_text(SECRET)).to_be_visible()
    switch(page)
    expect(page.get_by_text(SECRET)).to_have_count(0)
    settled(page)
    assert readable(page) == set()


def test_the_audit_trail_names_nobody(scenes: Scenes) -> None:
    page = scenes.show("shared plan")
    switch(page)
    expect(page.get_by_text("Copy still copies them").locator("visible=true")).to_be_visible()
    page.get_by_role("button", name="Audit trail").click()
    expect(page.get_by_text("Tamper-evident")).to_be_visible()
    settled(page)
    assert readable(page) == set()


def test_the_qr_code_is_hidden_and_says_when_it_comes(scenes: Scenes) -> None:
    page = scenes.show("shared code")
    expect(page.locator("img.qr")).to_be_visible()
    switch(page)
    expect(page.get_by_text("The QR code is shown when screen-share mode is off.")).to_be_visible()
    expect(page.locator("img.qr")).to_have_count(0)


def test_it_stays_on_from_page_to_page_and_after_a_reload(scenes: Scenes) -> None:
    page = scenes.show("shared plan")
    switch(page)
    expect(page.get_by_text("Copy still copies them").locator("visible=true")).to_be_visible()
    page.get_by_role("button", name="All setups").click()
    expect(page.get_by_text("Your setups")).to_be_visible()
    settled(page)
    assert readable(page) == set()
    page.get_by_role("button", name="Hugging Face").first.click()
    expect(page.get_by_role("heading", name="Register the app")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Register the app")).to_be_visible()
    settled(page)
    assert readable(page) == set()


def test_what_is_typed_meanwhile_is_dots_and_handed_on_as_it_is(scenes: Scenes) -> None:
    page = scenes.show("shared ask")
    switch(page)
    expect(page.get_by_text("Copy still copies them").locator("visible=true")).to_be_visible()
    field = page.get_by_role("textbox", name="Organization")
    field.fill("zebra-corp")
    settled(page)
    assert readable(page) == set()
    expect(field).to_have_value("zebra-corp")
