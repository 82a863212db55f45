"""A person at the practice tenant's portal, for tests: pages read and forms sent as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser
from types import TracebackType
from typing import Self

import httpx2

from wizard.practice import PracticeTenant


class Form(HTMLParser):
    """What a page's forms would send if nothing were touched, buttons left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given["value"]
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # The first line break after the tag is not part of the text.
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data


class Visitor:
    """One person with one browser."""

    def __init__(self, practice: PracticeTenant, person: str = "adele.vance") -> None:
        self.practice = practice
        self.http = httpx2.Client(trust_env=False, follow_redirects=True, headers={"Origin": practice.cloud.pages})
        self.base = f"{practice.cloud.pages}/portal/{practice.tenant_id}"
        self.http.post(f"{self.base}/apps", data={"person": practice.directory.person(person)["id"]})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.http.close()

    def get(self, path: str) -> httpx2.Response:
        return self.http.get(self.base + path)

    def send(self, path: str, *without: str, **typed: str) -> httpx2.Response:
        """The page's form as it stands there, with these fields changed and those left out.

        `__` in a name stands for the dot.
        """
        there = Form(self.get(path).text).fields
        changed = {name.replace("__", "."): value for name, value in typed.items()}
        kept = {name: value for name, value in there.items() if name not in without}
        return self.http.post(self.base + path, data={**kept, **changed})

    def register(self, name: str = "Product", **typed: str) -> str:
        """The client id of a new registration."""
        answer = self.send("/apps/new", name=name, **typed)
        assert answer.status_code == 200, answer.text
        return answer.url.path.split("/")[-2]
