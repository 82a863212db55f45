"""A person who does in the portal what the wizard's page says, sentence by sentence, and nothing else.

What the instructions leave out is left out here, too: then the manifest does not compare, and the walk ends.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from .hands import PATIENCE, Hands
from .portal_actions import ACTIONS


class PortalPerson:
    """Reads the instructions on the wizard's page and follows them in a tab of their own."""

    def __init__(self, hands: Hands, account: str) -> None:
        self._hands, self._account = hands, account
        self._tab: Page | None = None
        self.copied = ""
        """What was copied over there last: a manifest, an overview, a secret."""

    def follow(self, tick: bool = False) -> None:
        """Everything the page asks for, in its order; `tick` ticks each page's first action."""
        self._hands.settled()
        cards = self._hands.page.locator("[class*='st-key-task-']")
        for place in range(cards.count()):
            card = cards.nth(place)
            self._open(card)
            rows = card.locator(".instruction")
            for number in range(rows.count()):
                self._do(rows.nth(number))
            if tick:
                self._hands.page.bring_to_front()
                box = rows.first.get_by_role("checkbox")
                box.click(timeout=PATIENCE)
                expect(box).to_be_checked(timeout=PATIENCE)

    @property
    def tab(self) -> Page:
        assert self._tab is not None
        return self._tab

    def _open(self, card: Locator) -> None:
        # A page behind another draws once a second only.
        self._hands.page.bring_to_front()
        # The tab before stays open, as people leave it: closing one that still loads can hang Chromium.
        with self._hands.page.context.expect_page(timeout=PATIENCE) as opened:
            card.get_by_role("link", name="Open in the Entra admin center").click(timeout=PATIENCE)
        self._tab = opened.value
        self._tab.wait_for_load_state()
        pick = self._tab.get_by_role("button", name=self._account)
        heading = self._tab.get_by_role("heading", level=1)
        expect(pick.or_(heading).first).to_be_visible(timeout=PATIENCE)
        if pick.count():
            pick.click(timeout=PATIENCE)
        self._go_down(card.locator(".menu-path").inner_text())

    def _go_down(self, path: str) -> None:
        """Follow the menu path where the link could lead only to the list that it begins with."""
        steps = [step.strip() for step in path.split(">")]
        title = self.tab.get_by_role("heading", level=1)
        expect(title).to_be_visible(timeout=PATIENCE)
        if len(steps) == 3 and title.inner_text() == steps[0]:
            self.tab.locator("main table a").first.click(timeout=PATIENCE)
            self.link(steps[2])

    def _do(self, row: Locator) -> None:
        said = row.locator(".do").inner_text()
        values = {}
        for button in row.get_by_role("button", name=re.compile("^Copy ")).all():
            name = str(button.get_attribute("aria-label")).removeprefix("Copy ")
            self._hands.page.bring_to_front()
            button.click(timeout=PATIENCE)
            expect(button).to_have_text("Copied", timeout=PATIENCE)
            values[name] = self._hands.clipboard()
        for pattern, act in ACTIONS:
            if found := re.match(pattern, said):
                act(self, *found.groups(), *values.values())
                return
        raise AssertionError(f"nobody knows how to do this: {said}")

    def button(self, name: str) -> None:
        self.tab.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)

    def link(self, name: str) -> None:
        self.tab.get_by_role("link", name=name, exact=True).click(timeout=PATIENCE)

    def fill(self, label: str, text: str) -> None:
        self.tab.get_by_role("textbox", name=label, exact=True).fill(text, timeout=PATIENCE)

    def choose(self, group: str, name: str) -> None:
        self.tab.get_by_role("group", name=group).get_by_role("radio", name=name, exact=True).check(timeout=PATIENCE)

    def tick(self, names: str) -> None:
        for name in names.split(", "):
            self.tab.get_by_role("checkbox", name=name, exact=True).check(timeout=PATIENCE)
