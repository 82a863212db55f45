"""What each sentence of the instructions means for somebody's hands in the portal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import Page

from .hands import PATIENCE


class Portal(Protocol):
    """The tab in the portal, and what was copied there last."""

    copied: str

    @property
    def tab(self) -> Page: ...

    def button(self, name: str) -> None: ...

    def link(self, name: str) -> None: ...

    def fill(self, label: str, text: str) -> None: ...

    def choose(self, group: str, name: str) -> None: ...

    def tick(self, names: str) -> None: ...


def _account_types(at: Portal, choice: str) -> None:
    at.tab.get_by_role("radio", name=re.compile(f"^{re.escape(choice)}")).first.check(timeout=PATIENCE)


def _first_redirect(at: Portal, platform: str, uri: str) -> None:
    at.tab.get_by_label("Platform").select_option(label=platform, timeout=PATIENCE)
    at.fill("Redirect URI", uri)


def _add_platform(at: Portal, platform: str, uri: str) -> None:
    at.link("Add a platform")
    at.link(platform)
    at.tab.get_by_role("textbox").first.fill(uri, timeout=PATIENCE)
    at.button("Configure")


def _add_uri(at: Portal, platform: str, uri: str) -> None:
    group = at.tab.get_by_role("group", name=platform, exact=True)
    group.get_by_role("button", name="Add URI").click(timeout=PATIENCE)
    at.tab.get_by_role("group", name=platform, exact=True).get_by_role("textbox").last.fill(uri, timeout=PATIENCE)


def _remove_uri(at: Portal, platform: str, uri: str) -> None:
    at.button(f"Delete {uri}")


def _add_identifier(at: Portal) -> None:
    at.link("Add")
    at.button("Save")


def _add_scope(at: Portal, name: str) -> None:
    at.link("Add a scope")
    at.fill("Scope name", name)


def _scope_texts(at: Portal, name: str, description: str) -> None:
    at.fill("Admin consent display name", name)
    at.fill("Admin consent description", description)


def _enable_scope(at: Portal) -> None:
    at.choose("State", "Enabled")
    at.button("Add scope")


def _add_claim(at: Portal, token: str, claims: str) -> None:
    at.link("Add optional claim")
    at.tab.get_by_role("radio", name=token, exact=True).check(timeout=PATIENCE)
    at.tick(claims)
    at.button("Add")


def _claim_permission(at: Portal) -> None:
    at.tab.wait_for_load_state()
    offered = at.tab.get_by_role("checkbox", name=re.compile("^Turn on the Microsoft Graph"))
    if offered.count():
        offered.check(timeout=PATIENCE)
        at.button("Add")


def _graph_permissions(at: Portal) -> None:
    for name in ("Add a permission", "Microsoft Graph", "Delegated permissions"):
        at.link(name)


def _tick_permissions(at: Portal, names: str) -> None:
    at.tick(names)
    at.button("Add permissions")


def _own_permission(at: Portal, scopes: str) -> None:
    at.link("Add a permission")
    at.link("My APIs")
    at.tab.locator("ul.choices a").first.click(timeout=PATIENCE)
    delegated = at.tab.get_by_role("link", name="Delegated permissions", exact=True)
    if delegated.count():
        delegated.click(timeout=PATIENCE)
    _tick_permissions(at, scopes)


def _grant_consent(at: Portal) -> None:
    at.tab.get_by_role("link", name=re.compile("^Grant admin consent for ")).click(timeout=PATIENCE)
    at.button("Yes")


def _token_version(at: Portal, version: str) -> None:
    box = at.tab.get_by_role("textbox")
    changed = re.sub(r'("requestedAccessTokenVersion":) \S+?(,?)\n', rf"\1 {version}\2\n", box.input_value())
    assert changed != box.input_value()
    box.fill(changed, timeout=PATIENCE)


def _copy_manifest(at: Portal) -> None:
    at.copied = at.tab.get_by_role("textbox").input_value(timeout=PATIENCE)


def _copy_overview(at: Portal) -> None:
    at.copied = at.tab.locator("main").inner_text(timeout=PATIENCE)


def _new_secret(at: Portal) -> None:
    at.link("New client secret")
    at.fill("Description", "For the product")


def _secret_expires(at: Portal, days: str) -> None:
    box = at.tab.get_by_label("Expires")
    wanted = next(text for text in box.locator("option").all_inner_texts() if f"{days} days" in text)
    box.select_option(label=wanted, timeout=PATIENCE)


def _copy_secret(at: Portal) -> None:
    row = at.tab.get_by_role("row").filter(has_text="For the product")
    at.copied = row.get_by_role("cell").nth(2).inner_text(timeout=PATIENCE)


def _require(at: Portal, answer: str) -> None:
    at.choose("Assignment required?", answer)


def _add_user(at: Portal) -> None:
    at.link("Add user/group")
    at.link("None Selected")


def _pick(at: Portal, name: str) -> None:
    at.tab.get_by_role("checkbox", name=re.compile(re.escape(name))).check(timeout=PATIENCE)
    at.button("Select")


def _look(at: Portal, *seen: Any) -> None:
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
