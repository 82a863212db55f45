"""The list of a relying party's tests is complete: each is a row that runs, or stands with the reason why not."""

from __future__ import annotations

import re
from pathlib import Path

from .not_offered import NOT_OFFERED
from .rows import LOST, METADATA, ROWS
from .test_callback import DELIVERED

FACTS = Path(__file__).parents[4] / "shared/facts/relying-party.md"
OFFERED = [*(row.id for row in ROWS), *LOST, *METADATA, *DELIVERED]
LISTED = set(Path(__file__).with_name("listed_ids.txt").read_text("utf-8").split())
OFFICIAL = 57
"""Relying-party names of the conformance suite as of 2026-08-20, commit 12f2a4d."""


def test_no_test_is_counted_twice_or_left_without_a_reason() -> None:
    assert len(set(OFFERED)) == len(OFFERED)
    assert set(OFFERED) & set(NOT_OFFERED) == set()
    assert [id for id, why in NOT_OFFERED.items() if len(why) < 40 or not why.endswith(".")] == []


def test_every_test_of_a_relying_party_is_offered_or_not() -> None:
    assert LISTED - {*OFFERED, *NOT_OFFERED} == set()
    assert set(NOT_OFFERED) <= LISTED
    official = {id for id in LISTED if id.startswith("oidcc-client-test")}
    assert official == {id for id in [*OFFERED, *NOT_OFFERED] if id.startswith("oidcc-client-test")}
    assert len(official) == OFFICIAL


def test_the_list_is_the_one_of_the_facts() -> None:
    # The facts stand beside the repository where they stand at all; the list here is what was read of them.
    if FACTS.exists():
        tables = FACTS.read_text("utf-8").partition("\n### 3.1")[2].partition("\n### 3.6")[0]
        assert set(re.findall(r"^\| \**`([^`]+)`\** \|", tables, re.MULTILINE)) == LISTED
