"""What one misbehaviour of a sign-in is: which parts of an honest answer it changes, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from .forging import Forger

Json = dict[str, Any]
Params = list[tuple[str, str]]
Keys = Callable[[Forger], list[Any]]

GONE: Any = object()
"""In a change: leave this entry out."""


@dataclass(frozen=True)
class Of:
    """In a change: made from another entry of the honest answer."""

    name: str
    make: Callable[[Any], Any] = lambda found: found


@dataclass(frozen=True)
class Misbehaviour:
    """One row. Changes map a name to a new value, to `GONE`, to `Of`, or to a function of the honest value.

    `claims` and `header` are those of the ID token, `sign` is a way of `Forger.token`; claims may be made
    `Of("access_token")`, too. `keys` are published instead of the honest ones, `later_keys` from the second time on
    that they are asked for. `raw` are whole answers by endpoint: metadata, token, jwks, userinfo. `answer` changes
    the parameters that go back to the application, where they go in the query; it also gets the honest issuer.
    """

    claims: Mapping[str, Any] = field(default_factory=dict)
    header: Mapping[str, Any] = field(default_factory=dict)
    sign: str = "rs256"
    keys: Keys | None = None
    later_keys: Keys | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    token: Mapping[str, Any] = field(default_factory=dict)
    userinfo: Mapping[str, Any] = field(default_factory=dict)
    raw: dict[str, Response] = field(default_factory=dict)
    answer: Callable[[Params, str], Params] | None = None

    @property
    def forges(self) -> bool:
        """Whether the ID token is another one than the honest."""
        return bool(self.claims or self.header or self.sign != "rs256")


def changed(honest: Mapping[str, Any], changes: Mapping[str, Any], **beside: Any) -> Json:
    """The honest object with these changes; `beside` are further entries that `Of` may name."""
    result = dict(honest)
    for name, change in changes.items():
        if change is GONE:
            result.pop(name, None)
        elif isinstance(change, Of):
            result[name] = change.make({**honest, **beside}.get(change.name))
        else:
            result[name] = change(honest.get(name)) if callable(change) else change
    return result
