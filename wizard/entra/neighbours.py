"""Other applications of the tenant that could be mistaken for this one: the same redirect URI, or the same name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from steps.model.directory import Json

from .batch import MOST, filtered, quoted, read_together
from .reach import Reach

SELECT = "id,appId,displayName,uniqueName"


async def with_redirect(reach: Reach, uris: Sequence[str]) -> Sequence[Json]:
    """Applications with one of these redirect URIs; those that may not be searched for are left out."""
    lists = ("web", "spa")
    addresses = {
        str(number): filtered("/applications", " or ".join(_holds(name, uri) for name in lists), SELECT)
        for number, uri in enumerate(uris[:MOST])
    }
    if not addresses:
        return ()
    found = await read_together(reach, addresses, "GET /applications")
    return _once(row for page in found.values() for row in (page or {}).get("value", ()))


async def called(reach: Reach, display_name: str) -> Sequence[Json]:
    """Applications with exactly this name; upper and lower case are the same to Entra."""
    builder = reach.graph.at.applications
    only = f"displayName eq {quoted(display_name)}"
    return await reach.list(builder, "GET /applications", filter=only, select=SELECT)


def _holds(platform: str, uri: str) -> str:
    return f"{platform}/redirectUris/any(u:u eq {quoted(uri)})"


def _once(rows: Iterable[Json]) -> Sequence[Json]:
    return tuple({row["id"]: row for row in rows}.values())
