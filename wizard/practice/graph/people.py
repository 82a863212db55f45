"""Users, the signed-in person among them, and what they are members of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..objects.group import shown
from ..people import identity
from ..roles import GLOBAL_ADMINISTRATOR, TEMPLATES
from ..store import Row
from .answers import Answer, GraphRefusal, bad, not_found
from .call import Call, Route
from .permissions import Need, check_scope
from .query import listed, one

DEFAULT = (
    *("businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation"),
    *("preferredLanguage", "surname", "userPrincipalName", "id"),
)
"""The eleven properties that come without $select (recorded by Azure/azure-cli, 2023-08)."""

ME = Need(("User.Read", "User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"))
BASIC = ("id", "displayName", "givenName", "surname", "mail", "userPrincipalName")
"""The properties of others that User.ReadBasic.All shows; the rest is null (graph-docs, permissions reference)."""

READ = Need(("User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"))
REVEALED_BY = {
    "#microsoft.graph.group": {"GroupMember.Read.All", "Group.ReadWrite.All"},
    "#microsoft.graph.directoryRole": {"RoleManagement.Read.Directory"},
}
"""With one of these, or with one of `DIRECTORY`, a membership of this type shows more than its id."""

DIRECTORY = {"Directory.Read.All", "Directory.AccessAsUser.All"}


def me(call: Call) -> Row:
    """The signed-in person. Raises 400 for a token without one."""
    if call.caller.user is None:
        raise GraphRefusal(400, "BadRequest", "/me request is only valid with delegated authentication flow.")
    # Only now: a program without permissions is told that it is no person, not that it may not.
    check_scope(ME, call.caller)
    return call.caller.user


def user(call: Call) -> Row:
    """The user the path names, by id or sign-in name. Raises 404."""
    wanted = (call.args.get("id") or call.args.get("value") or "").lower()
    for row in call.directory.users:
        if wanted in (row["id"], row["userPrincipalName"].lower()):
            return row
    raise not_found(wanted)


def member_of(call: Call, who: Row, transitive: bool) -> list[Row]:
    """Groups and directory roles of a person, as directory objects.

    Without a permission to read the one or the other everything but its id is null, and no error says so: a right to
    read groups reveals no role.
    """
    roles = [_role(call, name) for name in call.directory.roles_of(who["id"])]
    groups = [
        {"@odata.type": "#microsoft.graph.group", **shown(group)}
        for group in call.directory.groups_of(who["id"], transitive)
    ]
    return [_revealed(call, row) for row in (*roles, *groups)]


def _revealed(call: Call, row: Row) -> Row:
    if (call.caller.scopes | call.caller.app_roles) & (DIRECTORY | REVEALED_BY[row["@odata.type"]]):
        return row
    return {name: _hidden(name, value) for name, value in row.items()}


def _hidden(name: str, value: Any) -> Any:
    if name in ("@odata.type", "id"):
        return value
    return [] if isinstance(value, list) else None


def profile(call: Call, row: Row) -> Row:
    """A person as far as the caller may read them."""
    whole = {*READ.scopes, *DIRECTORY} - {"User.ReadBasic.All"}
    mine = call.caller.user is not None and call.caller.user["id"] == row.get("id")
    if mine or (call.caller.scopes | call.caller.app_roles) & whole:
        return row
    return {name: value if name in BASIC else _hidden(name, value) for name, value in row.items()}


def _role(call: Call, name: str) -> Row:
    return {
        "@odata.type": "#microsoft.graph.directoryRole",
        "id": identity(call.realm.tenant_id, "role", name),
        "deletedDateTime": None,
        "description": name,
        "displayName": name,
        "roleTemplateId": TEMPLATES[name],
    }


def _memberships(call: Call, who: Row) -> Answer:
    parts = call.path.split("/")
    transitive = any(part == "transitiveMemberOf" for part in parts)
    found = member_of(call, who, transitive)
    cast = parts[-1].removeprefix("microsoft.graph.") if parts[-1].startswith("microsoft.graph.") else ""
    if cast:
        found = [row for row in found if row["@odata.type"] == f"#microsoft.graph.{cast}"]
    return _listed(call, found)


def _listed(call: Call, found: list[Row]) -> Answer:
    # Objects of several types: one that lacks a selected property is shown without it.
    names = {*_role(call, GLOBAL_ADMINISTRATOR), *shown(next(iter(call.directory.groups)))}
    answer = listed(call, "directoryObjects", [{**dict.fromkeys(names), **row} for row in found])
    own = {row["id"]: row for row in found}
    answer.body["value"] = [
        {"@odata.type": own[row["id"]]["@odata.type"], **{n: v for n, v in row.items() if n in own[row["id"]]}}
        for row in answer.body["value"]
    ]
    return answer


def _member_ids(call: Call, who: Row) -> Answer:
    unknown = set(call.body) - {"securityEnabledOnly"}
    if unknown or not isinstance(call.body.get("securityEnabledOnly"), bool):
        raise bad("The parameter 'securityEnabledOnly' is missing or wrong.")
    ids = [group["id"] for group in call.directory.groups_of(who["id"])]
    if not call.body["securityEnabledOnly"] and call.path.endswith("getMemberObjects"):
        ids += [identity(call.realm.tenant_id, "role", name) for name in call.directory.roles_of(who["id"])]
    return Answer(200, {"@odata.context": call.context("Collection(Edm.String)"), "value": ids})


def _users(call: Call) -> list[Row]:
    return call.directory.users.all()


def _list_users(call: Call) -> Answer:
    answer = listed(call, "users", _users(call), DEFAULT)
    answer.body["value"] = [profile(call, row) for row in answer.body["value"]]
    return answer


def _of_person(whose: str, who: Callable[[Call], Row], need: Need) -> list[Route]:
    def memberships(call: Call) -> Answer:
        return _memberships(call, who(call))

    def member_ids(call: Call) -> Answer:
        return _member_ids(call, who(call))

    casts = ("", "/microsoft.graph.directoryRole", "/microsoft.graph.group")
    reads = [f"/{whose}/{name}{cast}" for name in ("memberOf", "transitiveMemberOf") for cast in casts]
    actions = [f"/{whose}/{name}" for name in ("getMemberObjects", "getMemberGroups")]
    return [
        *(Route("GET", path, memberships, need) for path in reads),
        *(Route("POST", path, member_ids, need) for path in actions),
    ]


ROUTES = (
    Route("GET", "/me", lambda call: one(call, "users", me(call), DEFAULT), Need()),
    Route("GET", "/users", _list_users, READ),
    Route("GET", "/users/$count", lambda call: Answer(200, len(_users(call))), READ),
    Route("GET", "/users{key}", lambda call: one(call, "users", profile(call, user(call)), DEFAULT), READ),
    *_of_person("me", me, Need()),
    *_of_person("users{key}", user, READ),
)
