"""A setup belongs to one tenant and one person; a browser's single sign-on likes to pick another account."""

from __future__ import annotations

from steps.model.facts import SignedIn
from steps.model.problems import problem


def hold(pinned: SignedIn | None, came: SignedIn) -> None:
    """Raise `sign-in-other-tenant` or `sign-in-other-person` unless the person is the one this setup is pinned to.

    A pin without a person stands for anybody of its tenant.
    """
    if pinned is None:
        return
    if pinned.tenant_id.lower() != came.tenant_id.lower():
        raise problem("sign-in-other-tenant", pinned=pinned.tenant_id, came=came.tenant_id)
    if pinned.object_id and pinned.object_id.lower() != came.object_id.lower():
        raise problem("sign-in-other-person", pinned=pinned.user_name, came=came.user_name)
