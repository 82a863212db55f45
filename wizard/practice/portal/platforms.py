"""Add a platform: which one, and its first redirect URI, kept at once by Configure."""

from __future__ import annotations

from steps.model.words import say

from ..graph.redirect_rules import WORK_ONLY
from ..store import Row
from .page import Page, Values
from .redirect_boxes import PARTS, check_address, check_logout
from .visit import Visit, Wrong


def _shown(visit: Visit) -> Values:
    part = visit.query.get("platform", "")
    return {"app": visit.application(), "here": "authentication", "part": part if part in PARTS else ""}


def _configure(visit: Visit) -> str:
    app, part = visit.application(), visit.query.get("platform", "")
    if part not in PARTS:
        raise Wrong(say("practice.portal.no_platform"))
    address, logout = visit.typed.get("uri", "").strip(), visit.typed.get("logout", "").strip()
    check_address(address, part, app["signInAudience"] not in WORK_ONLY)
    check_logout(logout)
    body: Row = {part: {"redirectUris": [*app[part]["redirectUris"], address]}}
    if logout:
        body["web"] = {**body.get("web", {}), "logoutUrl": logout}
    visit.graph("PATCH", visit.app_path, body)
    return f"/apps/{app['appId']}/authentication"


PAGES = (Page("/apps/{client_id}/platforms", "portal_platform.html", _shown, _configure),)
