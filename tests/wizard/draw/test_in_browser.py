"""The page in Chromium: nothing leaves the machine, nothing runs over the edge, and the keyboard is enough."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_engine import SECRET
from playwright.sync_api import Browser, Page, expect
from scenes import SCENES, address

from tests.chromium import chromium

pytestmark = pytest.mark.browser

# Streamlit's own index page sets one variable inline; the policy refuses it and nothing is lost.
KNOWN = "Executing inline script violates"


class Scenes:
    """A server of scenes, and what the browser complained about."""

    def __init__(self, process: subprocess.Popen[str], port: int, page: Page) -> None:
        self._process, self._origin, self.page = process, f"http://localhost:{port}/", page
        self.complaints: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda said: said.type == "error" and self._complain(said.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", lambda request: self._sent(request.url))

    def show(self, scene: str, width: int = 1440, dark: bool = False) -> Page:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{scene}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "ready\n"
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(self._origin + address(scene))
        expect(self.page.locator(".level-1")).to_be_visible(timeout=20_000)
        expect(self.page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=20_000)
        return self.page

    def _complain(self, said: str) -> None:
        if not said.startswith(KNOWN):
            self.complaints.append(said)

    def _sent(self, url: str) -> None:
        if not url.startswith((self._origin, "data:", "blob:")):
            self.outside.append(url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def scenes(browser: Browser) -> Iterator[Scenes]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, str(Path(__file__).with_name("serve_scene.py")), str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(link)
        yield Scenes(process, port, page)
        context.close()
        process.terminate()


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


def test_a_secret_is_dots_until_it_is_asked_for_and_copies_whole(scenes: Scenes) -> None:
    page = scenes.show("hand")
    page.get_by_role("button", name="Copy Client secret").click()
    assert page.evaluate("navigator.clipboard.readText()") == SECRET
    expect(page.get_by_text(SECRET)).to_have_count(0)
    page.get_by_role("button", name="Show Client secret").click()
    expect(page.get_by_text(SECRET)).to_be_visible()


def test_the_primary_action_of_a_long_plan_is_in_view(scenes: Scenes) -> None:
    page = scenes.show("plan")
    expect(page.get_by_role("button", name="Make these 4 changes")).to_be_in_viewport()


def test_the_fonts_are_the_ones_that_come_along(scenes: Scenes) -> None:
    page = scenes.show("hand")
    loaded = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(f => f.family + ' ' + f.status))")
    assert {"Inter loaded", "JetBrains Mono loaded"} <= {name.replace('"', "") for name in loaded}
