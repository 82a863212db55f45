"""The tenant part of an address: our tenant by id or domain, or one of the names for several."""

from __future__ import annotations

from ..people import DOMAIN
from ..realm import Realm
from .refusals import refuse

SHARED = ("common", "organizations")


def is_shared(realm: Realm, tenant: str) -> bool:
    """Whether the address leaves the tenant open. Raises AADSTS90002 for a tenant that is not ours."""
    if tenant.lower() in SHARED:
        return True
    if tenant.lower() not in (realm.tenant_id, DOMAIN):
        raise refuse(90002, tenant=tenant)
    return False
