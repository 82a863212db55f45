"""What a call takes: a permission in the token, and a role or ownership of the person.

Source: learn.microsoft.com/graph/permissions-reference.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..directory import Directory
from .answers import denied
from .bearer import Caller

EVERYTHING = ("Directory.AccessAsUser.All",)
"""Delegated permissions that stand for whatever the person may do."""


@dataclass(frozen=True)
class Need:
    """One of `scopes`; if `roles` is not empty, one of them as well, or being an owner where `owners` says so."""

    scopes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    owners: bool = False


def check_scope(need: Need, caller: Caller) -> None:
    """Raises 403 if the token does not carry a permission for this call."""
    held = caller.scopes | caller.app_roles
    if not need.scopes or held & {*need.scopes, *EVERYTHING}:
        return
    raise denied()


def check_role(need: Need, caller: Caller, directory: Directory, object_id: str = "") -> None:
    """Raises 403 if the person has neither a role for this call nor the object in question."""
    if caller.user is None or not need.roles or caller.roles & {*need.roles}:
        return
    owners = (directory.owners.get(object_id) or {}).get("ids", ())
    if need.owners and caller.principal_id in owners:
        return
    raise denied()
