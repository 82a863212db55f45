"""How a product's roll-out ends, and the way back, by what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from .checked import Checked
from .when import When


@dataclass(frozen=True)
class Instead(Checked):
    """What `Enforce` says while `when` holds."""

    when: When
    how: str
    way_back: str


@dataclass(frozen=True)
class Enforce(Checked):
    """How the product turns single sign-on from optional to enforced, and the way back in if it breaks."""

    how: str
    way_back: str
    instead: tuple[Instead, ...] = ()
