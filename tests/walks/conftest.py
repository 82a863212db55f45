"""A fresh program and a fresh browser for each walk, and the table of counted actions at the end of the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.chromium import chromium

from .program import Program


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    outside: list[str] = []
    made.on("request", lambda request: outside.append(request.url) if not _local(request.url) else None)
    yield made
    made.close()
    assert not outside, "the page asked for something that is not on this machine"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    started = Program(tmp_path / "wizard")
    yield started
    started.stop()


def _local(url: str) -> bool:
    return url.startswith(("http://localhost", "http://127.0.0.1", "ws://localhost", "data:", "blob:", "about:"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the counted actions beside today's. Reports carry them, so that this works with several processes."""
    rows = [
        dict(value)
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", ())
        if name == "actions"
    ]
    if rows:
        terminalreporter.write_sep("-", "human actions: today by the vendor's document, and with the wizard")
        for row in sorted(rows, key=lambda row: str(row["product"])):
            terminalreporter.write_line("  ".join(f"{name} {value}" for name, value in row.items()))
