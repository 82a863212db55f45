"""A person's hands in the browser, which count what they do.

One action is one click, one field typed, or one copy. A sign-in counts once, whatever happens on Microsoft's pages,
as in the counts of today's procedures; what was done there is counted apart. Enter in a field belongs to typing it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Locator, Page, expect

PATIENCE = 30_000
"""Milliseconds that anything may take; two test processes share two cores."""


CLIPBOARD = """patience => Promise.race([
    navigator.clipboard.readText(),
    new Promise((_, fail) => setTimeout(() => fail(new Error("the clipboard does not answer")), patience)),
])"""


class Hands:
    """Acts on the wizard's page and counts."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self.page = context.new_page()
        self.did: Counter[str] = Counter()
        self._inside = False

    def click(self, name: str, role: str = "button", exact: bool = True) -> None:
        """Click the one thing of this name."""
        self._count("click")
        self._find(role, name, exact).click(timeout=PATIENCE)

    def click_matching(self, name: re.Pattern[str]) -> None:
        """Click the one button whose name matches."""
        self._count("click")
        self.page.get_by_role("button", name=name).click(timeout=PATIENCE)

    def tick_next(self, name: str) -> None:
        """Tick the first box of this name that is not ticked yet, and wait until the page has taken it."""
        self._count("click")
        open_ = self.page.get_by_role("checkbox", name=name, exact=True, checked=False)
        expect(open_.first).to_be_attached(timeout=PATIENCE)
        ticked = self.page.locator(".instruction.ticked")
        before = ticked.count()
        open_.first.click(timeout=PATIENCE)
        expect(ticked).to_have_count(before + 1, timeout=PATIENCE)

    def download_file(self, name: str) -> str:
        """Download the generated file of this name; returns its text."""
        row = self.page.locator('[class*="st-key-file-"]').filter(has=self.page.get_by_text(name, exact=True))
        with self.page.expect_download(timeout=PATIENCE) as download:
            row.get_by_role("button", name="Download", exact=True).click(timeout=PATIENCE)
        assert download.value.suggested_filename == name
        self._count("file")
        return download.value.path().read_text("utf-8")

    def type(self, label: str, text: str, enter: bool = False) -> None:
        """Type into the field of this label."""
        self._count("typed")
        field = self.page.get_by_role("textbox", name=label, exact=True)
        field.fill(text, timeout=PATIENCE)
        if enter:
            field.press("Enter")

    def paste(self, label: str, text: str) -> None:
        """Paste a whole text into the field of this label."""
        self._count("pasted")
        self.page.get_by_role("textbox", name=label, exact=True).fill(text, timeout=PATIENCE)

    def settled(self) -> None:
        """Wait until the page has drawn what it is about to draw."""
        expect(self.page.locator(".stApp[data-test-script-state='notRunning']")).to_be_attached(timeout=PATIENCE)

    def copy(self, label: str, number: int = 1) -> str:
        """Press the copy button of this value, the first or a later one; returns what is on the clipboard then.

        A secret is sent only when it is asked for: the button says when it is there.
        """
        self._count("copy")
        button = self._find("button", f"Copy {label}", exact=True).nth(number - 1)
        expect(button).to_have_text("Copy", timeout=PATIENCE)
        button.click(timeout=PATIENCE)
        expect(button).to_have_text("Copied", timeout=PATIENCE)
        return self.clipboard()

    def clipboard(self) -> str:
        """What is on the clipboard. Chromium gives it to the page in front only, and lets any other wait for ever."""
        self.page.bring_to_front()
        return str(self.page.evaluate(CLIPBOARD, PATIENCE))

    def download(self, name: str, counted: str = "file") -> tuple[str, bytes]:
        """Press a download button; returns the file's name and its content."""
        self._count(counted)
        with self.page.expect_download(timeout=PATIENCE) as download:
            self._find("button", name, exact=False).first.click(timeout=PATIENCE)
        return download.value.suggested_filename, download.value.path().read_bytes()

    @contextmanager
    def signing_in(self, opener: str) -> Iterator[Page]:
        """One sign-in: open it in a new tab and do there what must be done."""
        self._count("sign-in")
        with self._context.expect_page(timeout=PATIENCE) as opened:
            self._find("link", opener, exact=True).click(timeout=PATIENCE)
        self._inside = True
        yield opened.value
        self._inside = False
        if not opened.value.is_closed():
            opened.value.close()

    def there(self, tab: Page, role: str, name: str, text: str = "") -> None:
        """Do something on Microsoft's pages: click it, or type the text into it."""
        self._count("")
        found = tab.get_by_role(role, name=name, exact=False)
        expect(found.first).to_be_visible(timeout=PATIENCE)
        found.first.fill(text) if text else found.first.click()

    def sees(self, heading: str) -> None:
        """Wait until the page has this title."""
        expect(self.page.get_by_role("heading", name=heading, level=1)).to_be_visible(timeout=PATIENCE)

    @property
    def actions(self) -> int:
        """What counts: everything but what was done on Microsoft's pages."""
        return sum(count for kind, count in self.did.items() if kind != "on Microsoft's pages")

    def _find(self, role: str, name: str, exact: bool) -> Locator:
        return self.page.get_by_role(role, name=name, exact=exact)

    def _count(self, kind: str) -> None:
        self.did["on Microsoft's pages" if self._inside or not kind else kind] += 1
