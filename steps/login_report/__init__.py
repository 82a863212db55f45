"""What a test login showed, told to somebody who has never read a token."""

from .needed import missing, needs
from .ordinary import ordinary
from .outcome import explained, known_failures, passed, refused
from .witness import way_in, witnessed

__all__ = ["explained", "known_failures", "missing", "needs", "ordinary", "passed", "refused", "way_in", "witnessed"]
