"""Codes, refresh tokens and token answers: what is handed out, and how it is remembered."""

from __future__ import annotations

import secrets
from typing import Any

from ..directory import fingerprint
from ..first_party import OPENID_SCOPES
from ..moments import now
from ..realm import Realm
from ..store import Row
from .clients import Client, find_client
from .consent import granted, missing
from .refusals import refuse
from .scopes import Wanted
from .tokens import LIFE, Session, access_token, client_info, id_token

CODE_LIFE = 600
SPA_REFRESH_LIFE = 24 * 3600
REFRESH_LIFE = 90 * 24 * 3600


def new_code(realm: Realm, session: Session, redirect: str, platform: str, challenge: tuple[str, str]) -> str:
    """An authorization code for this session; `challenge` is PKCE's value and method, empty without PKCE.

    The session's permissions are not kept: they are looked up again when the code is redeemed.
    """
    code = "1." + secrets.token_urlsafe(60)
    row = _kept(session) | {
        "redirect_uri": redirect,
        "platform": platform,
        "challenge": list(challenge),
        "expires": now() + CODE_LIFE,
    }
    realm.directory.codes.put(fingerprint(code), row)
    return code


def _kept(session: Session) -> Row:
    return {
        "client_id": session.client.app_id,
        "user_id": session.user["id"],
        "resource": session.resource,
        "openid": list(session.openid),
        "nonce": session.nonce,
        "v1": session.v1,
        "sid": session.sid,
        "prefix": session.prefix,
    }


def restore(realm: Realm, kept: Row) -> Session:
    """The session behind a code or a refresh token, with the permissions of this moment.

    Raises AADSTS700016 if the client is gone and 70000 if the person is.
    """
    client = find_client(realm, kept["client_id"])
    user = realm.directory.users.get(kept["user_id"])
    if user is None:
        raise refuse(70000)
    scopes = granted(realm, client, user["id"], kept["resource"])
    openid = tuple(kept["openid"])
    rest = {name: kept[name] for name in ("v1", "nonce", "sid", "prefix")}
    return Session(client, user, kept["resource"], scopes, openid, **rest)


def session_for(realm: Realm, client: Client, user: Row, wanted: Wanted, v1: bool, nonce: str, sid: str) -> Session:
    """A session for what was asked. Raises AADSTS65001 if anything of it lacks consent."""
    if missing(realm, client, user["id"], wanted):
        raise refuse(65001, app=client.app_id, name=client.name)
    scopes = granted(realm, client, user["id"], wanted.resource)
    return Session(client, user, wanted.resource, scopes, wanted.openid, v1, nonce, sid, wanted.prefix)


def answer(realm: Realm, session: Session, wanted: Wanted, platform: str, with_info: bool) -> dict[str, Any]:
    """The token endpoint's JSON for a person's session."""
    body: dict[str, Any] = {
        "token_type": "Bearer",
        "scope": wanted.granted(session.scopes),
        "expires_in": LIFE - 1,
        "ext_expires_in": LIFE - 1,
        "access_token": access_token(realm, session),
    }
    if "offline_access" in session.openid or session.v1:
        body["refresh_token"] = _refresh_token(realm, session, platform)
    if "openid" in session.openid:
        body["id_token"] = id_token(realm, session)
    if with_info:
        body["client_info"] = client_info(realm, session.user)
    return _as_v1(body, wanted.prefix or session.resource) if session.v1 else body


def _as_v1(body: dict[str, Any], resource: str) -> dict[str, Any]:
    # The v1 endpoint writes numbers as text, and times beside lives.
    moment = int(now())
    life = str(body.pop("expires_in"))
    return body | {
        "expires_in": life,
        "ext_expires_in": life,
        "expires_on": str(moment + LIFE - 1),
        "not_before": str(moment),
        "resource": resource,
    }


def _refresh_token(realm: Realm, session: Session, platform: str) -> str:
    token = "1." + secrets.token_urlsafe(90)
    life = SPA_REFRESH_LIFE if platform == "spa" else REFRESH_LIFE
    row = _kept(session) | {"platform": platform, "expires": now() + life, "nonce": ""}
    realm.directory.refresh_tokens.put(fingerprint(token), row)
    return token


def wanted_again(kept: Row, scopes: tuple[str, ...]) -> Wanted:
    """What a code was issued for, where the token request does not say it again."""
    names = tuple(name for name in scopes if name not in OPENID_SCOPES)
    return Wanted(kept["resource"], tuple(kept["openid"]), names, kept["prefix"])
