"""The application Entra should have for a product, and how that differs from the one it has.

Shapes: Graph v1.0 resource type application. Only what a recipe decides is compared; anything else that somebody
set in the portal is left alone, further redirect URIs and permissions included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..model.changes import Change, Row
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.graph_ids import DELEGATED, GRAPH_APP_ID
from ..model.ports import World
from ..model.setup import Setup

_LISTS: dict[str, Callable[[Json], list[str]]] = {
    "web.redirectUris": lambda app: app.get("web", {}).get("redirectUris", []),
    "spa.redirectUris": lambda app: app.get("spa", {}).get("redirectUris", []),
    "publicClient.redirectUris": lambda app: app.get("publicClient", {}).get("redirectUris", []),
    "optionalClaims.idToken": lambda app: [c["name"] for c in (app.get("optionalClaims") or {}).get("idToken", [])],
    "optionalClaims.accessToken": lambda app: [
        c["name"] for c in (app.get("optionalClaims") or {}).get("accessToken", [])
    ],
    "requiredResourceAccess (Microsoft Graph)": lambda app: _permissions(app),
}
_SCALARS: dict[str, Callable[[Json], Any]] = {
    "displayName": lambda app: app.get("displayName"),
    "signInAudience": lambda app: app.get("signInAudience"),
    "api.requestedAccessTokenVersion": lambda app: app.get("api", {}).get("requestedAccessTokenVersion"),
    "web.logoutUrl": lambda app: app.get("web", {}).get("logoutUrl"),
    "isFallbackPublicClient": lambda app: app.get("isFallbackPublicClient") or False,
    "groupMembershipClaims": lambda app: app.get("groupMembershipClaims"),
}


def find(setup: Setup, world: World) -> Json | None:
    """The application of this setup: by our uniqueName, or by its client ID where a person made it and told us."""
    client_id = str(setup.choices.get("pasted_client_id") or "")
    if client_id and (pasted := world.directory.application_by_client_id(client_id)):
        return pasted
    return world.directory.application(setup.unique_name)


def plan(setup: Setup, picked: Chosen, app: Json | None) -> tuple[Change, ...]:
    """Create the application, or bring the one there is to what the recipe says."""
    name = display_name(setup, picked)
    ours = registered_before(setup)
    rows = differences(desired(picked, name, app, ours), app)
    adopted = app is not None and app.get("uniqueName") != setup.unique_name
    target = "PATCH /applications/{id}" if adopted else f"PATCH /applications(uniqueName='{setup.unique_name}')"
    kind = "application" if app is None else "application_again"
    added = " ".join(f"{platform}|{uri}" for platform, uris in redirect_uris(picked).items() for uri in uris)
    return (Change("register_app", kind, target, rows, {"name": name, "uris": added}),) if rows else ()


def act(setup: Setup, world: World, picked: Chosen, app: Json | None) -> Mapping[str, str]:
    """Create or update by uniqueName, so that a repeated write finds the first; one made by hand by its object ID."""
    body = desired(picked, display_name(setup, picked), app, registered_before(setup))
    if app and app.get("uniqueName") != setup.unique_name:
        world.directory.update_application(app["id"], body)
        return {"object_id": app["id"], "client_id": app["appId"]}
    made = world.directory.upsert_application(setup.unique_name, body)
    return {"object_id": made["id"], "client_id": made["appId"]}


def display_name(setup: Setup, picked: Chosen) -> str:
    """The application's name in Entra: the person's choice, or made of the product's."""
    return str(setup.choices.get("application_name") or f"{picked.name} single sign-on")


def registered_before(setup: Setup) -> frozenset[tuple[str, str]]:
    """The redirect URIs that this setup registered for earlier answers, each with its platform."""
    said = (m.values.get("uris", "") for m in setup.made if m.kind in ("application", "application_again"))
    pairs = (entry.partition("|") for uris in said for entry in uris.split())
    return frozenset((platform, uri) for platform, _, uri in pairs)


