"""Who calls Graph: the person and client behind an access token."""

from __future__ import annotations

from dataclasses import dataclass

from ..first_party import GRAPH_APP_ID, GRAPH_RESOURCE
from ..moments import now
from ..realm import Realm
from ..store import Row
from .answers import GraphRefusal


@dataclass(frozen=True)
class Caller:
    """`user` is None for a token without a person; then `app_roles` hold what the application may do."""

    app_id: str
    user: Row | None
    scopes: frozenset[str]
    app_roles: frozenset[str]
    roles: frozenset[str]
    principal_id: str


def read_caller(realm: Realm, authorization: str) -> Caller:
    """The caller of this `Authorization` header. Raises 401 InvalidAuthenticationToken."""
    kind, _, token = authorization.partition(" ")
    if not token:
        raise GraphRefusal(401, "InvalidAuthenticationToken", "Access token is empty.")
    claims = realm.key.read(token.strip()) if kind.lower() == "bearer" else None
    if claims is None:
        raise GraphRefusal(401, "InvalidAuthenticationToken", "Access token validation failure.")
    if claims["aud"] not in (GRAPH_RESOURCE, GRAPH_APP_ID):
        raise GraphRefusal(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.")
    if claims["exp"] <= now():
        raise GraphRefusal(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")
    app_id = str(claims.get("appid") or claims.get("azp"))
    app_roles = frozenset(claims.get("roles", ()))
    if claims.get("idtyp") == "app":
        return Caller(app_id, None, frozenset(), app_roles, frozenset(), claims["oid"])
    user = realm.directory.users.get(claims["oid"])
    if user is None:
        raise GraphRefusal(401, "InvalidAuthenticationToken", "The identity of the calling person was not found.")
    roles = frozenset(realm.directory.roles_of(user["id"]))
    return Caller(app_id, user, frozenset(claims["scp"].split()), frozenset(), roles, user["id"])
