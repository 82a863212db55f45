"""The tenant part of an address: our tenant by id or domain, or one of the names for several."""

from __future__ import annotations

import re

from ..people import DOMAIN
from ..realm import Realm
from .refusals import refuse

SHARED = ("common", "organizations")
FORM = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?:[a-z0-9-]+\.)+[a-z0-9-]+", re.IGNORECASE)


def is_shared(realm: Realm, tenant: str) -> bool:
    """Whether the address leaves the tenant open. Raises AADSTS90002 for a tenant that is not ours, and 900023."""
    if tenant.lower() in SHARED:
        return True
    if not FORM.fullmatch(tenant):
        raise refuse(900023, tenant=tenant)
    if tenant.lower() not in (realm.tenant_id, DOMAIN):
        raise refuse(90002, tenant=tenant)
    return False
