"""Names, IDs and addresses become placeholders; the same value becomes the same one, so that equal stays equal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import steps
from steps.model.answers import GUID
from steps.model.answers import KINDS as FIELD_KINDS
from steps.model.facts import FIELDS
from steps.model.problems import PROBLEMS
from steps.model.verdicts import WORST_FIRST
from steps.test_login.never_back import NAMED

from ..entra.cloud import CLOUDS
from ..journal import KINDS as EVENTS
from ..mask import ADDRESS, EMAIL, HOST, QUOTED
from ..private import TELLING, masked_error
from ..text import has
from .document import Data
from .view_data import VIEWS

_MICROSOFT = re.compile(
    r"(?:.+\.)?(?:microsoft\.com|microsoftonline\.(?:com|us|cn)|azure\.(?:com|us|cn)|graph\.microsoft\.us|"
    r"microsoft\.us|windows\.net|chinacloudapi\.cn)|localhost|127\.0\.0\.1"
)
_PLACEHOLDER = re.compile(r"(?:id|person|host|name|path)-\d+")
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
"""It holds the application's name, where no other pattern would find it."""

_NAME = re.compile(r"[A-Za-z_.-]+")
"""A key that the format or the product file gives; others, such as those of ticks, may hold an address."""

_WORDS = frozenset(
    [
        *(*EVENTS, *PROBLEMS, *FIELD_KINDS, *VIEWS, *WORST_FIRST, *CLOUDS),
        *(kind.__name__ for kind in FIELDS),
        *(step.__name__.rpartition(".")[2] for step in steps.ALL),
        *("yes", "no", "only", "everyone", "found", "answered", "by_hand", "web", "spa", "User", "Group"),
    ]
)
"""What the format itself says: a tenant may be called like one of these."""

_KEPT = ("format", "program", "made", "cloud", "masked", "redacted", "setup", "product", "checkpoint")


class Placeholders:
    """Gives each value its placeholder. `known` are values to be replaced wherever they stand, `written` is the text
    of the product file: what it names itself tells nothing of this customer."""

    def __init__(self, known: Iterable[str], written: str) -> None:
        self._given: dict[str, str] = {}
        self._count: dict[str, int] = {}
        self._written = written.lower()
        telling = {value.strip() for value in known} - {""}
        kept = sorted((v for v in telling if self._tells(v)), key=len, reverse=True)
        self._known = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, kept))})(?![\w-])", re.I) if kept else None

    def over(self, text: str) -> str:
        """The text with a placeholder for each value."""
        if text in _WORDS or has(text) or has(f"change.{text}.title"):
            return text
        for pattern, put in (
            (_CERTIFICATE, lambda found: self.instead(found[0], "id")),
            (ADDRESS, lambda found: self._address(found[0])),
            (EMAIL, lambda found: self.instead(found[0], "person")),
            (GUID, lambda found: self.instead(found[0], "id")),
            (self._known, lambda found: self.instead(found[0])),
            (HOST, lambda found: self._host(found[0])),
        ):
            text = pattern.sub(put, text) if pattern else text
        return QUOTED.sub(self._quoted, text) if "AADSTS" in text else text

    def instead(self, value: str, kind: str = "") -> str:
        """The placeholder of a value. Capitals make no difference, as they make none in an ID or a host."""
        if value.lower() not in self._given:
            found = kind or ("id" if GUID.fullmatch(value) else "person" if "@" in value else "name")
            self._count[found] = self._count.get(found, 0) + 1
            self._given[value.lower()] = f"{found}-{self._count[found]}"
        return self._given[value.lower()]

    def telling(self, value: str) -> str:
        """A value that is known to tell whose it is: a placeholder for the whole where none of it was recognised."""
        masked = self.over(value)
        return self.instead(value) if masked == value and self._tells(value) else masked

    def _tells(self, value: str) -> bool:
        # One letter or a number is part of too many words.
        return len(value) > 1 and not value.isdigit() and value not in _WORDS and not has(value)

    def _host(self, name: str) -> str:
        host, slash, path = name.partition("/")
        return name if self._is_public(host) else self.instead(host, "host") + (slash and f"/{self._path(path)}")

    def _address(self, address: str) -> str:
        if address.lower() in self._written:
            return address
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            return self.instead(address, "path")
        rest = address.partition("//")[2].removeprefix(parts.netloc)
        if _MICROSOFT.fullmatch(host):
            return f"{parts.scheme}://{parts.netloc}{self.over(rest)}"
        shown = host if self._is_public(host) else self.instead(host, "host")
        return f"{parts.scheme}://{shown}" + (f"/{self._path(rest[1:])}" if rest.strip("/") else rest)

    def _path(self, path: str) -> str:
        return self.instead(path, "path") if path else ""

    def _is_public(self, host: str) -> bool:
        return bool(_MICROSOFT.fullmatch(host.lower())) or host.lower() in self._written

    def _quoted(self, found: re.Match[str]) -> str:
        inside = found[0][1:-1]
        known = _PLACEHOLDER.search(inside) or inside.startswith(("http://", "https://"))
        return found[0] if known else f"'{self.instead(inside)}'"


def masked(document: Data, placeholders: Placeholders) -> dict[str, Any]:
    """The document with placeholders, without hashes and without its checkpoint."""
    data = {name: one if name in _KEPT else _over(one, placeholders) for name, one in document.items()}
    events = [{**event, "previous": "", "hash": ""} for event in data["events"]]
    return {**data, "masked": True, "events": events, "checkpoint": ""}


def _over(data: Any, placeholders: Placeholders, name: str = "") -> Any:
    if isinstance(data, str):
        return placeholders.telling(data) if name in TELLING else placeholders.over(data)
    if isinstance(data, Mapping):
        named = {part if _NAME.fullmatch(part) else placeholders.over(part): one for part, one in data.items()}
        return {part: _BY_NAME.get(part, _over)(one, placeholders) for part, one in named.items()}
    return [_over(one, placeholders) for one in data] if isinstance(data, list) else data


def _values(data: Any, placeholders: Placeholders) -> Any:
    """The values of a sentence, or a view's own list of that name."""
    if not isinstance(data, Mapping):
        return _over(data, placeholders)
    return {name: _over(one, placeholders, name) for name, one in data.items()}


def _error(data: Any, placeholders: Placeholders) -> Any:
    """What a pasted error named: of another tenant, only its place says that it is a name."""
    if not isinstance(data, str):
        return _over(data, placeholders)
    return masked_error(data, placeholders.telling, placeholders.over)


_BY_NAME: Mapping[str, Callable[[Any, Placeholders], Any]] = {"values": _values, NAMED: _error}
