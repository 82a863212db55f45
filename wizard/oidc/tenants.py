"""From a domain or an ID to the tenant's ID, by public metadata: nobody has to be signed in."""

from __future__ import annotations

import re

from steps.model.problems import problem

from .fetch import Client
from .metadata import Origins, check_issuer, document, endpoints_in

_ID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad"
"""What `consumers` stands for: the personal accounts of everybody, which no administrator has (entra-docs,
v2-protocols-oidc)."""


def find(http: Client, origins: Origins, name: str) -> str:
    """The ID of the tenant with this domain or ID, from the issuer in its metadata.

    Problems: `tenant-unknown`, `tenant-elsewhere`, `issuer-mismatch`, `issuer-template`, `metadata-wrong`, and those
    of `fetch.ask`.
    """
    wanted = name.strip().lower()
    body = document(http, origins, wanted)
    found = re.fullmatch(rf"{re.escape(origins.login)}/({_ID})/v2\.0", str(body.get("issuer") or ""))
    tenant_id = wanted if re.fullmatch(_ID, wanted) else found[1] if found else "…"
    check_issuer(body.get("issuer"), f"{origins.login}/{tenant_id}/v2.0")
    if tenant_id == _PERSONAL:
        raise problem("tenant-unknown", tenant=name)
    # Endpoints elsewhere would mean that somebody else answered; then the ID is worth nothing, either.
    endpoints_in(body, origins)
    return tenant_id
