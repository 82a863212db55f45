"""When somebody is told that the client secret ends: 60, 30 and 7 days before, and after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from steps.model.expiry import days_left, warning
from steps.model.facts import SecretRecord
from steps.model.setup import Setup

NOW = datetime(2026, 11, 21, 23, 59, tzinfo=UTC)
SETUP = Setup("a", "2026-11-21T00:00:00Z")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (61, ""),
        (60, "expiry.soon"),
        (31, "expiry.soon"),
        (30, "expiry.next"),
        (8, "expiry.next"),
        (7, "expiry.now"),
        (0, "expiry.now"),
        (-1, "expiry.over"),
    ],
)
def test_the_warning_follows_the_days(days: int, said: str) -> None:
    ends = (NOW + timedelta(days=days)).isoformat()
    setup = replace(SETUP, secret=SecretRecord("key", "abc", ends))
    due = warning(setup, NOW)
    assert days_left(setup, NOW) == days
    assert (due.key if due else "") == said


def test_a_public_client_has_nothing_to_expire() -> None:
    assert days_left(replace(SETUP, secret=SecretRecord()), NOW) is None
    assert warning(SETUP, NOW) is None
