"""Token configuration: optional claims by token, and the groups claim.

Source: learn.microsoft.com/entra/identity-platform/optional-claims.
"""

from __future__ import annotations

from steps.model.words import say

from ..first_party import GRAPH_APP_ID, GRAPH_SCOPES
from ..login.claims import OPTIONAL
from ..store import Row
from .page import Page, Values
from .permissions import declared, extended
from .visit import Visit, Wrong

TOKENS = ("idToken", "accessToken", "saml2Token")
GROUPS = ("SecurityGroup", "DirectoryRole", "All", "ApplicationGroup")
NEEDS = {"email": "email", **dict.fromkeys(("upn", "family_name", "given_name"), "profile")}
"""Claims that come only with a permission of Microsoft Graph, which the page offers to turn on."""


def _listed(visit: Visit) -> Values:
    app = visit.application()
    claims = app["optionalClaims"] or {}
    rows = [(token, entry["name"]) for token in TOKENS for entry in claims.get(token) or []]
    groups = [name.strip() for name in (app["groupMembershipClaims"] or "").split(",")]
    chosen = [name for name in groups if name in GROUPS]
    return {"app": app, "here": "token-configuration", "claims": rows, "groups": chosen}


def _remove(visit: Visit) -> str:
    app, what = visit.application(), visit.typed.get("remove", "")
    token, _, name = what.partition(".")
    if what == "groups":
        visit.graph("PATCH", visit.app_path, {"groupMembershipClaims": None})
    elif token in TOKENS:
        visit.graph("PATCH", visit.app_path, {"optionalClaims": _claims(app, token, without=name)})
    return _back(app)


def _claims(app: Row, token: str, names: tuple[str, ...] = (), without: str = "") -> Row:
    there = app["optionalClaims"] or {}
    kept = {kind: list(there.get(kind) or []) for kind in TOKENS}
    known = {entry["name"] for entry in kept[token]}
    fresh = [{"name": name, "essential": False} for name in names if name not in known]
    kept[token] = [entry for entry in kept[token] if entry["name"] != without] + fresh
    return kept


def _back(app: Row) -> str:
    return f"/apps/{app['appId']}/token-configuration"


def _choices(visit: Visit) -> Values:
    return {
        "app": visit.application(),
        "here": "token-configuration",
        "tokens": TOKENS,
        "offered": sorted(OPTIONAL),
        "needed": (),
    }


def _add(visit: Visit) -> str | Values:
    app, token = visit.application(), visit.typed.get("token", "")
    names = tuple(name for name in visit.ticked("claim.") if name in OPTIONAL)
    if token not in TOKENS or not names:
        raise Wrong(say("practice.portal.no_claim"))
    needed = [scope for scope in dict.fromkeys(NEEDS[n] for n in names if n in NEEDS) if not declared(app, scope)]
    if needed and "asked" not in visit.typed:
        return {"needed": needed}
    body: Row = {"optionalClaims": _claims(app, token, names)}
    if "turn_on" in visit.typed and needed:
        body["requiredResourceAccess"] = extended(app, GRAPH_APP_ID, [GRAPH_SCOPES[scope] for scope in needed])
    visit.graph("PATCH", visit.app_path, body)
    return _back(app)


def _groups(visit: Visit) -> Values:
    return {**_listed(visit), "offered": GROUPS}


def _save_groups(visit: Visit) -> str:
    app = visit.application()
    chosen = [name for name in GROUPS if f"group.{name}" in visit.typed]
    if not chosen:
        raise Wrong(say("practice.portal.no_groups"))
    visit.graph("PATCH", visit.app_path, {"groupMembershipClaims": ", ".join(chosen)})
    return _back(app)


PAGES = (
    Page("/apps/{client_id}/token-configuration", "portal_token_configuration.html", _listed, _remove),
    Page("/apps/{client_id}/token-configuration/claim", "portal_claim.html", _choices, _add),
    Page("/apps/{client_id}/token-configuration/groups", "portal_groups.html", _groups, _save_groups),
)
