"""TXT records: a resolver that is asked, and one for practice that asks nobody."""

from .practice import PracticeZone
from .resolver import SystemResolver

__all__ = ["PracticeZone", "SystemResolver"]
