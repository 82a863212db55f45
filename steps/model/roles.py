"""The directory role that is let in everywhere, by name and by role template; both are the same in every tenant.

Source: entra-docs, permissions-reference.
"""

from __future__ import annotations

GLOBAL_ADMINISTRATOR = "Global Administrator"

GLOBAL_ADMINISTRATOR_ID = "62e90394-69f5-4237-9190-012177145e10"
"""What `wids` in a token, a directory role's `roleTemplateId` and a Conditional Access policy name it by."""
