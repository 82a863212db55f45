"""The temporary redirect URI of the live test login: added with the plan, taken back in the finish step."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ..model.changes import Change, Made, Row
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.ports import World
from ..model.setup import Setup


def plan(setup: Setup, picked: Chosen, app: Json | None, world: World) -> tuple[Change, ...]:
    """Add our /callback unless an address that Entra treats as the same is registered already.

    Ours under another platform, from earlier answers or put there by hand, moves: Entra accepts an address once
    only, and a code that came by the wrong platform cannot be redeemed (AADSTS9002326, 9002327).
    """
    uri, platform = world.logins.redirect_uri(), picked.app.platform
    moving = [] if uri in picked.each(picked.app.public_redirects) else _misplaced(setup, app, platform, uri)
    others = [(p, u) for p, uris in _registered(app).items() for u in uris if (p, u) not in moving]
    if any(same(uri, other) for other in (*picked.each(picked.app.redirects), *(u for _, u in others))):
        return ()
    rows = (*(Row(f"{p}.redirectUris", u, None) for p, u in moving), Row(f"{platform}.redirectUris", None, uri))
    values = {"uri": uri, "platform": platform}
    return (Change("register_app", "test_redirect", "PATCH /applications/{id}", rows, values, temporary=True),)


def standing(setup: Setup) -> tuple[Made, ...]:
    """What was added for the test and has not been taken back."""
    added: list[Made] = []
    for made in setup.made:
        if made.kind == "test_redirect":
            added.append(made)
        elif made.kind == "test_redirect_removed":
            added = [one for one in added if one.values["uri"] != made.values["uri"]]
    return tuple(added)


def left(setup: Setup, app: Json | None) -> tuple[Change, ...]:
    """The removal of every address that was only for the test: those in the journal, and those seen in the tenant."""
    ever = {made.values["uri"] for made in setup.made if made.kind == "test_redirect"}
    seen = {(platform, uri) for platform, uris in _registered(app).items() for uri in uris if uri in ever}
    known = {(made.values["platform"], made.values["uri"]) for made in standing(setup)}
    return _removal(seen | known)


def left_by_hand(setup: Setup, picked: Chosen, app: Json | None, world: World) -> tuple[Change, ...]:
    """The removal of the address of the test where a person added it at our word, before somebody signed in."""
    if setup.registration is None or setup.registration.unique_name:
        return ()
    if not plan(setup, picked, None, world):
        # The product itself has an address that Entra treats as the same: nothing was added for the test.
        return ()
    ours = world.logins.redirect_uri()
    # By another port, too: the program may have been started anew on another one since.
    return _removal({(p, uri) for p, uris in _registered(app).items() for uri in uris if same(ours, uri)})


def _removal(addresses: set[tuple[str, str]]) -> tuple[Change, ...]:
    return tuple(
        Change(
            "finish",
            "test_redirect_removed",
            "PATCH /applications/{id}",
            (Row(f"{platform}.redirectUris", uri, None),),
            {"uri": uri, "platform": platform},
        )
        for platform, uri in sorted(addresses)
    )


def act(change: Change, setup: Setup, world: World, app: Json) -> Mapping[str, str]:
    """Write the list read a moment ago plus ours: Graph patches a list as a whole, and refuses doubles."""
    uri, platform = change.values["uri"], change.values["platform"]
    for other, misplaced in _misplaced(setup, app, platform, uri):
        _write(world, other, app, [u for u in _registered(app)[other] if u != misplaced])
    if uri not in _registered(app)[platform]:
        _write(world, platform, app, [*_registered(app)[platform], uri])
    return {"object_id": app["id"], "uri": uri}


def remove(change: Change, world: World, app: Json) -> Mapping[str, str]:
    """Write the lists read a moment ago without ours, wherever it stands."""
    uri = change.values["uri"]
    for platform, uris in _registered(app).items():
        if uri in uris:
            _write(world, platform, app, [other for other in uris if other != uri])
    return {"object_id": app["id"]}


def is_registered(change: Change, app: Json) -> bool:
    """Whether the address of this change stands under its platform."""
    return change.values["uri"] in _registered(app)[change.values["platform"]]


def _misplaced(setup: Setup, app: Json | None, platform: str, uri: str) -> list[tuple[str, str]]:
    ours = {uri, *(made.values["uri"] for made in setup.made if made.kind == "test_redirect")}
    return [(p, u) for p, uris in _registered(app).items() if p != platform for u in uris if u in ours]


def _registered(app: Json | None) -> dict[str, list[str]]:
    return {p: list((app or {}).get(p, {}).get("redirectUris", ())) for p in ("web", "spa", "publicClient")}


def _write(world: World, platform: str, app: Json, uris: list[str]) -> None:
    # Only the list: with redirectUriSettings beside it Graph refuses it all (msgraph-sdk-powershell#3149).
    world.directory.update_application(app["id"], {platform: {"redirectUris": uris}})


def same(ours: str, other: str) -> bool:
    """Whether Entra treats both as one address."""
    # Entra ignores the port of http://localhost: two that differ only by it must never stand side by side.
    a, b = urlsplit(ours), urlsplit(other)
    return (a.scheme, a.hostname, a.path) == (b.scheme, b.hostname, b.path)
