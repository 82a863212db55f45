"""The temporary redirect URI of the live test login: added with the plan, taken back in the finish step."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ..model.changes import Change, Made, Row
from ..model.chosen import Chosen
from ..model.ports import Json, World
from ..model.setup import Setup


def plan(picked: Chosen, app: Json | None, world: World) -> tuple[Change, ...]:
    """Add our /callback unless an address that Entra treats as the same is registered already."""
    uri, platform = world.logins.redirect_uri(), picked.app.platform
    registered = (app or {}).get(platform, {}).get("redirectUris", [])
    planned = picked.each(picked.app.redirects)
    if any(_same(uri, other) for other in (*registered, *planned)):
        return ()
    rows = (Row(f"{platform}.redirectUris", None, uri),)
    return (Change("register_app", "test_redirect", "PATCH /applications/{id}", rows, {"uri": uri}, temporary=True),)


def standing(setup: Setup) -> tuple[Made, ...]:
    """What was added for the test and has not been taken back."""
    added: list[Made] = []
    for made in setup.made:
        if made.kind == "test_redirect":
            added.append(made)
        elif made.kind == "test_redirect_removed":
            added = [one for one in added if one.values["uri"] != made.values["uri"]]
    return tuple(added)


def act(change: Change, world: World, picked: Chosen, app: Json) -> Mapping[str, str]:
    """Write the list read a moment ago plus ours: Graph patches a list as a whole."""
    _write(world, picked, app, [*app[picked.app.platform]["redirectUris"], change.values["uri"]])
    return {"object_id": app["id"], "uri": change.values["uri"]}


def remove(world: World, picked: Chosen, app: Json, uri: str) -> Mapping[str, str]:
    """Write the list read a moment ago without ours."""
    _write(world, picked, app, [u for u in app[picked.app.platform]["redirectUris"] if u != uri])
    return {"object_id": app["id"]}


def _write(world: World, picked: Chosen, app: Json, uris: list[str]) -> None:
    # Only the list: with redirectUriSettings beside it Graph refuses it all (msgraph-sdk-powershell#3149).
    world.directory.update_application(app["id"], {picked.app.platform: {"redirectUris": uris}})


def _same(ours: str, other: str) -> bool:
    # Entra ignores the port of http://localhost: two that differ only by it must never stand side by side.
    a, b = urlsplit(ours), urlsplit(other)
    return (a.scheme, a.hostname, a.path) == (b.scheme, b.hostname, b.path)
