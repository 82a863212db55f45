"""What a person reads: either a sentence of the text file, named by its key, or literal text shown as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Say:
    """A sentence of `wizard/text`, named by its dotted key, and the values shown in its `{placeholders}`."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


Words = Say | str
"""`Say` for the program's own sentences; a plain string for what a product, the tenant or a person said."""


def say(key: str, **values: str) -> Say:
    """Name a sentence: `say("check.issuer", found=issuer)`."""
    return Say(key, values)
