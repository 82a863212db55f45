"""What a finding can come to, and the order in which findings matter."""

from __future__ import annotations

from collections.abc import Iterable

from .views import Finding

WORST_FIRST = ("fail", "warn", "info", "pass")
"""Every verdict there is."""


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What fails first, what is fine last; those of one verdict stay as they came."""
    return tuple(sorted(findings, key=lambda finding: WORST_FIRST.index(finding.verdict)))


def worst_of(findings: Iterable[Finding]) -> int:
    """How bad the worst of them is, counted from 0; what is fine or only told comes after all that is not."""
    worst = min((WORST_FIRST.index(finding.verdict) for finding in findings), default=len(WORST_FIRST))
    return min(worst, WORST_FIRST.index("info"))
