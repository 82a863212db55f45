"""What can be seen before the first login: of the tenant, of what was registered, and of the person who will test."""

from .access import stays
from .before_login import Preflight, before_login
from .tenant import premium, tenant_findings
from .tester import take_tester, tester, tester_question

__all__ = [
    "Preflight",
    "before_login",
    "premium",
    "stays",
    "take_tester",
    "tenant_findings",
    "tester",
    "tester_question",
]
