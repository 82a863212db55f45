"""A checkpoint: how long a setup's journal was and what its newest hash was, to be kept elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TEXT = re.compile(r"\s*sso-wizard/([^\s/]+)\s+(\d+)\s+([0-9a-f]{64})\s*")


@dataclass(frozen=True)
class Checkpoint:
    """`origin` is the setup's id, `size` the number of events, `head` the hash of the last one."""

    origin: str
    size: int
    head: str

    def text(self) -> str:
        """Three lines (origin, size, head), in the manner of a transparency log's checkpoint."""
        return f"sso-wizard/{self.origin}\n{self.size}\n{self.head}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint | None:
        """Read a checkpoint back from its text, line breaks or blanks alike; None when it is not one."""
        found = _TEXT.fullmatch(text)
        return cls(found[1], int(found[2]), found[3]) if found else None
