"""No trap of a vendor's document is left open: each is impossible here, or named at the spot where one falls in.

`told` says in which chapters about the product the trap was found: what the admin must know first, the questions, the
registration in Entra, the documented steps, the fields, claims and users, files, failures, roll-out and lock-out,
security notes, and the traps in the vendor's own documents.
"""

from __future__ import annotations

import re

import pytest
import traps_of_hcl
import traps_of_hugging_face
import traps_of_matillion
import traps_of_openmetadata
import traps_of_sekoia
from vendor_traps import Trap

PRODUCTS = {
    "hcl": traps_of_hcl.TRAPS,
    "hugging-face": traps_of_hugging_face.TRAPS,
    "sekoia": traps_of_sekoia.TRAPS,
    "openmetadata": traps_of_openmetadata.TRAPS,
    "matillion": traps_of_matillion.TRAPS,
}
CHAPTERS = [
    "first",
    "questions",
    "registration",
    "steps",
    "fields",
    "claims",
    "files",
    "failures",
    "roll-out",
    "security",
    "traps",
]
TRAPS = [trap for traps in PRODUCTS.values() for trap in traps]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_a_trap_is_impossible_or_warned_about(trap: Trap) -> None:
    trap.check()


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_row_is_one_trap_of_its_product(product: str) -> None:
    traps = PRODUCTS[product]
    assert [trap.id for trap in traps if not re.fullmatch(rf"{product}-[a-z0-9-]+", trap.id)] == []
    assert len({trap.id for trap in traps}) == len(traps)
    told = {chapter for trap in traps for chapter in trap.told.split(", ")}
    assert {"first", "registration", "fields", "security", "traps"} <= told <= set(CHAPTERS)
    assert {trap.kind for trap in traps} == {"impossible", "warned"}
