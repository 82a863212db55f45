"""App registrations: the list, and New registration.

Source: learn.microsoft.com/entra/identity-platform/quickstart-register-app.
"""

from __future__ import annotations

from steps.model.words import say

from ..first_party import GRAPH_APP_ID, GRAPH_SCOPES
from ..graph.redirect_rules import WORK_ONLY
from ..store import Row
from .overview import TAGS
from .page import Page, Values
from .redirect_boxes import PARTS, check_address
from .visit import Visit, Wrong

AUDIENCES = ("AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount")
USER_READ = {"id": GRAPH_SCOPES["User.Read"], "type": "Scope"}


def _listed(visit: Visit) -> Values:
    return {"apps": visit.all("/applications")}


def _blank(visit: Visit) -> Values:
    return {"audiences": AUDIENCES}


def _register(visit: Visit) -> str:
    audience = visit.typed.get("audience", "")
    personal = audience not in WORK_ONLY
    body: Row = {
        "displayName": visit.typed.get("name", "").strip(),
        "signInAudience": audience,
        "requiredResourceAccess": [{"resourceAppId": GRAPH_APP_ID, "resourceAccess": [USER_READ]}],
        # With personal accounts version 2 is the only one; otherwise the portal leaves it open.
        "api": {"requestedAccessTokenVersion": 2 if personal else None},
    }
    platform, address = visit.typed.get("platform", ""), visit.typed.get("uri", "").strip()
    if address and platform not in PARTS:
        raise Wrong(say("practice.portal.no_platform"))
    if address:
        check_address(address, platform, personal)
        body[platform] = {"redirectUris": [address]}
    app = visit.graph("POST", "/applications", body)
    visit.graph("POST", "/servicePrincipals", {"appId": app["appId"], "tags": TAGS})
    return f"/apps/{app['appId']}/overview"


PAGES = (
    Page("/apps", "portal_registrations.html", _listed),
    Page("/apps/new", "portal_register.html", _blank, _register),
)
