"""Users and groups of an enterprise application: who is assigned, Add user/group, and the list to pick from.

Nothing is kept while somebody picks: those picked so far stand in the address.
"""

from __future__ import annotations

from steps.model.words import say

from ..graph.assignments import DEFAULT_ACCESS
from ..store import Row
from .page import Page, Values
from .visit import Visit, Wrong

MOST = 50
"""Rows of the list to pick from; a search finds the others."""


def _listed(visit: Visit) -> Values:
    rows = visit.graph("GET", f"{visit.principal_path}/appRoleAssignedTo", top="999")["value"]
    principal = visit.principal()
    names = {role["id"]: role["displayName"] for role in principal["appRoles"]}
    return {"principal": principal, "here": "users", "rows": [{**r, "role": names.get(r["appRoleId"])} for r in rows]}


def _remove(visit: Visit) -> str:
    visit.graph("DELETE", f"{visit.principal_path}/appRoleAssignedTo/{visit.typed.get('remove', '')}")
    return f"/enterprise/{visit.principal()['id']}/users"


def _adding(visit: Visit) -> Values:
    principal = visit.principal()
    roles = [r for r in principal["appRoles"] if r["isEnabled"] and "User" in r["allowedMemberTypes"]]
    return {
        "principal": principal,
        "here": "users",
        "roles": roles,
        "default_access": DEFAULT_ACCESS,
        "picked": _picked(visit),
        "picking": f"{visit.base}/enterprise/{principal['id']}/pick?{visit.query}",
    }


def _picked(visit: Visit) -> list[Row]:
    directory = visit.realm.directory
    rows = [directory.users.get(i) or directory.groups.get(i) for i in visit.query.getlist("picked")]
    return [row for row in rows if row]


def _assign(visit: Visit) -> str:
    principal, people = visit.principal(), _picked(visit)
    if not people:
        raise Wrong(say("practice.portal.nobody"))
    for row in people:
        role = visit.typed.get("role", DEFAULT_ACCESS)
        body = {"principalId": row["id"], "resourceId": principal["id"], "appRoleId": role}
        visit.graph("POST", f"{visit.principal_path}/appRoleAssignedTo", body)
    return f"/enterprise/{principal['id']}/users"


def _picking(visit: Visit) -> Values:
    wanted = visit.query.get("search", "").strip().lower()
    picked = [row["id"] for row in _picked(visit)]
    everybody = [*visit.all("/users"), *visit.all("/groups")]
    found = [row for row in everybody if wanted in _text(row) or row["id"] in picked]
    found.sort(key=lambda row: row["id"] not in picked)
    return {
        "principal": visit.principal(),
        "here": "users",
        "found": found[:MOST],
        "more": len(found) > MOST,
        "chosen": picked,
        "search": visit.query.get("search", ""),
    }


def _text(row: Row) -> str:
    return f"{row['displayName']} {row.get('userPrincipalName', '')} {row['id']}".lower()


PAGES = (
    Page("/enterprise/{object_id}/users", "portal_users.html", _listed, _remove),
    Page("/enterprise/{object_id}/add-user", "portal_add_user.html", _adding, _assign),
    Page("/enterprise/{object_id}/pick", "portal_pick.html", _picking),
)
