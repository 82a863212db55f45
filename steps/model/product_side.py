"""Asking the product what it sends to Microsoft: where to begin, where it led, and the port that goes there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


def shown(address: str) -> str:
    """An address without what belongs to one session or one person.

    That stands behind `?` or `#`, behind the `;` of a path's part (`;jsessionid=`), and before the host's `@`.
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return re.sub(r";[^/]*", "", re.sub(r"//[^/]*@", "//", path))


@dataclass(frozen=True)
class Visit:
    """One address of the product to begin at: it begins its login, or holds its public `settings` as JSON.

    `hosts` are those that the way may pass besides the address' own, with the port where it is not the scheme's.
    `redirect` is the redirect URI that this login must name; empty where every registered one is as good.
    """

    address: str
    hosts: tuple[str, ...] = ()
    settings: bool = False
    redirect: str = ""


@dataclass(frozen=True)
class Led:
    """Where a visit led: `sent` is the address at Microsoft that the product sends people to, as it was sent.

    Without it, and without settings `read` (by dotted name), `end` names what was there instead, and `told` what its
    sentences name. `way` are the addresses that were asked, as `shown` shows them. With `link`, the address at
    Microsoft only stands on a page, and nobody is sent there without a click. With `stand_in`, something else
    answered for the product in practice mode.
    """

    visit: Visit
    sent: str = field(default="", repr=False)
    end: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    way: tuple[str, ...] = ()
    link: bool = False
    stand_in: bool = False


@dataclass(frozen=True)
class Asking:
    """Visits under way since then, until then at the latest (ISO 8601 UTC); `led` once they have ended."""

    since: str
    until: str
    led: tuple[Led, ...] | None = None


class ProductSide(Protocol):
    """The product itself, asked for what it sends to Microsoft: read-only, without credentials, on request."""

    def begin(self, setup_id: str, visits: Sequence[Visit]) -> None:
        """Begin these visits; others of this setup are forgotten. No request ever goes to Microsoft."""

    def current(self, setup_id: str) -> Asking | None:
        """The visits of this setup in this process."""

    def drop(self, setup_id: str) -> None:
        """Forget them."""
