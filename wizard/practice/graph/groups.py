"""Groups and their members."""

from __future__ import annotations

from ..objects.group import shown
from ..store import Row
from .answers import Answer, not_found
from .call import Call, Route
from .people import DEFAULT
from .permissions import Need
from .query import listed, one, select

READ = Need(("GroupMember.Read.All", "Group.ReadWrite.All", "Directory.Read.All"))


def group(call: Call) -> Row:
    """The group the path names. Raises 404."""
    found = call.directory.groups.get(call.args.get("id") or call.args.get("value") or "")
    if found is None:
        raise not_found(call.args.get("id", ""))
    return found


def _groups(call: Call) -> list[Row]:
    return [shown(row) for row in call.directory.groups]


def _members(call: Call) -> Answer:
    found = []
    for member_id in group(call)["members"]:
        person = call.directory.users.get(member_id)
        if person:
            found.append({"@odata.type": "#microsoft.graph.user", **select(call, person, DEFAULT)})
        else:
            inner = call.directory.groups.get(member_id)
            found += [{"@odata.type": "#microsoft.graph.group", **shown(inner)}] if inner else []
    return listed(call, "directoryObjects", found)


ROUTES = (
    Route("GET", "/groups", lambda call: listed(call, "groups", _groups(call)), READ),
    Route("GET", "/groups/$count", lambda call: Answer(200, len(call.directory.groups)), READ),
    Route("GET", "/groups{key}", lambda call: one(call, "groups", shown(group(call))), READ),
    Route("GET", "/groups{key}/members", _members, READ),
)
