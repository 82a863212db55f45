"""Where a visit stops short of Microsoft: a name from `[probe.end]`, and what its sentences say."""

from __future__ import annotations

from wizard.secret_shapes import redact

LONGEST = 300


class Ended(Exception):
    """The way ends here. `end` names the sentences, `told` fills them."""

    def __init__(self, end: str, **told: str) -> None:
        super().__init__(end)
        self.end = end
        self.told = {name: safe(text) for name, text in told.items()}


def safe(text: str) -> str:
    """Foreign text on one line, not endless, and without what looks like a secret."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    # Cut before it is looked through: the patterns take their time with long text.
    return redact(line[:LONGEST] + ("…" if len(line) > LONGEST else ""))