def redirect_uris(chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """The redirect URIs by platform, in Graph's names: web, spa, publicClient."""
    uris: dict[str, tuple[str, ...]] = {
        "web": (),
        "spa": (),
        "publicClient": chosen.each(chosen.app.public_redirects),
    }
    uris[chosen.app.platform] = chosen.each(chosen.app.redirects)
    return uris


def desired(
    chosen: Chosen, display_name: str, actual: Json | None, ours: frozenset[tuple[str, str]] = frozenset()
) -> Json:
    """The body that creates the application, or brings the one there is to what the recipe says.

    Audience and token version are always explicit: Entra's own defaults changed in 2025. `ours` are redirect URIs of
    earlier answers: they go, because a sign-in must not end at an address that was corrected.
    """
    app, uris, now = chosen.app, redirect_uris(chosen), actual or {}
    body: Json = {
        "displayName": display_name,
        "signInAudience": app.audience,
        "api": {"requestedAccessTokenVersion": app.token_version},
        **{platform: {"redirectUris": _uris(platform, uris, now, ours)} for platform in uris},
        "isFallbackPublicClient": app.public_client_flows,
        "groupMembershipClaims": app.groups or None,
        "optionalClaims": {
            "idToken": _claims(now, "idToken", app.optional_claims.id_token),
            "accessToken": _claims(now, "accessToken", app.optional_claims.access_token),
            "saml2Token": (now.get("optionalClaims") or {}).get("saml2Token", []),
        },
        "requiredResourceAccess": _resource_access(now, app.scopes),
    }
    if app.logout:
        body["web"]["logoutUrl"] = chosen.each((app.logout,))[0]
    return body


def differences(wanted: Json, actual: Json | None) -> tuple[Row, ...]:
    """What a person sees: one row per property, one per list entry; empty when nothing would change."""
    now = actual or {}
    rows = []
    for path, read in _SCALARS.items():
        before, after = read(now) if actual else None, read(wanted)
        if path == "web.logoutUrl" and after is None:
            continue
        if before != after and not (actual is None and after in (None, False)):
            rows.append(
                Row(path, None if before is None else _shown(before), None if after is None else _shown(after))
            )
    for path, read in _LISTS.items():
        there, later = read(now), read(wanted)
        rows += [Row(path, entry, None) for entry in there if entry not in later]
        rows += [Row(path, None, entry) for entry in later if entry not in there]
    return tuple(rows)


def _uris(
    platform: str, wanted: Mapping[str, tuple[str, ...]], actual: Json, ours: frozenset[tuple[str, str]]
) -> list[str]:
    # Entra refuses a URI that stands under two platforms, so one that is wanted elsewhere leaves this list.
    elsewhere = {uri for other, uris in wanted.items() if other != platform for uri in uris}
    there = _LISTS[f"{platform}.redirectUris"](actual)
    kept = [uri for uri in there if uri not in elsewhere and (platform, uri) not in ours]
    return list(dict.fromkeys([*kept, *wanted[platform]]))


def _claims(actual: Json, token: str, wanted: Iterable[str]) -> list[Json]:
    there: list[Json] = list((actual.get("optionalClaims") or {}).get(token, []))
    names = {claim["name"] for claim in there}
    fresh = [name for name in wanted if name not in names]
    return there + [{"name": n, "source": None, "essential": False, "additionalProperties": []} for n in fresh]


def _resource_access(actual: Json, scopes: Iterable[str]) -> list[Json]:
    others = [r for r in actual.get("requiredResourceAccess", []) if r["resourceAppId"] != GRAPH_APP_ID]
    mine = [r for r in actual.get("requiredResourceAccess", []) if r["resourceAppId"] == GRAPH_APP_ID]
    access: list[Json] = [entry for resource in mine for entry in resource["resourceAccess"]]
    ids = {entry["id"] for entry in access}
    access += [{"id": DELEGATED[s], "type": "Scope"} for s in scopes if DELEGATED[s] not in ids]
    return [*others, {"resourceAppId": GRAPH_APP_ID, "resourceAccess": access}]


def _permissions(app: Json) -> list[str]:
    named = {value: name for name, value in DELEGATED.items()}
    return [
        named.get(entry["id"], entry["id"])
        for resource in app.get("requiredResourceAccess", [])
        if resource["resourceAppId"] == GRAPH_APP_ID
        for entry in resource["resourceAccess"]
    ]


def _shown(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
