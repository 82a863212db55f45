"""How a recipe says where its product can be asked what it sends to Microsoft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .checked import Checked
from .when import When


@dataclass(frozen=True)
class Typed(Checked):
    """An address that only the person knows, typed when the product is asked; it is no answer of the setup."""

    label: str
    example: str
    help: str = ""


@dataclass(frozen=True)
class Probe(Checked):
    """One way to ask the product. It begins at `login_start`, once for each entry of a list answer, or as typed.

    `redirect` is the redirect URI that each of these logins must name, entry by entry like `login_start`: another
    registered one means that a page belongs to another part of the product. `hosts` are those that the way may pass
    besides the one it begins at. `settings` is the address of the product's public settings in JSON, and `expects`
    what stands there once the product is configured, by dotted name.
    """

    login_start: str = ""
    redirect: str = ""
    typed: Typed | None = None
    hosts: tuple[str, ...] = ()
    settings: str = ""
    expects: Mapping[str, str] = field(default_factory=dict)
    when: When = field(default_factory=dict)
