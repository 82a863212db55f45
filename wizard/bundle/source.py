"""What a bundle is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steps.model.recipe import Recipe
from steps.model.setup import Setup

from ..journal import Event
from ..seen import Seen


@dataclass(frozen=True)
class Source:
    """One setup with everything that was shown of it.

    `seen` is what was last seen of each step, `typed` the person's own answers about the product, `recipe` its file
    where it is still there.
    """

    setup: Setup
    events: Sequence[Event]
    seen: Mapping[str, Seen]
    recipe: Recipe | None
    cloud: str
    typed: tuple[str, ...] = ()
