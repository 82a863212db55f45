"""Delegated permission grants: what a client may do for a person, or for everybody."""

from __future__ import annotations

import base64
import uuid

from ..directory import Directory
from ..store import Row


def new_grant(client_id: str, resource_id: str, user_id: str | None, scope: str) -> Row:
    """Ids are those of service principals; `user_id` None is consent for everybody (AllPrincipals)."""
    return {
        "clientId": client_id,
        "consentType": "Principal" if user_id else "AllPrincipals",
        "id": object_key(),
        "principalId": user_id,
        "resourceId": resource_id,
        "scope": scope,
    }


def keep_grant(directory: Directory, grant: Row) -> Row:
    """Write a grant."""
    return directory.grants.put(grant["id"], grant)


def object_key() -> str:
    """An id as Graph gives to grants and assignments: base64url, not a GUID."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes + uuid.uuid4().bytes[:8]).decode().rstrip("=")
