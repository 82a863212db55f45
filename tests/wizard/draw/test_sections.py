"""The sections of a report: what is wrong comes first, and what is fine stays in the order it was told in."""

from __future__ import annotations

import pytest
from fake_engine import engine_at
from reading import open_page

from steps.model.verdicts import worst_of
from steps.model.views import Finding, Report, Section

FINE, TOLD, DOUBTED, WRONG = (Finding(verdict, verdict) for verdict in ("pass", "info", "warn", "fail"))


def test_a_section_with_something_wrong_stands_before_those_without() -> None:
    sections = (
        Section("The account", (FINE,)),
        Section("The clock", (FINE,)),
        Section("The tenant", (FINE, DOUBTED)),
    )
    page = open_page(engine_at("check_tenant", Report("warn", "It may stop.", "", sections)), "?w=abc23456")
    said = page.said()
    assert said.index("The tenant") < said.index("The account")


@pytest.mark.parametrize(
    "in_order",
    [((WRONG,), (DOUBTED,), (FINE,)), ((FINE, WRONG), (FINE, FINE, DOUBTED), ()), ((DOUBTED, WRONG), (DOUBTED,))],
)
def test_the_worst_finding_of_a_section_counts(in_order: tuple[tuple[Finding, ...], ...]) -> None:
    ranks = [worst_of(findings) for findings in in_order]
    assert ranks == sorted(set(ranks))


def test_what_is_only_told_changes_no_order() -> None:
    assert worst_of((TOLD,)) == worst_of((FINE,)) == worst_of(())
