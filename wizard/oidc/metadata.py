"""Read a tenant's metadata and believe none of it before it was compared with the tenant that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from steps.model.facts import Endpoints
from steps.model.problems import Problem, problem
from steps.model.words import say
from wizard.text import text

from .clouds import OtherCloud, address, knowing, owner
from .fetch import Client, ask, json_object, spoken
from .numbers import TENANT_UNKNOWN, in_body, request_id

_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Origins:
    """Where a tenant's endpoints may be. Origins have no trailing slash.

    `login` is the authority. `graph` may serve userinfo, and nothing else. `pages` may serve what a browser opens
    (the practice tenant only; else empty). `others` are the clouds that a tenant may turn out to belong to.
    """

    login: str
    graph: str
    pages: str = ""
    others: tuple[OtherCloud, ...] = ()

    def of(self, endpoint: str) -> tuple[str, ...]:
        """The origins from which this endpoint may be served."""
        if endpoint == "userinfo_endpoint":
            # The DoD cloud has a Graph host of its own; its metadata may name the one of the whole US Government.
            return (self.login, self.graph, self.graph.replace("://dod-", "://"))
        if endpoint in ("authorization_endpoint", "end_session_endpoint") and self.pages:
            return (self.login, self.pages)
        return (self.login,)


def read(http: Client, origins: Origins, tenant_id: str) -> Endpoints:
    """The checked metadata of a tenant (Discovery 1.0 §4).

    Problems: `tenant-unknown`, `tenant-elsewhere`, `issuer-mismatch`, `issuer-template`, `metadata-wrong`, and those
    of `fetch.ask`.
    """
    authority = f"{origins.login}/{tenant_id.lower()}"
    body = document(http, origins, tenant_id)
    # Discovery 4.3: the issuer is identical to the one that was asked for, and that before anybody is redirected.
    check_issuer(body.get("issuer"), f"{authority}/v2.0")
    found = endpoints_in(body, origins)
    return Endpoints(
        issuer=f"{authority}/v2.0",
        authorization=found["authorization_endpoint"],
        token=found["token_endpoint"],
        jwks=found["jwks_uri"],
        discovery_url=address(origins.login, tenant_id),
        userinfo=found["userinfo_endpoint"],
        end_session=found["end_session_endpoint"],
        device_authorization=found["device_authorization_endpoint"],
        issuer_v1=_issuer_v1(http, authority, tenant_id),
        iss_parameter=body.get("authorization_response_iss_parameter_supported") is True,
    )


def document(http: Client, origins: Origins, tenant: str) -> Mapping[str, Any]:
    """The metadata as it came, of a tenant that belongs to this cloud as far as it says. Nothing else is checked.

    Problems: `tenant-unknown`, `tenant-elsewhere`, `metadata-wrong`, and those of `fetch.ask`.
    """
    url = address(origins.login, tenant)
    answer = ask(http, "GET", url)
    body = json_object(answer)
    if answer.status_code != 200:
        _check_known(http, origins, body or {}, tenant)
        said = say("oidc.metadata.refused", status=str(answer.status_code), said=spoken(body or {}))
        raise problem("metadata-wrong", request_id(body or {}), what=text(said))
    if body is None:
        raise problem("metadata-wrong", what=text(say("oidc.metadata.not_json", url=url)))
    if elsewhere := owner(body, origins.others):
        raise problem("tenant-elsewhere", tenant=tenant, cloud=elsewhere.name)
    return body


def check_issuer(found: object, expected: str) -> None:
    """Problems: `issuer-mismatch`, `issuer-template`."""
    shown = found if isinstance(found, str) else ""
    if "{tenantid}" in shown:
        raise problem("issuer-template", found=shown)
    if shown != expected:
        raise problem("issuer-mismatch", found=shown, expected=expected)


def endpoints_in(body: Mapping[str, Any], origins: Origins) -> dict[str, str]:
    """Every endpoint we use, by its key in the metadata, empty where it may be missing. Problem: `metadata-wrong`."""
    optional = ("userinfo_endpoint", "end_session_endpoint", "device_authorization_endpoint")
    return {name: _endpoint(body, name, origins) for name in (*_NEEDED, *optional)}


def _endpoint(body: Mapping[str, Any], name: str, origins: Origins) -> str:
    found = body.get(name)
    if found is None and name not in _NEEDED:
        return ""
    if not isinstance(found, str) or not found:
        raise problem("metadata-wrong", what=text(say("oidc.metadata.missing", name=name)))
    # With the slash: https://login.microsoftonline.com.evil.example begins with the origin, too.
    if not any(found.startswith(f"{origin}/") for origin in origins.of(name)):
        raise problem("metadata-wrong", what=text(say("oidc.metadata.elsewhere", name=name, found=found)))
    try:
        httpx2.URL(found)
    except httpx2.InvalidURL:
        raise problem("metadata-wrong", what=text(say("oidc.metadata.missing", name=name))) from None
    return found


def _issuer_v1(http: Client, authority: str, tenant_id: str) -> str:
    """The issuer of the v1 endpoints, which some products ask for; empty where it cannot be read."""
    try:
        body = json_object(ask(http, "GET", f"{authority}/.well-known/openid-configuration")) or {}
    except Problem:
        return ""
    found = body.get("issuer")
    named = isinstance(found, str) and found.startswith("https://") and tenant_id.lower() in found.lower()
    return str(found) if named else ""


def _check_known(http: Client, origins: Origins, body: Mapping[str, Any], tenant: str) -> None:
    """Problems: `tenant-unknown`, or `tenant-elsewhere` where another cloud knows the tenant."""
    if not set(TENANT_UNKNOWN) & set(in_body(body)):
        return
    if elsewhere := knowing(http, origins.others, tenant):
        raise problem("tenant-elsewhere", request_id(body), tenant=tenant, cloud=elsewhere.name)
    raise problem("tenant-unknown", request_id(body), tenant=tenant)
