"""Read a tenant's metadata and believe none of it before it was compared with the tenant that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from steps.model.problems import Problem, problem
from steps.model.setup import Endpoints
from steps.model.words import say
from wizard.text import text

from .fetch import ask, json_object, numbers, request_id, spoken

_TENANT_UNKNOWN = {90002, 900023}
"""No such tenant in this cloud, or not the form of a tenant; the discovery address answers them with HTTP 400."""


@dataclass(frozen=True)
class Origins:
    """Where a tenant's endpoints may be. Origins have no trailing slash.

    `login` is the authority. `graph` may serve userinfo, and nothing else. `pages` may serve what a browser opens
    (the practice tenant only; else empty).
    """

    login: str
    graph: str
    pages: str = ""

    def of(self, endpoint: str) -> tuple[str, ...]:
        """The origins from which this endpoint may be served."""
        if endpoint == "userinfo_endpoint":
            # The DoD cloud has a Graph host of its own; its metadata may name the one of the whole US Government.
            return (self.login, self.graph, self.graph.replace("://dod-", "://"))
        if endpoint in ("authorization_endpoint", "end_session_endpoint") and self.pages:
            return (self.login, self.pages)
        return (self.login,)


def read(http: httpx2.Client, origins: Origins, tenant_id: str) -> Endpoints:
    """The checked metadata of a tenant (Discovery 1.0 §4).

    Problems: `tenant-unknown`, `issuer-mismatch`, `issuer-template`, `metadata-wrong`, and those of `fetch.ask`.
    """
    authority = f"{origins.login}/{tenant_id.lower()}"
    url = f"{authority}/v2.0/.well-known/openid-configuration"
    answer = ask(http, "GET", url)
    body = json_object(answer)
    if answer.status_code != 200:
        raise _refused(answer.status_code, body or {}, tenant_id)
    if body is None:
        raise problem("metadata-wrong", what=text(say("oidc.metadata.not_json", url=url)))
    # Discovery 4.3: the issuer is identical to the one that was asked for, and that before anybody is redirected.
    _check_issuer(body.get("issuer"), f"{authority}/v2.0")
    return Endpoints(
        issuer=f"{authority}/v2.0",
        authorization=_endpoint(body, "authorization_endpoint", origins, needed=True),
        token=_endpoint(body, "token_endpoint", origins, needed=True),
        jwks=_endpoint(body, "jwks_uri", origins, needed=True),
        discovery_url=url,
        userinfo=_endpoint(body, "userinfo_endpoint", origins),
        end_session=_endpoint(body, "end_session_endpoint", origins),
        device_authorization=_endpoint(body, "device_authorization_endpoint", origins),
        issuer_v1=_issuer_v1(http, authority, tenant_id),
        iss_parameter=body.get("authorization_response_iss_parameter_supported") is True,
    )


def _check_issuer(found: object, expected: str) -> None:
    shown = found if isinstance(found, str) else ""
    if "{tenantid}" in shown:
        raise problem("issuer-template", found=shown)
    if shown != expected:
        raise problem("issuer-mismatch", found=shown, expected=expected)


def _endpoint(body: Mapping[str, Any], name: str, origins: Origins, needed: bool = False) -> str:
    found = body.get(name)
    if found is None and not needed:
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


def _issuer_v1(http: httpx2.Client, authority: str, tenant_id: str) -> str:
    """The issuer of the v1 endpoints, which some products ask for; empty where it cannot be read."""
    try:
        body = json_object(ask(http, "GET", f"{authority}/.well-known/openid-configuration")) or {}
    except Problem:
        return ""
    found = body.get("issuer")
    named = isinstance(found, str) and found.startswith("https://") and tenant_id.lower() in found.lower()
    return str(found) if named else ""


def _refused(status: int, body: Mapping[str, Any], tenant_id: str) -> Problem:
    if _TENANT_UNKNOWN & set(numbers(body)):
        return problem("tenant-unknown", request_id(body), tenant=tenant_id)
    said = say("oidc.metadata.refused", status=str(status), said=spoken(body))
    return problem("metadata-wrong", request_id(body), what=text(said))
