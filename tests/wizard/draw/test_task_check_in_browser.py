"""A look of its own beside a task, in Chromium: it is seen under way, and then what it found, without a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from samples_records import DOMAINS
from showing import Scenes

pytestmark = pytest.mark.browser


def test_a_look_is_seen_under_way_and_then_its_findings_worst_first(scenes: Scenes) -> None:
    page = scenes.show("records")
    button = page.get_by_role("button", name="Check now")
    button.click()
    expect(page.get_by_text("Asking the DNS")).to_be_visible()
    expect(button).to_be_disabled()
    found = page.locator("ul.findings > li")
    expect(found).to_have_count(len(DOMAINS), timeout=10_000)
    expect(found.nth(0)).to_contain_text(f"{DOMAINS[1]}: The TXT record has another value than this setup needs.")
    expect(found.nth(0)).to_contain_text("It ends in -saml")
    expect(found.nth(1)).to_contain_text(f"{DOMAINS[2]}: The domain has no TXT record.")
    expect(found.nth(2)).to_contain_text(f"{DOMAINS[0]}: Your resolver sees the TXT record.")
    expect(page.get_by_text("Looked up at")).to_be_visible()
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_text("Asking the DNS")).to_be_visible()
    expect(found).to_have_count(len(DOMAINS), timeout=10_000)


def test_a_look_under_way_keeps_nobody_from_ticking(scenes: Scenes) -> None:
    page = scenes.show("records")
    page.get_by_role("button", name="Check now").click()
    page.get_by_role("checkbox", name="Done", exact=True).click()
    expect(page.get_by_text("1 of 2 done")).to_be_visible()
    expect(page.locator("ul.findings > li")).to_have_count(len(DOMAINS), timeout=10_000)
    assert scenes.complaints == []
