"""What Microsoft refused is remembered until it is made, and only for the tenant that refused it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from steps.model.changes import Change, Refused
from steps.model.facts import SignedIn
from steps.model.setup import Setup
from wizard.fold import change_to_data, fact_to_data, fold
from wizard.journal import Journal

CHANGE = {"change": change_to_data(Change("make_secret", "secret", "POST /x", values={"days": "180"}))}
REFUSED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("created", {"version": "1"}),
    ("intended", CHANGE),
    ("failed", {"code": "secret-too-long", "values": {"said": "no"}, "request_id": ""}),
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(str(tmp_path / "j.sqlite"))
    yield made
    made.close()


def told(journal: Journal, *more: tuple[str, dict[str, Any]]) -> Setup:
    for seq, (kind, data) in enumerate((*REFUSED, *more), 1):
        journal.append("a", seq, kind, data, "jane")
    return fold(journal.events("a"))


def test_the_last_refusal_of_a_kind_is_known_with_what_was_tried(journal: Journal) -> None:
    setup = told(journal)
    assert setup.open_change is None
    assert setup.refused == {"secret": Refused("secret-too-long", setup.changed, {"days": "180"})}


def test_what_was_made_after_all_was_not_refused(journal: Journal) -> None:
    assert told(journal, ("intended", CHANGE), ("done", {**CHANGE, "ids": {}})).refused == {}


def test_another_tenant_has_refused_nothing(journal: Journal) -> None:
    signed_in = [
        ("known", {**fact_to_data(SignedIn(tenant, "o", "a@b.example", "A", "browser", "Global")), "how": "found"})
        for tenant in ("t1", "t2")
    ]
    assert told(journal, *signed_in).refused == {}


def test_a_refusal_without_its_intent_is_passed_over(journal: Journal) -> None:
    assert list(told(journal, REFUSED[2]).refused) == ["secret"]
