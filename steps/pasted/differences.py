"""What a pasted manifest still lacks, in the portal's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..model.changes import Row
from ..model.directory import Json
from ..model.views import Finding
from ..model.words import Words, say
from . import addresses
from .addresses import PLATFORMS

_URIS = {"web.redirectUris": "web", "spa.redirectUris": "spa", "publicClient.redirectUris": "publicClient"}
_PERSONAL = ("AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount")


def findings(rows: Sequence[Row], app: Json) -> tuple[Finding, ...]:
    """One failed finding for each thing to change; `rows` as `registration.application.plan` makes them for `app`.

    A redirect URI that only moves to another platform is one finding, not two.
    """
    wanted = {row.after for row in rows if row.path in _URIS and row.after}
    kept = (row for row in rows if not (row.path in _URIS and row.before in wanted))
    return tuple(_finding(row, app) for row in kept)


def _finding(row: Row, app: Json) -> Finding:
    if row.path in _URIS:
        return _redirect(row, app)
    name, do = _OTHERS.get(row.path, (_property, _set))
    return Finding(name(row), "fail", _seen(row), do(row))


def _redirect(row: Row, app: Json) -> Finding:
    platform = _URIS[row.path]
    name = say("pasted.redirect_uri", platform=PLATFORMS[platform], uri=str(row.after or row.before))
    if row.after is None:
        return Finding(name, "fail", str(row.before), say("pasted.remove_uri", uri=str(row.before)))
    registered = {other: tuple(app.get(other, {}).get("redirectUris", ())) for other in PLATFORMS}
    there = next((other for other, uris in registered.items() if row.after in uris), "")
    if there:
        seen = f"{PLATFORMS[there]}: {row.after}"
        return Finding(name, "fail", seen, _moved(there, platform, row.after))
    every = [uri for uris in registered.values() for uri in uris]
    near = addresses.nearest(row.after, registered[platform]) or addresses.nearest(row.after, every)
    if not near:
        return Finding(name, "fail", "", say("pasted.add_uri", uri=row.after, platform=PLATFORMS[platform]))
    return Finding(name, "fail", near, addresses.difference(row.after, near))


def _moved(there: str, platform: str, uri: str) -> Words:
    if (there, platform) == ("web", "spa"):
        return say("pasted.web_to_spa", uri=uri)
    if (there, platform) == ("spa", "web"):
        return say("pasted.spa_to_web", uri=uri)
    return say("pasted.move_uri", uri=uri, found=PLATFORMS[there], wanted=PLATFORMS[platform])


def _property(row: Row) -> Words:
    return row.path


def _set(row: Row) -> Words:
    return say("pasted.set", value=str(row.after)) if row.after is not None else say("pasted.unset")


def _seen(row: Row) -> str:
    return row.before or ""


def _audience(row: Row) -> Words:
    if row.before in _PERSONAL:
        return say("pasted.audience_personal")
    # Anybody's tenant may then send an email address of its own choosing ("nOAuth").
    return say("pasted.audience_wide") if row.after == "AzureADMyOrg" else say("pasted.audience_multi")


def _client_flows(row: Row) -> Words:
    return say("pasted.public_on") if row.after == "true" else say("pasted.public_off")


def _claim(row: Row) -> Words:
    return say("pasted.add_claim", claim=str(row.after))


def _permission(row: Row) -> Words:
    return say("pasted.add_permission", permission=str(row.after))


_Told = Callable[[Row], Words]
_OTHERS: Mapping[str, tuple[_Told, _Told]] = {
    "displayName": (lambda _: say("pasted.name"), lambda row: say("pasted.rename", name=str(row.after))),
    "signInAudience": (lambda _: say("pasted.audience"), _audience),
    "api.requestedAccessTokenVersion": (
        lambda _: say("pasted.token_version"),
        lambda row: say("pasted.set_token_version", version=str(row.after)),
    ),
    "web.logoutUrl": (lambda _: say("pasted.logout"), lambda row: say("pasted.set_logout", uri=str(row.after))),
    "isFallbackPublicClient": (lambda _: say("pasted.public_client"), _client_flows),
    "groupMembershipClaims": (
        lambda _: say("pasted.groups"),
        lambda row: say("pasted.set_groups", groups=row.after) if row.after else say("pasted.no_groups"),
    ),
    "optionalClaims.idToken": (lambda _: say("pasted.claims_id"), _claim),
    "optionalClaims.accessToken": (lambda _: say("pasted.claims_access"), _claim),
    "requiredResourceAccess (Microsoft Graph)": (lambda _: say("pasted.permissions"), _permission),
    "identifierUris": (lambda _: say("pasted.uri"), lambda row: say("pasted.add_identifier", uri=str(row.after))),
    "api.oauth2PermissionScopes": (
        lambda _: say("pasted.scopes"),
        lambda row: say("pasted.add_scope", scope=str(row.after)),
    ),
}
