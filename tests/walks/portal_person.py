"""A person who does in the portal what the wizard's page says, sentence by sentence, and nothing else.

What the instructions leave out is left out here, too: then the manifest does not compare, and the walk ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from .hands import PATIENCE, Hands

Values = Mapping[str, str]


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
                box = rows.first.get_by_role("checkbox")
                box.click(timeout=PATIENCE)
                expect(box).to_be_checked(timeout=PATIENCE)
        self.close()

    def close(self) -> None:
        if self._tab and not self._tab.is_closed():
            self._tab.close()
        self._tab = None

    @property
    def tab(self) -> Page:
        assert self._tab is not None
        return self._tab

    def _open(self, card: Locator) -> None:
        self.close()
        with self._hands.page.context.expect_page(timeout=PATIENCE) as opened:
            card.get_by_role("link", name="Open in the Entra admin center").click(timeout=PATIENCE)
        self._tab = opened.value
        self._tab.wait_for_load_state()
        pick = self._tab.get_by_role("button", name=self._account)
        heading = self._tab.get_by_role("heading", level=1)
        expect(pick.or_(heading).first).to_be_visible(timeout=PATIENCE)
        if pick.count():
            pick.click(timeout=PATIENCE)

    def _do(self, row: Locator) -> None:
        said = row.locator(".do").inner_text()
        values = {}
        for button in row.get_by_role("button", name=re.compile("^Copy ")).all():
            name = str(button.get_attribute("aria-label")).removeprefix("Copy ")
            button.click(timeout=PATIENCE)
            expect(button).to_have_text("Copied", timeout=PATIENCE)
            values[name] = str(self._hands.page.evaluate("navigator.clipboard.readText()"))
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


def _account_types(at: PortalPerson, choice: str) -> None:
    at.tab.get_by_role("radio", name=re.compile(f"^{re.escape(choice)}")).first.check(timeout=PATIENCE)


def _first_redirect(at: PortalPerson, platform: str, uri: str) -> None:
    at.tab.get_by_label("Platform").select_option(label=platform, timeout=PATIENCE)
    at.fill("Redirect URI", uri)


def _add_platform(at: PortalPerson, platform: str, uri: str) -> None:
    at.link("Add a platform")
    at.link(platform)
    at.tab.get_by_role("textbox").first.fill(uri, timeout=PATIENCE)
    at.button("Configure")


def _add_uri(at: PortalPerson, platform: str, uri: str) -> None:
    group = at.tab.get_by_role("group", name=platform, exact=True)
    group.get_by_role("button", name="Add URI").click(timeout=PATIENCE)
    at.tab.get_by_role("group", name=platform, exact=True).get_by_role("textbox").last.fill(uri, timeout=PATIENCE)


def _remove_uri(at: PortalPerson, platform: str, uri: str) -> None:
    at.button(f"Delete {uri}")


def _add_identifier(at: PortalPerson) -> None:
    at.link("Add")
    at.button("Save")


def _add_scope(at: PortalPerson, name: str) -> None:
    at.link("Add a scope")
    at.fill("Scope name", name)


def _scope_texts(at: PortalPerson, name: str, description: str) -> None:
    at.fill("Admin consent display name", name)
    at.fill("Admin consent description", description)


def _enable_scope(at: PortalPerson) -> None:
    at.choose("State", "Enabled")
    at.button("Add scope")


def _add_claim(at: PortalPerson, token: str, claims: str) -> None:
    at.link("Add optional claim")
    at.tab.get_by_role("radio", name=token, exact=True).check(timeout=PATIENCE)
    at.tick(claims)
    at.button("Add")


def _claim_permission(at: PortalPerson) -> None:
    at.tab.wait_for_load_state()
    offered = at.tab.get_by_role("checkbox", name=re.compile("^Turn on the Microsoft Graph"))
    if offered.count():
        offered.check(timeout=PATIENCE)
        at.button("Add")


def _graph_permissions(at: PortalPerson) -> None:
    for name in ("Add a permission", "Microsoft Graph", "Delegated permissions"):
        at.link(name)


def _tick_permissions(at: PortalPerson, names: str) -> None:
    at.tick(names)
    at.button("Add permissions")


def _own_permission(at: PortalPerson, scopes: str) -> None:
    at.link("Add a permission")
    at.link("My APIs")
    at.tab.locator("ul.choices a").first.click(timeout=PATIENCE)
    delegated = at.tab.get_by_role("link", name="Delegated permissions", exact=True)
    if delegated.count():
        delegated.click(timeout=PATIENCE)
    _tick_permissions(at, scopes)


def _grant_consent(at: PortalPerson) -> None:
    at.tab.get_by_role("link", name=re.compile("^Grant admin consent for ")).click(timeout=PATIENCE)
    at.button("Yes")


def _token_version(at: PortalPerson, version: str) -> None:
    box = at.tab.get_by_role("textbox")
    changed = re.sub(r'("requestedAccessTokenVersion":) \S+?(,?)\n', rf"\1 {version}\2\n", box.input_value())
    assert changed != box.input_value()
    box.fill(changed, timeout=PATIENCE)


def _copy_manifest(at: PortalPerson) -> None:
    at.copied = at.tab.get_by_role("textbox").input_value(timeout=PATIENCE)


def _copy_overview(at: PortalPerson) -> None:
    at.copied = at.tab.locator("main").inner_text(timeout=PATIENCE)


def _new_secret(at: PortalPerson) -> None:
    at.link("New client secret")
    at.fill("Description", "For the product")


def _secret_expires(at: PortalPerson, days: str) -> None:
    box = at.tab.get_by_label("Expires")
    wanted = next(text for text in box.locator("option").all_inner_texts() if f"{days} days" in text)
    box.select_option(label=wanted, timeout=PATIENCE)


def _copy_secret(at: PortalPerson) -> None:
    row = at.tab.get_by_role("row").filter(has_text="For the product")
    at.copied = row.get_by_role("cell").nth(2).inner_text(timeout=PATIENCE)


def _require(at: PortalPerson, answer: str) -> None:
    at.choose("Assignment required?", answer)


def _add_user(at: PortalPerson) -> None:
    at.link("Add user/group")
    at.link("None Selected")


def _pick(at: PortalPerson, name: str) -> None:
    at.tab.get_by_role("checkbox", name=re.compile(re.escape(name))).check(timeout=PATIENCE)
    at.button("Select")


def _look(at: PortalPerson, *seen: Any) -> None:
    """Nothing is changed by looking."""


ACTIONS: tuple[tuple[str, Callable[..., None]], ...] = (
    (r"Type the name\.", lambda at, name: at.fill("Name", name)),
    (r"Under Supported account types, choose “(.+)”", _account_types),
    (r"Under Redirect URI, choose (.+) and paste", _first_redirect),
    (r"Select Register\.", lambda at: at.button("Register")),
    (r"Select Add a platform, then (.+)\. Paste", _add_platform),
    (r"Under (.+), select Add URI", _add_uri),
    (r"Under (.+), delete this address", _remove_uri),
    (r"Under Advanced settings, set “(.+)” to (Yes|No)", lambda at, group, answer: at.choose(group, answer)),
    (r"Select Save\.", lambda at: at.button("Save")),
    (r"Beside Application ID URI, select Add", _add_identifier),
    (r"Select Add a scope", _add_scope),
    (r"Under “Who can consent\?”, choose (.+)\.", lambda at, who: at.choose("Who can consent?", who)),
    (r"Type the display name and the description", _scope_texts),
    (r"Keep State on Enabled", _enable_scope),
    (r"Select Add optional claim, choose the token type (\w+), tick (.+), and", _add_claim),
    (r"If the portal offers", _claim_permission),
    (r"Select Add a permission, then Microsoft Graph", _graph_permissions),
    (r"Tick (.+), and select Add permissions", _tick_permissions),
    (r"Select Add a permission, then My APIs, then your app\. Tick (.+), and", _own_permission),
    (r"Select “Grant admin consent for”", _grant_consent),
    (r"In the text, find “requestedAccessTokenVersion” under “api” and set it to (\d)", _token_version),
    (r"Select the whole text, copy it", _copy_manifest),
    (r"Select the whole Overview page, copy it", _copy_overview),
    (r"Select New client secret", _new_secret),
    (r"Under Expires, choose (\d+) days", _secret_expires),
    (r"Select Add\.", lambda at: at.button("Add")),
    (r"Copy the column Value", _copy_secret),
    (r"Set “Assignment required\?” to (Yes|No)", _require),
    (r"Select Add user/group", _add_user),
    (r"Pick this person or group", _pick),
    (r"Select Assign\.", lambda at: at.button("Assign")),
    (r"If you are not sure of your domain|Look |Open the account|Select your name's role", _look),
)
"""What each sentence of the instructions means for the hands; an unknown one fails the walk."""
