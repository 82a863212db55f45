"""`sso-wizard open` in a process of its own, and what a browser then finds."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bundle_sources import SEEN, source
from playwright.sync_api import Browser, Locator, Page, expect
from prepared_files import GOOD

from steps.model.problems import Problem
from tests.chromium import chromium
from tests.wizard.walked import begun
from wizard.bundle.make import bundle_file
from wizard.bundle.read import read
from wizard.recipes import RecipeShelf

SHELF = RecipeShelf()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@contextmanager
def opened(file: Path, folder: Path, *options: str) -> Iterator[str]:
    """`sso-wizard open FILE` in a process of its own: the one-time link that it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "wizard",
        "open",
        str(file),
        "--no-browser",
        "--port",
        port,
        "--data",
        str(folder),
    ]
    log = folder.parent / f"log-{time.monotonic_ns()}"
    with log.open("w") as out:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        quiet = {"stdout": out, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        process = subprocess.Popen([*command, "--data", str(folder), *options], **quiet, env=environment)
    try:
        yield _link(process, log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert "Traceback" not in log.read_text(), log.read_text()


def _link(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := re.search(r"http://localhost:\d+/enter/\S+", log.read_text()):
            return found[0]
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    raise TimeoutError(log.read_text())


@contextmanager
def visited(browser: Browser, link: str, width: int = 1440) -> Iterator[tuple[Page, list[str]]]:
    """The page behind a link, and every request of it that leaves for elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, outside = context.new_page(), list[str]()
    ours = (link.partition("/enter/")[0], "data:", "blob:")
    page.on("request", lambda request: request.url.startswith(ours) or outside.append(request.url))
    page.goto(link)
    expect(page.locator(".level-1").first).to_be_visible(timeout=30_000)
    yield page, outside
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_support_opens_a_bundle_where_the_customer_is_stuck(browser: Browser, tmp_path: Path, width: int) -> None:
    with begun(tmp_path / "customer") as walked:
        walked.begin_reading_least()
        walked.tenant.scenarios.secrets_forbidden = True
        with pytest.raises(Problem, match="secret-forbidden"):
            walked.confirm("register_app")
        name, content = bundle_file(walked.engine.source(walked.setup.id), mask=False)
    (tmp_path / name).write_bytes(content)
    with opened(tmp_path / name, tmp_path / "support") as link, visited(browser, link, width) as (page, outside):
        expect(page.get_by_text("Read-only: what the customer sees")).to_be_visible()
        expect(page.get_by_role("heading", name="Register the app", level=1)).to_be_visible()
        expect(page.get_by_text("Progress so far")).to_be_visible()
        overflow = "main => main.scrollWidth - main.clientWidth"
        assert page.get_by_test_id("stMain").evaluate(overflow) <= 0
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_text("Read-only: what the customer sees")).to_be_visible()
        assert outside == []
    # Nothing was kept on this machine.
    assert not (tmp_path / "support").exists()


@pytest.mark.browser
def test_a_hostile_bundle_is_text_and_leads_nowhere(browser: Browser, tmp_path: Path) -> None:
    evil = '<img src=x onerror="document.title=1"> ![x](https://evil.example/i.png) [click](https://evil.example)'
    data = json.loads(bundle_file(source({"register_app": SEEN["grant_access"]}), mask=False)[1])
    view = data["steps"]["register_app"]["view"]
    view["report"] |= {"title": evil, "text": evil}
    view["tasks"][0] |= {"where": evil, "do": evil, "link": "https://evil.example/"}
    view["tasks"][0]["values"][0] |= {"label": evil, "text": evil}
    view["notes"] = [evil]
    view["ask"]["fields"][0] |= {"label": evil, "help": evil, "shown": evil}
    view["ask"]["cards"] = [{"name": "x", "title": evil, "text": evil, "note": evil}]
    data["cloud"] = data["program"]["version"] = evil
    file = tmp_path / "evil.ssobundle"
    file.write_text(json.dumps(data))
    with opened(file, tmp_path / "support") as link, visited(browser, link) as (page, outside):
        expect(page.get_by_text("onerror").first).to_be_visible()
        assert page.locator(".findings li").first.get_attribute("class") == "fail"
        assert page.locator('a[href*="evil.example"], img[src*="evil"], img[src="x"]').count() == 0
        assert outside == []
        assert page.title().endswith("SSO Wizard")


def download(dialog: Locator, button: str, file: Path) -> str:
    """Press a download button and keep the file; returns the name it came with."""
    with dialog.page.expect_download() as taken:
        dialog.get_by_role("button", name=button).click()
    taken.value.save_as(file)
    return taken.value.suggested_filename


@pytest.mark.browser
def test_a_customer_opens_a_prepared_setup_and_takes_a_bundle(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "acme.ssosetup"
    file.write_text(GOOD.replace("by_hand = true", "by_hand = false"))
    with opened(file, tmp_path / "data", "--practice") as link, visited(browser, link) as (page, _):
        expect(page.get_by_role("heading", name="Sign in to Microsoft Entra ID", level=1)).to_be_visible()
        expect(page.get_by_text("Please call us before the last step.")).to_be_visible()
        page.get_by_role("button", name="Export").first.click()
        dialog = page.get_by_role("dialog")
        download(dialog, "Bundle for support", tmp_path / "plain.ssobundle")
        bundle_name = download(dialog, "Bundle with names and IDs masked", tmp_path / "taken.ssobundle")
        setup_name = download(dialog, "Prepared setup", tmp_path / "again.ssosetup")
    assert read(tmp_path / "plain.ssobundle", SHELF).fault is None
    found = read(tmp_path / "taken.ssobundle", SHELF)
    assert found.document.masked
    assert "sign_in" in found.seen
    assert "acme.example" not in (tmp_path / "taken.ssobundle").read_text()
    again_text = (tmp_path / "again.ssosetup").read_text()
    assert 'domains = [\n  "acme.example",\n  "acme.test",\n]' in again_text
    assert bundle_name.endswith(".ssobundle")
    assert setup_name == "sekoia.ssosetup"
