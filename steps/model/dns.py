"""DNS records: what a recipe asks for, and what a resolver says is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from .checked import Checked
from .words import Words


@dataclass(frozen=True)
class Mistaken(Checked):
    """A value that is easily taken for the right one, and what is said to somebody who has it."""

    value: str
    says: str


@dataclass(frozen=True)
class DnsRecord(Checked):
    """A record that must be made in the DNS: one for each entry of the list answer that `name` names.

    `value` and the rest are filled in entry by entry. `mistaken` are values that other pages show, `misplaced` the
    names at which the record may have landed instead.
    """

    type: Literal["TXT"]
    name: str
    value: str
    mistaken: tuple[Mistaken, ...] = ()
    misplaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class DnsAnswer:
    """What the resolver said of one name.

    `how` is `found`; `none` (the name is there, such a record is not), `no-name`; `failed`, `refused`, `odd`,
    `timeout` or `offline`. `texts` are the records, each with its strings joined. `alias` is the name that the answer
    really is about (CNAME). `keeps` is for how many seconds the resolver may go on saying so.
    """

    how: str
    texts: tuple[str, ...] = ()
    alias: str = ""
    keeps: int = 0


class Dns(Protocol):
    """The resolver of this machine. Reads only."""

    def txt(self, names: Sequence[str]) -> Mapping[str, DnsAnswer]:
        """The TXT records of these names, all at once and within a few seconds; it never raises."""

    def asked(self) -> Words:
        """Whom it asks, for a person."""
