"""Expose an API: the Application ID URI, and the scopes that clients may ask for.

Source: learn.microsoft.com/entra/identity-platform/quickstart-configure-app-expose-web-apis.
"""

from __future__ import annotations

import uuid

from ..store import Row
from .page import Page, Values
from .visit import Visit


def _listed(visit: Visit) -> Values:
    return {"app": visit.application(), "here": "expose"}


def _identifier(visit: Visit) -> Values:
    app = visit.application()
    # A scope needs the address first: the page then goes on to the scope.
    first = next(iter(app["identifierUris"]), f"api://{app['appId']}")
    return {"app": app, "here": "expose", "address": first, "then_scope": "scope" in visit.query}


def _save_identifier(visit: Visit) -> str:
    app = visit.application()
    address = visit.typed.get("address", "").strip()
    others = app["identifierUris"][1:]
    visit.graph("PATCH", visit.app_path, {"identifierUris": [address, *others] if address else others})
    return f"/apps/{app['appId']}/expose" + ("/scope" if "scope" in visit.query else "")


def _add_scope(visit: Visit) -> str:
    app, typed = visit.application(), visit.typed
    scope: Row = {
        "id": str(uuid.uuid4()),
        "value": typed.get("scope", "").strip(),
        "type": typed.get("consent", ""),
        "adminConsentDisplayName": typed.get("admin_name", "").strip(),
        "adminConsentDescription": typed.get("admin_description", "").strip(),
        "userConsentDisplayName": typed.get("user_name", "").strip() or None,
        "userConsentDescription": typed.get("user_description", "").strip() or None,
        "isEnabled": typed.get("state") == "enabled",
    }
    scopes = [*app["api"]["oauth2PermissionScopes"], scope]
    visit.graph("PATCH", visit.app_path, {"api": {"oauth2PermissionScopes": scopes}})
    return f"/apps/{app['appId']}/expose"


PAGES = (
    Page("/apps/{client_id}/expose", "portal_expose.html", _listed),
    Page("/apps/{client_id}/expose/identifier", "portal_identifier.html", _identifier, _save_identifier),
    Page("/apps/{client_id}/expose/scope", "portal_scope.html", _listed, _add_scope),
)
