"""The token endpoint: client credentials, authorization code, device code, refresh token."""

from __future__ import annotations

import base64
import hashlib
import hmac
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from ..directory import fingerprint
from ..moments import now
from ..realm import Realm
from . import device
from .assertion import prove_assertion
from .claims import assignments
from .clients import Client, find_client, is_public, prove_secret
from .issue import answer, restore, session_for, wanted_again
from .refusals import refuse
from .scopes import Wanted, parse, parse_v1
from .tenancy import is_shared
from .tokens import LIFE, app_token

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True)
class TokenRequest:
    """One request: the form's fields, with the client's id and secret wherever they stood."""

    realm: Realm
    tenant: str
    form: Mapping[str, str]
    client: Client
    secret: str
    origin: str
    v1: bool

    @property
    def assertion(self) -> str:
        return self.form.get("client_assertion", "")

    def prove(self) -> None:
        """Raises unless the caller proves to be this client, by a secret or by an assertion."""
        if self.assertion:
            prove_assertion(self.realm, self.client, self.form.get("client_assertion_type", ""), self.assertion)
        else:
            prove_secret(self.realm, self.client, self.secret)

    def prove_for(self, platform: str) -> None:
        """The same for a grant that goes back to this platform ("" for none). Raises AADSTS700025 as well."""
        if not is_public(self.client, platform, self.origin):
            self.prove()
        elif self.secret or self.assertion:
            raise refuse(700025)

    def need(self, name: str) -> str:
        value = self.form.get(name, "")
        if not value:
            raise refuse(900144, name=name)
        return value

    @property
    def with_info(self) -> bool:
        return self.form.get("client_info") == "1"

    def wanted(self, otherwise: Wanted) -> Wanted:
        """What this request asks for, or what was granted before."""
        if self.v1:
            resource = self.form.get("resource", "")
            if resource:
                return parse_v1(self.realm, self.client, resource, self.form.get("scope", "openid"))
            return otherwise
        scope = self.form.get("scope", "")
        return parse(self.realm, self.client, scope) if scope.strip() else otherwise


def token(
    realm: Realm, tenant: str, form: Mapping[str, str], headers: Mapping[str, str], v1: bool = False
) -> dict[str, Any]:
    """The JSON of a success. Raises `Refused`."""
    shared = is_shared(realm, tenant)
    grant = form.get("grant_type", "")
    if not grant:
        raise refuse(900144, name="grant_type")
    if grant not in GRANTS:
        raise refuse(70003, grant=grant)
    basic_id, basic_secret = _basic(headers.get("authorization", ""))
    client = find_client(realm, form.get("client_id") or basic_id, shared)
    secret = form.get("client_secret") or basic_secret
    asked = TokenRequest(realm, tenant, form, client, secret, headers.get("origin", ""), v1)
    return GRANTS[grant](asked)


def _basic(header: str) -> tuple[str, str]:
    kind, _, packed = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        client_id, _, secret = base64.b64decode(packed, validate=True).decode().partition(":")
    except (NotBase64, UnicodeDecodeError):
        raise refuse(9002313) from None
    # RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
    return unquote(client_id), unquote(secret)


def _client_credentials(asked: TokenRequest) -> dict[str, Any]:
    realm, client = asked.realm, asked.client
    asked.prove()
    wanted = asked.wanted(Wanted(everything=True))
    if not wanted.everything:
        raise refuse(70011, scope=asked.form.get("scope", ""))
    if realm.directory.principal_of(client.app_id) is None:
        raise refuse(7000229, app=client.app_id, tenant=realm.tenant_id)
    body: dict[str, Any] = {"token_type": "Bearer", "expires_in": LIFE - 1, "ext_expires_in": LIFE - 1}
    return body | {"access_token": app_token(realm, client, wanted.resource, _roles(asked, wanted.resource))}


def _roles(asked: TokenRequest, resource: str) -> list[str]:
    ours = asked.realm.directory.principal_of(asked.client.app_id)
    theirs = asked.realm.directory.principal_of(resource)
    mine = [a["appRoleId"] for a in assignments(asked.realm, resource) if ours and a["principalId"] == ours["id"]]
    return [role["value"] for role in (theirs["appRoles"] if theirs else ()) if role["id"] in mine]


def _authorization_code(asked: TokenRequest) -> dict[str, Any]:
    realm, codes = asked.realm, asked.realm.directory.codes
    code = fingerprint(asked.need("code"))
    kept = codes.get(code)
    if kept is None or kept["client_id"] != asked.client.app_id:
        # A wrong secret is said first, so that one request with a bogus code tells the two apart.
        if asked.client.app and not asked.client.is_public and (asked.secret or asked.assertion):
            asked.prove()
        raise refuse(70000)
    asked.prove_for(kept["platform"])
    if kept.get("used"):
        raise refuse(54005)
    if kept["expires"] <= now():
        raise refuse(70008)
    redirect = asked.form.get("redirect_uri", "")
    if not redirect:
        raise refuse(700009)
    if redirect != kept["redirect_uri"]:
        raise refuse(50011, uri=redirect, app=asked.client.app_id)
    _check_challenge(kept, asked.form.get("code_verifier", ""))
    codes.put(code, {**kept, "used": True})
    session = restore(realm, kept)
    wanted = asked.wanted(wanted_again(kept, session.scopes))
    if wanted.resource != session.resource:
        session = session_for(realm, asked.client, session.user, wanted, asked.v1, session.nonce, session.sid)
    openid = tuple(dict.fromkeys([*session.openid, *wanted.openid]))
    return answer(
        realm,
        replace(session, openid=openid, v1=asked.v1),
        replace(wanted, openid=openid),
        kept["platform"],
        asked.with_info,
    )


def _check_challenge(kept: Mapping[str, Any], verifier: str) -> None:
    challenge, method = kept["challenge"]
    if kept["platform"] == "spa" and not challenge:
        raise refuse(9002325)
    if not challenge:
        return
    if not verifier:
        raise refuse(501481)
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    if not hmac.compare_digest(digest if method == "S256" else verifier, challenge):
        raise refuse(501481)


def _refresh(asked: TokenRequest) -> dict[str, Any]:
    realm = asked.realm
    kept = realm.directory.refresh_tokens.get(fingerprint(asked.need("refresh_token")))
    if kept is None or kept["client_id"] != asked.client.app_id:
        raise refuse(70000)
    asked.prove_for(kept["platform"])
    if kept["expires"] <= now():
        raise refuse(700082)
    session = restore(realm, kept)
    wanted = asked.wanted(wanted_again(kept, session.scopes))
    openid = tuple(dict.fromkeys([*wanted.openid, *(n for n in kept["openid"] if n == "offline_access")]))
    session = session_for(realm, asked.client, session.user, wanted, asked.v1, "", session.sid)
    return answer(realm, replace(session, openid=openid), wanted, kept["platform"], asked.with_info)


def _device_code(asked: TokenRequest) -> dict[str, Any]:
    # Both spellings are in use: `code` is v1's, and MSAL sends the two.
    session, wanted = device.redeem(
        asked.realm, asked.client, asked.form.get("device_code") or asked.need("code"), asked.v1
    )
    return answer(asked.realm, session, wanted, "", asked.with_info)


GRANTS: dict[str, Callable[[TokenRequest], dict[str, Any]]] = {
    "client_credentials": _client_credentials,
    "authorization_code": _authorization_code,
    "refresh_token": _refresh,
    DEVICE_GRANT: _device_code,
    "device_code": _device_code,
}
