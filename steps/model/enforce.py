"""How a product's roll-out ends, and the way back, by what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Instead:
    """What `Enforce` says while `when` holds, which has the form of every other condition on answers."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    when: Mapping[str, str | tuple[str, ...]]
    how: str
    way_back: str


@dataclass(frozen=True)
class Enforce:
    """How the product turns single sign-on from optional to enforced, and the way back in if it breaks."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    how: str
    way_back: str
    instead: tuple[Instead, ...] = ()
