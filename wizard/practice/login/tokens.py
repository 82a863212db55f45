"""The tokens themselves: ID tokens v1 and v2, and access tokens in the version their resource asks for."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from ..first_party import GRAPH_APP_ID, GRAPH_RESOURCE
from ..moments import now
from ..realm import Realm
from ..roles import MEMBER_TEMPLATE, TEMPLATES
from ..store import Row
from .claims import Claims, memberships, optional, pairwise, shown_name, unlike_any_other
from .clients import Client

LIFE = 3900
"""Seconds a token is good for; Entra picks a random life between 60 and 90 minutes."""


@dataclass(frozen=True)
class Session:
    """One person's sign-in to one client: `resource` is an app id, `scopes` the permissions on it.

    `prefix` is how the request named the resource, empty for short names.
    """

    client: Client
    user: Row
    resource: str
    scopes: tuple[str, ...]
    openid: tuple[str, ...]
    v1: bool = False
    nonce: str = ""
    sid: str = ""
    prefix: str = ""


def id_token(realm: Realm, session: Session, code: str = "") -> str:
    """`code` is given where the token leaves the authorize endpoint together with one (`c_hash`)."""
    user, app, moment = session.user, session.client.app, int(now())
    guest = user["userType"] == "Guest"
    claims = _frame(realm, session.client.app_id, moment, session.v1)
    claims |= {"sub": pairwise(realm, session.client.app_id, user["id"]), "tid": realm.tenant_id}
    if session.nonce:
        claims["nonce"] = session.nonce
    if session.sid:
        claims["sid"] = session.sid
    if guest:
        claims["idp"] = f"https://sts.windows.net/{user['userPrincipalName'].partition('#')[0]}/"
    if session.v1:
        claims |= {
            "amr": ["pwd"],
            "family_name": user["surname"],
            "given_name": user["givenName"],
            "ipaddr": "127.0.0.1",
            "name": user["displayName"],
            "oid": user["id"],
            "unique_name": user["mail"] if guest else user["userPrincipalName"],
        }
        claims |= {"email": user["mail"]} if guest else {"upn": user["userPrincipalName"]}
    elif "profile" in session.openid:
        claims |= {"name": user["displayName"], "oid": user["id"], "preferred_username": shown_name(user)}
    if user["mail"] and not session.v1 and ("email" in session.openid or guest):
        claims["email"] = user["mail"]
    claims |= optional(realm, app, "idToken", user, moment, session.v1) | memberships(realm, app, "idToken", user)
    if code:
        claims["c_hash"] = _left_half(code)
    return realm.key.sign(claims, session.v1)


def access_token(realm: Realm, session: Session) -> str:
    """For Microsoft Graph as for an own API: the resource's registration decides version, audience and claims."""
    user, moment = session.user, int(now())
    app = realm.directory.application_of(session.resource)
    v2 = bool(app and app["api"]["requestedAccessTokenVersion"] == 2)
    claims = _frame(realm, audience(realm, session.resource), moment, v1=not v2)
    claims |= {
        "sub": pairwise(realm, session.resource if app else session.client.app_id, user["id"]),
        "tid": realm.tenant_id,
        "oid": user["id"],
        "name": user["displayName"],
        "scp": " ".join(name for name in session.scopes if name != "offline_access"),
        **_presenter(session.client, v2),
    }
    if v2:
        claims["preferred_username"] = shown_name(user)
    else:
        claims |= {
            "acct": int(user["userType"] == "Guest"),
            "acr": "1",
            "amr": ["pwd"],
            "family_name": user["surname"],
            "given_name": user["givenName"],
            "idtyp": "user",
            "ipaddr": "127.0.0.1",
            "unique_name": user["mail"] if user["userType"] == "Guest" else user["userPrincipalName"],
            "upn": user["userPrincipalName"],
        }
    if session.resource == GRAPH_APP_ID:
        claims["wids"] = [*(TEMPLATES[r] for r in realm.directory.roles_of(user["id"])), MEMBER_TEMPLATE]
    claims |= optional(realm, app, "accessToken", user, moment) | memberships(realm, app, "accessToken", user)
    return realm.key.sign(claims, not v2)


def app_token(realm: Realm, client: Client, resource: str, roles: list[str]) -> str:
    """A token without a person; claim names as captured in calvinchengx/entra-emulator, 2026-08."""
    app, principal = realm.directory.application_of(resource), realm.directory.principal_of(client.app_id)
    v2 = bool(app and app["api"]["requestedAccessTokenVersion"] == 2)
    claims = _frame(realm, audience(realm, resource), int(now()), v1=not v2)
    oid = principal["id"] if principal else ""
    claims |= {"oid": oid, "sub": oid, "tid": realm.tenant_id, "idtyp": "app", **_presenter(client, v2)}
    if roles:
        claims["roles"] = roles
    return realm.key.sign(claims, not v2)


def audience(realm: Realm, resource: str) -> str:
    """`aud` of an access token: the id for v2, the Application ID URI for v1."""
    app = realm.directory.application_of(resource)
    if app is None:
        return GRAPH_RESOURCE
    v2 = app["api"]["requestedAccessTokenVersion"] == 2
    return str(app["appId"] if v2 or not app["identifierUris"] else app["identifierUris"][0])


def client_info(realm: Realm, user: Row) -> str:
    """What MSAL asks for with `client_info=1`: who this is, in base64url."""
    packed = json.dumps({"uid": user["id"], "utid": realm.tenant_id}).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _frame(realm: Realm, aud: str, moment: int, v1: bool) -> Claims:
    return {
        "aud": aud,
        "iss": realm.issuer_v1 if v1 else realm.issuer,
        "iat": moment,
        "nbf": moment,
        "exp": moment + LIFE,
        "aio": unlike_any_other(),
        "rh": unlike_any_other(),
        "uti": unlike_any_other(),
        "ver": "1.0" if v1 else "2.0",
    }


def _presenter(client: Client, v2: bool) -> Claims:
    strength = "0" if client.is_public else "1"
    if v2:
        return {"azp": client.app_id, "azpacr": strength}
    return {"app_displayname": client.name, "appid": client.app_id, "appidacr": strength}


def _left_half(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")
