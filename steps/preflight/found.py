"""A finding with the changes that mend it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.changes import Change
from ..model.views import Finding


@dataclass(frozen=True)
class Found:
    """One finding, and the changes by which Graph can mend it."""

    finding: Finding
    changes: tuple[Change, ...] = ()
