"""The page that explains errors in Chromium: what is pasted is answered, and the way out leads to the step."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from showing import Scenes
from test_screen_share import READABLE

from wizard.text import sentences

pytestmark = pytest.mark.browser

FIXED_IN = {
    "AADSTS50011": "register_app",
    "AADSTS50105": "grant_access",
    "AADSTS7000222": "make_secret",
    "AADSTS900144": "configure_product",
    "AADSTS50059": "collect_endpoints",
    "AADSTS70020": "sign_in",
    "Authorization_RequestDenied": "check_tenant",
    "access_denied": "register_app",
}


def explain(page: Page, pasted: str) -> None:
    page.get_by_role("textbox").fill(pasted)
    page.get_by_role("button", name="Explain").click()
    expect(page.locator(".answer").first).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(("code", "step"), FIXED_IN.items())
def test_the_fix_of_an_error_leads_to_its_step(scenes: Scenes, code: str, step: str) -> None:
    page = scenes.show("doctor")
    explain(page, f"It said {code}: something.\nCorrelation Id: 7000215a-0000-4000-8000-000000050105")
    title = sentences()[f"step.{step}.title"]
    page.get_by_role("link", name=f"Go to “{title}”").first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=20_000)
    assert len(page.context.pages) == 1
    page.go_back()
    expect(page.get_by_role("heading", name="What does this error mean?")).to_be_visible(timeout=20_000)
    assert (scenes.complaints, scenes.outside) == ([], [])


@pytest.mark.parametrize("width", [1440, 390])
def test_an_answer_fits_and_is_read_aloud(scenes: Scenes, width: int) -> None:
    page = scenes.show("doctor alone", width, dark=width == 390)
    explain(page, f"AADSTS50011: The redirect URI 'https://{'a' * 300}.example/cb' specified. AADSTS99999")
    expect(page.get_by_role("status").filter(has_text="AADSTS50011")).to_be_visible()
    expect(page.get_by_role("link", name="What Microsoft says about it: AADSTS99999")).to_be_visible()
    expect(page.get_by_role("textbox", name="Error message or number")).to_be_visible()
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 0


def test_the_keyboard_is_enough(scenes: Scenes) -> None:
    page = scenes.show("doctor alone")
    page.get_by_role("textbox").focus()
    page.keyboard.type("AADSTS50105")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The person is not assigned to the application.")).to_be_visible()


def test_nobody_who_looks_on_reads_what_was_pasted(scenes: Scenes) -> None:
    page = scenes.show("doctor alone")
    page.get_by_text("Screen-share mode", exact=True).click()
    expect(page.get_by_text("Names, IDs, addresses and secrets are hidden.")).to_be_visible(timeout=20_000)
    explain(
        page, "AADSTS50011: The redirect URI 'https://wiki.tapir.internal/cb' specified by 'jerboa@tapir.example'"
    )
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=20_000)
    said = page.evaluate(READABLE)
    assert "aadsts50011" in said
    assert "tapir" not in said
    assert "jerboa" not in said
