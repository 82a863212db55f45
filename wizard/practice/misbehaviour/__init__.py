"""How a sign-in can go wrong: a table of hostile and odd behaviours, for the practice tenant and for the tests.

One row for each behaviour: its id, and what it changes of an honest answer. What a login must make of it stands with
the tests.
"""

from __future__ import annotations

from collections.abc import Mapping

from steps.model.words import Words, say

from .answers import ANSWER, METADATA, TOKEN, USERINFO
from .shape import Misbehaviour
from .tokens import CLAIMS, KEYS, SIGNATURE

__all__ = ["MISBEHAVIOURS", "TABLES", "Misbehaviour", "sentence"]

TABLES: Mapping[str, Mapping[str, Misbehaviour]] = {
    "metadata": METADATA,
    "answer": ANSWER,
    "token": TOKEN,
    "signature": SIGNATURE,
    "keys": KEYS,
    "claims": CLAIMS,
    "userinfo": USERINFO,
}
"""By the part of a sign-in that goes wrong; each is named by `practice.situations.table.<name>`."""

MISBEHAVIOURS: Mapping[str, Misbehaviour] = {id: does for table in TABLES.values() for id, does in table.items()}


def sentence(id: str) -> Words:
    """What the provider does, for the person who switches it on."""
    return say(f"misbehaviour.{id}")
