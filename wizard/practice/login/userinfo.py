"""userinfo: who the bearer of a Microsoft Graph token is (learn.microsoft.com/entra/identity-platform/userinfo)."""

from __future__ import annotations

from typing import Any

from ..graph.bearer import Caller
from ..realm import Realm
from .claims import pairwise


def userinfo(realm: Realm, caller: Caller) -> dict[str, Any] | None:
    """The claims, or None for a token without a person or without the scope `openid`."""
    if caller.user is None or "openid" not in caller.scopes:
        return None
    user = caller.user
    claims = {
        "sub": pairwise(realm, caller.app_id, user["id"]),
        "name": user["displayName"],
        "family_name": user["surname"],
        "given_name": user["givenName"],
        "picture": f"{realm.secure}/v1.0/me/photo/$value",
    }
    return claims | ({"email": user["mail"]} if user["mail"] and "email" in caller.scopes else {})
