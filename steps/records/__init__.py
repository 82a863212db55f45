"""The DNS records of a product: what is wanted, what a resolver sees, and what that means."""

from .look_up import look_up
from .wanted import Wanted, wanted, wanted_by

__all__ = ["Wanted", "look_up", "wanted", "wanted_by"]
