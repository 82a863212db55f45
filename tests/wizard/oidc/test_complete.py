"""The list of a relying party's tests is complete: each is a row that runs, or stands with the reason why not."""

from __future__ import annotations

from pathlib import Path

from .not_offered import NOT_OFFERED
from .rows import LOST, METADATA, ROWS
from .test_callback import DELIVERED

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
