"""The other Microsoft clouds: whether a tenant belongs to one of them, as far as public metadata tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from steps.model.problems import Problem

from .fetch import Client, ask, json_object


@dataclass(frozen=True)
class OtherCloud:
    """A cloud that is not the one in use. Origins have no trailing slash."""

    name: str
    login: str
    graph: str


_REGIONS = {"USG": "login.microsoftonline.us"}
"""`tenant_region_scope` of tenants that have a cloud of their own, with its sign-in host; the public host was seen
answering for them (Microsoft, planning identity for Azure Government, 2017)."""


def address(login: str, tenant: str) -> str:
    """Where the metadata of a tenant is, by its ID or a domain of it."""
    return f"{login}/{quote(tenant.lower(), safe='')}/v2.0/.well-known/openid-configuration"


def owner(metadata: Mapping[str, Any], others: Sequence[OtherCloud]) -> OtherCloud | None:
    """The other cloud that the metadata names as the tenant's: by its Graph, its own name, or its region."""
    graph, cloud, region = (
        str(metadata.get(name) or "") for name in ("msgraph_host", "cloud_instance_name", "tenant_region_scope")
    )
    for named in (graph, f"login.{cloud}", _REGIONS.get(region, "")):
        for other in others:
            if named and named in (urlsplit(other.login).netloc, urlsplit(other.graph).netloc):
                return other
    return None


def knowing(http: Client, others: Sequence[OtherCloud], tenant: str) -> OtherCloud | None:
    """The first other cloud that knows this tenant; one that cannot be asked is left out."""
    logins = {other.login: other for other in reversed(others)}
    for login, other in reversed(logins.items()):
        body = _metadata(http, login, tenant)
        if str(body.get("issuer") or "").startswith(f"{login}/"):
            return owner(body, others) or other
    return None


def _metadata(http: Client, login: str, tenant: str) -> Mapping[str, Any]:
    try:
        answer = ask(http, "GET", address(login, tenant))
    except Problem:
        return {}
    return (json_object(answer) or {}) if answer.status_code == 200 else {}
