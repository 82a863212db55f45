"""Findings in the order in which they matter, each with the changes that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.changes import Change
from ..model.views import Finding

ORDER = {"fail": 0, "warn": 1, "info": 2, "pass": 3}


@dataclass(frozen=True)
class Found:
    """One finding, and the changes by which Graph can mend it."""

    finding: Finding
    changes: tuple[Change, ...] = ()


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What the login would fail by first, what is fine last; otherwise as they came."""
    return tuple(sorted(findings, key=lambda finding: ORDER[finding.verdict]))
