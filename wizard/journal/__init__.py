"""What happened to each setup: append-only, hash-chained events in a local file or any SQLAlchemy database.

Tamper-evident since the last checkpoint, not tamper-proof: whoever controls this account can rewrite what was never
checkpointed.
"""

from .chain import KINDS, Event
from .checkpoint import Checkpoint
from .store import Journal
from .verify import Fault

__all__ = ["KINDS", "Checkpoint", "Event", "Fault", "Journal"]
