"""A scripted person at the practice tenant's pages: real requests, read and answered like a browser's."""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from urllib.parse import urlencode, urljoin

import httpx2

from .realm import Realm

NUMBER = re.compile(r"AADSTS(\d+)")


class StaysOnPage(Exception):
    """Entra's own page says why; the application never hears of it. `number` is 0 for a page without AADSTS."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said
        found = NUMBER.search(said)
        self.number = int(found[1]) if found else 0


@dataclass
class _Page(HTMLParser):
    """The form of a page, its buttons by name, and the text a person reads."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    buttons: set[tuple[str, str]] = field(default_factory=set)
    inputs: set[str] = field(default_factory=set)
    text: str = ""
    _reading: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("main", "script"):
            self._reading = tag == "main"
        if tag == "form":
            self.action = given.get("action", "")
        elif tag == "input" and given.get("type") == "hidden":
            self.fields[given["name"]] = given["value"]
        elif tag == "input":
            self.inputs.add(given["name"])
        elif tag == "button":
            self.buttons.add((given.get("name", ""), given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._reading and data.strip():
            self.text += " " + data.strip()


@dataclass(frozen=True)
class Sent:
    """Where a browser is sent at the end; `fields` are those of a form, else None."""

    address: str
    target: str = ""
    fields: dict[str, str] | None = None


class Browsing:
    """One browser, with its cookies."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        # An empty context: the pages are plain HTTP, and loading the system's certificates outlasts a visit.
        self._http = httpx2.Client(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self, address: str, user_id: str, consent: bool) -> Sent:
        """From an authorize address to the application's."""
        answer = self._http.get(address)
        if _is_page(answer):
            answer = self._post(address, answer, person=user_id)
        return self._decide(address, answer, consent)

    def _decide(self, address: str, answer: httpx2.Response, consent: bool) -> Sent:
        if _is_page(answer):
            page = read(answer)
            if ("decision", "accept") in page.buttons:
                answer = self._post(address, answer, decision="accept" if consent else "cancel")
            elif ("decision", "leave") in page.buttons:
                answer = self._post(address, answer, decision="leave")
        if answer.is_redirect:
            return Sent(urljoin(address, answer.headers["location"]))
        page = read(answer)
        if answer.status_code != 200 or not page.action:
            raise StaysOnPage(page.text.strip())
        return Sent(f"{page.action}?{urlencode(page.fields)}", page.action, page.fields)

    def deliver(self, sent: Sent) -> int:
        """Take the answer to the application."""
        if sent.fields is not None:
            return self._http.post(sent.target, data=sent.fields).status_code
        return self._http.get(sent.address).status_code

    def approve_device_code(self, user_code: str, user_id: str, consent: bool) -> None:
        """From the page that asks for the code to the page that says the tab can be closed."""
        address = f"{self._realm.pages}/devicelogin"
        answer = self._http.get(address)
        for fields in (
            {"code": user_code},
            {"person": user_id},
            {"decision": "accept" if consent else "cancel"},
        ):
            answer = self._post(address, answer, **fields)
            page = read(answer)
            if answer.status_code != 200 or "code" in page.inputs:
                raise StaysOnPage(page.text.strip())
            if ("decision", "leave") in page.buttons:
                self._post(address, answer, decision="leave")
                raise StaysOnPage(page.text.strip())

    def _post(self, address: str, shown: httpx2.Response, **fields: str) -> httpx2.Response:
        return self._http.post(address, data={**read(shown).fields, **fields}, headers={"Origin": self._realm.pages})


def read(answer: httpx2.Response) -> _Page:
    """What stands on the page."""
    page = _Page()
    page.feed(answer.text)
    return page


def _is_page(answer: httpx2.Response) -> bool:
    """Whether a person has something to do here: our own page with a form that stays with us."""
    if answer.status_code != 200:
        return False
    page = read(answer)
    return not page.action.startswith("http") and bool(page.buttons)
