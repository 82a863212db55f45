"""A person of the tenant, as far as the signed-in administrator may read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody who may test the login, as Graph shows them (resource type user).

    `enabled` and `guest` are None where that is hidden; a name or `mail` is "" where it is hidden or empty, and
    `mail_read` says which of the two.
    """

    object_id: str
    user_name: str
    name: str
    mail: str = ""
    mail_read: bool = True
    given_name: str = ""
    family_name: str = ""
    guest: bool | None = None
    enabled: bool | None = None


@dataclass(frozen=True)
class Memberships:
    """The security groups and active directory roles of one person.

    `groups` are names by object ID, through other groups as well; `direct` are the IDs of those without a group
    between, which alone count for an assignment (AADSTS50105). Other groups, such as Microsoft 365 groups without
    security, stand in `count` only. `roles` is None where roles are hidden; `role_ids` are their role templates.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    direct: frozenset[str] = frozenset()
    count: int = 0
    roles: tuple[str, ...] | None = None
    role_ids: frozenset[str] = frozenset()
