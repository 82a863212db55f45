"""An app's Authentication page. Nothing of it is kept before Save, as in the real portal."""

from __future__ import annotations

from typing import Any

from ..store import Row
from .page import Page, Values
from .redirect_boxes import PARTS, check_logout, check_new
from .registrations import AUDIENCES
from .visit import Visit

IMPLICIT = {"access_tokens": "enableAccessTokenIssuance", "id_tokens": "enableIdTokenIssuance"}


def _shown(visit: Visit) -> Values:
    app = visit.application()
    state = _typed(visit) if visit.typed else _kept(app)
    return {"app": app, "here": "authentication", "audiences": AUDIENCES, "state": state}


def _kept(app: Row) -> Values:
    return {
        "addresses": {part: app[part]["redirectUris"] for part in PARTS if app[part]["redirectUris"]},
        "logout": app["web"]["logoutUrl"] or "",
        "implicit": [box for box, name in IMPLICIT.items() if app["web"]["implicitGrantSettings"][name]],
        "audience": app["signInAudience"],
        "public": "yes" if app["isFallbackPublicClient"] else "no",
    }


def _typed(visit: Visit) -> Values:
    # Boxes are numbered across the platform and come in their order; an emptied one is no address.
    boxes = {part: [visit.typed[f"uri.{part}.{name}"] for name in visit.ticked(f"uri.{part}.")] for part in PARTS}
    return {
        "addresses": {part: listed for part, listed in boxes.items() if listed},
        "logout": visit.typed.get("logout", "").strip(),
        "implicit": visit.ticked("implicit."),
        "audience": visit.typed.get("audience", ""),
        "public": visit.typed.get("public", "no"),
    }


def _act(visit: Visit) -> str | Values:
    app, state = visit.application(), _typed(visit)
    addresses: dict[str, list[str]] = state["addresses"]
    what, _, which = visit.typed.get("do", "save").partition(".")
    if what == "add" and which in PARTS:
        return {"state": {**state, "addresses": {**addresses, which: [*addresses.get(which, []), ""]}}}
    if what == "remove":
        part, _, number = which.partition(".")
        left = [address for n, address in enumerate(addresses.get(part, [])) if str(n) != number]
        return {"state": {**state, "addresses": {**addresses, part: left}}}
    filled = {part: [a.strip() for a in addresses.get(part, []) if a.strip()] for part in PARTS}
    check_new(app, filled, state["audience"])
    check_logout(state["logout"])
    changes = _changes(app, state, filled)
    if changes:
        visit.graph("PATCH", visit.app_path, changes)
    return f"/apps/{app['appId']}/authentication"


def _changes(app: Row, state: Values, filled: dict[str, list[str]]) -> Row:
    """Only what differs: a value that was never set stays unset."""
    kept = _kept(app)
    body: dict[str, Any] = {
        part: {"redirectUris": listed} for part, listed in filled.items() if listed != app[part]["redirectUris"]
    }
    web: Row = body.get("web", {})
    if state["logout"] != kept["logout"]:
        web["logoutUrl"] = state["logout"] or None
    if state["implicit"] != kept["implicit"]:
        web["implicitGrantSettings"] = {name: box in state["implicit"] for box, name in IMPLICIT.items()}
    if web:
        body["web"] = web
    if state["audience"] != kept["audience"]:
        body["signInAudience"] = state["audience"]
    if state["public"] != kept["public"]:
        body["isFallbackPublicClient"] = state["public"] == "yes"
    return body


PAGES = (Page("/apps/{client_id}/authentication", "portal_authentication.html", _shown, _act),)
