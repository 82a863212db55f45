"""What a finding can come to, and the order in which findings matter."""

from __future__ import annotations

from collections.abc import Iterable

from .views import Finding

WORST_FIRST = ("fail", "warn", "info", "pass")
"""Every verdict there is."""


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What fails first, what is fine last; those of one verdict stay as they came."""
    return tuple(sorted(findings, key=lambda finding: WORST_FIRST.index(finding.verdict)))
