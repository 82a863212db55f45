"""The tests of the checks notice every change of them, but for those that are written down with a reason."""

from __future__ import annotations

import pytest

from .mutants import differences, reasons


def test_every_reason_is_one() -> None:
    assert [mutant for mutant, reason in reasons().items() if len(reason) < 20 or not reason.endswith(".")] == []


@pytest.mark.mutation
def test_no_change_of_a_check_goes_unnoticed() -> None:
    found = differences()
    assert not found, "\n\n".join(found)
