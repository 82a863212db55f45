"""What somebody prepared for a setup before it began, as choices of that setup: a note, people to tell, answers."""

from __future__ import annotations

from .setup import Setup
from .values import as_text
from .words import Words, say

NOTE = "prepared.note"
TELL = "prepared.tell"
FILE = "prepared.file"
"""SHA-256 of the file that the setup was opened from, in hexadecimal."""


def key(recipe: str, question: str) -> str:
    """The choice under which a prepared answer stands: another product's question of that name is another one."""
    return f"prepared.answer.{recipe}.{question}"


def answer(setup: Setup, question: str) -> str | None:
    """What was prepared for a question of the product that is being chosen, as it would be typed."""
    found = setup.choices.get(key(str(setup.choices.get("recipe", "")), question))
    return None if found is None else as_text(found)


def note(setup: Setup) -> str:
    """What the person who prepared the setup wrote to the one who carries it out; empty without a note."""
    return str(setup.choices.get(NOTE, ""))


def to_tell(setup: Setup) -> tuple[Words, ...]:
    """Whom to tell once the setup is finished, as one thing that remains to be done; nothing if nobody was named."""
    people = setup.choices.get(TELL)
    return (say("prepared.tell", people=as_text(people)),) if people else ()
