"""An application's manifest, in either format, in the shape of Microsoft Graph v1.0 reduced to what is compared.

Formats: the Microsoft Graph app manifest, and the Azure AD Graph format before it (entra-docs,
reference-app-manifest.md and reference-microsoft-graph-app-manifest.md), which the portal may still offer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from ..model.directory import Json
from ..model.problems import problem

_OLD = {
    "replyUrlsWithType",
    "accessTokenAcceptedVersion",
    "allowPublicClient",
    "oauth2Permissions",
    "oauth2AllowIdTokenImplicitFlow",
    "oauth2AllowImplicitFlow",
    "logoutUrl",
}
_SIGNS = {
    *_OLD,
    "requiredResourceAccess",
    "signInAudience",
    "passwordCredentials",
    "identifierUris",
    "optionalClaims",
}
_PLATFORMS = {"web": "Web", "spa": "Spa", "publicClient": "InstalledClient"}


def is_manifest(found: Json) -> bool:
    """Whether it is an application's, with or without its `appId`; a service principal is none."""
    return len(_SIGNS & set(found)) >= 2 and not is_service_principal(found)


def is_service_principal(found: Json) -> bool:
    return bool({"servicePrincipalType", "servicePrincipalNames", "appOwnerOrganizationId"} & set(found))


def application(found: Json, field: str) -> Json:
    """The application in Graph's shape, complete in all keys below; raises `AskAgain` for a value of another kind."""
    take = _Taking(found, field)
    old = bool(_OLD & set(found)) and "web" not in found
    app = _old(take) if old else _new(take)
    claims = take.of("optionalClaims")
    group = take.text("groupMembershipClaims")
    return {
        "appId": take.text("appId"),
        "id": take.text("id"),
        "displayName": take.text("name" if old and "displayName" not in found else "displayName"),
        "signInAudience": take.text("signInAudience"),
        "identifierUris": take.texts("identifierUris"),
        # Graph says null for "no groups", the manifest sometimes "None".
        "groupMembershipClaims": None if group in ("", "None") else group,
        "optionalClaims": {token: _claims(claims, token) for token in ("idToken", "accessToken", "saml2Token")}
        if claims.found
        else None,
        "requiredResourceAccess": [
            {
                "resourceAppId": entry.text("resourceAppId"),
                "resourceAccess": [
                    {"id": one.text("id"), "type": one.text("type")} for one in entry.each("resourceAccess")
                ],
            }
            for entry in take.each("requiredResourceAccess")
        ],
        # Never the value: Microsoft leaves it out, and what is not read here is not kept.
        "passwordCredentials": [
            {
                "displayName": entry.text("displayName"),
                "endDateTime": entry.text("endDateTime") or entry.text("endDate"),
                "hint": entry.text("hint"),
                "keyId": entry.text("keyId"),
            }
            for entry in take.each("passwordCredentials")
        ],
        **app,
    }


def holds_secret(found: Json) -> bool:
    """Whether the value of a client secret stands in it."""
    listed = found.get("passwordCredentials")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return any(entry.get(name) for entry in entries for name in ("secretText", "value"))


def _new(take: _Taking) -> Json:
    web, api = take.of("web"), take.of("api")
    implicit = web.of("implicitGrantSettings")
    return {
        "isFallbackPublicClient": take.flag("isFallbackPublicClient"),
        "web": {
            "redirectUris": web.texts("redirectUris"),
            "logoutUrl": web.text("logoutUrl") or None,
            "implicitGrantSettings": {
                name: implicit.flag(name) for name in ("enableAccessTokenIssuance", "enableIdTokenIssuance")
            },
        },
        "spa": {"redirectUris": take.of("spa").texts("redirectUris")},
        "publicClient": {"redirectUris": take.of("publicClient").texts("redirectUris")},
        "api": {
            "requestedAccessTokenVersion": api.number("requestedAccessTokenVersion"),
            "oauth2PermissionScopes": _scopes(api, "oauth2PermissionScopes"),
        },
    }


def _old(take: _Taking) -> Json:
    urls = [(entry.text("type").lower(), entry.text("url")) for entry in take.each("replyUrlsWithType")]
    of = {name: [url for kind, url in urls if kind == old.lower()] for name, old in _PLATFORMS.items()}
    return {
        "isFallbackPublicClient": take.flag("allowPublicClient"),
        "web": {
            "redirectUris": of["web"],
            "logoutUrl": take.text("logoutUrl") or None,
            "implicitGrantSettings": {
                "enableAccessTokenIssuance": take.flag("oauth2AllowImplicitFlow"),
                "enableIdTokenIssuance": take.flag("oauth2AllowIdTokenImplicitFlow"),
            },
        },
        "spa": {"redirectUris": of["spa"]},
        "publicClient": {"redirectUris": of["publicClient"]},
        "api": {
            "requestedAccessTokenVersion": take.number("accessTokenAcceptedVersion"),
            "oauth2PermissionScopes": _scopes(take, "oauth2Permissions"),
        },
    }


def _scopes(take: _Taking, name: str) -> list[Json]:
    return [
        {
            "value": one.text("value"),
            "isEnabled": one.flag("isEnabled"),
            "type": one.text("type"),
            "id": one.text("id"),
        }
        for one in take.each(name)
    ]


def _claims(take: _Taking, token: str) -> list[Json]:
    return [
        {
            "name": one.text("name"),
            "source": one.text("source") or None,
            "essential": bool(one.flag("essential")),
            "additionalProperties": one.texts("additionalProperties"),
        }
        for one in take.each(token)
    ]


class _Taking:
    """Reads values of one object by name and kind: null is empty, any other kind than the expected is refused."""

    def __init__(self, found: Mapping[str, Any], field: str) -> None:
        self.found = found
        self._field = field

    def text(self, name: str) -> str:
        return _visible(self._value(name, str, ""))

    def flag(self, name: str) -> bool | None:
        value: bool | None = self._value(name, bool, None)
        return value

    def number(self, name: str) -> int | None:
        value: int | None = self._value(name, int, None)
        # To Python, true is a number.
        if isinstance(value, bool):
            self._wrong(name)
        return value

    def texts(self, name: str) -> list[str]:
        values = self._value(name, list, [])
        return [_visible(value) if isinstance(value, str) else self._wrong(name) for value in values]

    def of(self, name: str) -> _Taking:
        return _Taking(self._value(name, dict, {}), self._field)

    def each(self, name: str) -> list[_Taking]:
        values = self._value(name, list, [])
        return [_Taking(one, self._field) if isinstance(one, dict) else self._wrong(name) for one in values]

    def _value(self, name: str, kind: type[Any], empty: Any) -> Any:
        value = self.found.get(name)
        return empty if value is None else value if isinstance(value, kind) else self._wrong(name)

    def _wrong(self, name: str) -> NoReturn:
        raise problem("paste-manifest-shape", field=self._field, name=name)


def _visible(text: str) -> str:
    # JSON can spell what no text should hold: half a surrogate pair, a terminal's escape, a change of direction.
    return "".join(char for char in text if char.isprintable())
