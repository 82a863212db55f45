"""One Graph request, and what a handler may look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..directory import Directory
from ..realm import Realm
from ..store import Row
from .answers import Answer, bad
from .bearer import Caller
from .permissions import Need


@dataclass
class Call:
    """`path` is relative to the version, `args` are the parts of it that the route names."""

    realm: Realm
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    sent: Any
    caller: Caller
    args: dict[str, str] = field(default_factory=dict)

    @property
    def directory(self) -> Directory:
        return self.realm.directory

    @property
    def body(self) -> Row:
        """The JSON object that was sent. Raises 400 for anything else."""
        if not isinstance(self.sent, dict):
            raise bad("Unable to read JSON request payload. Please ensure the payload is of valid JSON format.")
        return self.sent

    @property
    def base(self) -> str:
        return f"{self.realm.secure}/v1.0"

    def context(self, what: str) -> str:
        """`@odata.context` of an answer."""
        return f"{self.base}/$metadata#{what}"


Handler = Callable[[Call], Answer]

KEY = r"(?:/(?P<id>[^/()]+)|\((?P<key>\w+)='(?P<value>[^']*)'\))"


@dataclass(frozen=True)
class Route:
    """`path` may hold `{key}`: an id, or an alternate key in OData's parentheses."""

    method: str
    path: str
    handler: Handler
    need: Need

    def match(self, method: str, path: str) -> dict[str, str] | None:
        if method != self.method:
            return None
        pattern = re.sub(r"\{(\w+)\}", lambda m: KEY if m[1] == "key" else rf"(?P<{m[1]}>[^/()]+)", _plain(self.path))
        found = re.fullmatch(pattern, path)
        return {name: value for name, value in found.groupdict().items() if value is not None} if found else None


def _plain(path: str) -> str:
    return path.replace("$", r"\$").replace(".", r"\.")
