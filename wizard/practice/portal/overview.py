"""Overview pages: the tenant's, and an app's with its endpoints."""

from __future__ import annotations

from ..graph.organization import PREMIUM
from ..people import DOMAIN
from .page import Page, Values
from .visit import Visit

TAGS = ["WindowsAzureActiveDirectoryIntegratedApp"]
"""The portal's mark, without which Enterprise applications does not list a service principal."""


def _tenant(visit: Visit) -> Values:
    plans = visit.graph("GET", "/organization")["value"][0]["assignedPlans"]
    premium = any(plan["servicePlanId"] == PREMIUM for plan in plans)
    roles = ", ".join(visit.realm.directory.roles_of(visit.user["id"]))
    return {"tenant_id": visit.realm.tenant_id, "domain": DOMAIN, "premium": premium, "roles": roles}


def _app(visit: Visit) -> Values:
    app = visit.application()
    principal = visit.realm.directory.principal_of(app["appId"])
    return {"app": app, "here": "overview", "principal": principal, "tenant_id": visit.realm.tenant_id}


def _create_principal(visit: Visit) -> str:
    app = visit.application()
    visit.graph("POST", "/servicePrincipals", {"appId": app["appId"], "tags": TAGS})
    return f"/apps/{app['appId']}/overview"


def _endpoints(visit: Visit) -> Values:
    realm, tenant = visit.realm, visit.realm.tenant_id
    # As in the metadata: a browser opens the authorization endpoints, programs ask the others over TLS.
    addresses = {
        "authorize_v2": f"{realm.pages}/{tenant}/oauth2/v2.0/authorize",
        "token_v2": f"{realm.secure}/{tenant}/oauth2/v2.0/token",
        "authorize_v1": f"{realm.pages}/{tenant}/oauth2/authorize",
        "token_v1": f"{realm.secure}/{tenant}/oauth2/token",
        "metadata": f"{realm.secure}/{tenant}/v2.0/.well-known/openid-configuration",
        "graph": realm.secure,
    }
    return {"addresses": addresses, "app": visit.application(), "here": "overview"}


PAGES = (
    Page("/home", "portal_home.html", _tenant),
    Page("/apps/{client_id}/overview", "portal_overview.html", _app, _create_principal),
    Page("/apps/{client_id}/endpoints", "portal_endpoints.html", _endpoints),
)
