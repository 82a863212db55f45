"""A browser for each file, and a fresh context of it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from loopback_only import is_here
from playwright.sync_api import Browser, Page

from tests.chromium import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has no cookies yet."""
    context = browser.new_context()
    outside: list[str] = []
    context.on(
        "request", lambda asked: outside.append(asked.url) if not is_here(urlsplit(asked.url).hostname) else None
    )
    yield context.new_page()
    context.close()
    assert not outside, "a page asked for something that is not on this machine"
