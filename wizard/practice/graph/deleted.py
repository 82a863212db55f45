"""Deleted objects: kept for thirty days, restorable, then gone.

Source: learn.microsoft.com/graph/api/resources/directory.
"""

from __future__ import annotations

from ..directory import Directory
from ..moments import graph_time
from ..roles import APP_ADMINISTRATORS
from ..store import Row
from .answers import Answer, not_found
from .call import Call, Route
from .permissions import Need, check_role
from .query import listed, one

READ = Need(("Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"))
WRITE = Need(("Application.ReadWrite.All",), APP_ADMINISTRATORS, owners=True)


def soft_delete(directory: Directory, app: Row) -> None:
    """Move an application, and its service principal with it."""
    directory.applications.drop(app["id"])
    _bury(directory, app, "application")
    principal = directory.principal_of(app["appId"])
    if principal:
        soft_delete_principal(directory, principal)


def soft_delete_principal(directory: Directory, principal: Row) -> None:
    """Move a service principal alone."""
    directory.service_principals.drop(principal["id"])
    _bury(directory, principal, "servicePrincipal")


def _bury(directory: Directory, row: Row, kind: str) -> None:
    directory.deleted.put(
        row["id"], {"@odata.type": f"#microsoft.graph.{kind}", **row, "deletedDateTime": graph_time()}
    )


def _found(call: Call) -> Row:
    row = call.directory.deleted.get(call.args["id"])
    if row is None:
        raise not_found(call.args["id"])
    return row


def _listed(kind: str) -> Route:
    def handler(call: Call) -> Answer:
        rows = [row for row in call.directory.deleted if row["@odata.type"] == f"#microsoft.graph.{kind}"]
        return listed(call, "directoryObjects", rows)

    return Route("GET", f"/directory/deletedItems/microsoft.graph.{kind}", handler, READ)


def _restore(call: Call) -> Answer:
    row = _found(call)
    check_role(WRITE, call.caller, call.directory, row["id"])
    directory = call.directory
    raised = _raise(directory, row)
    if "uniqueName" in row:
        # An application comes back with its service principal.
        for other in directory.deleted:
            if other["appId"] == row["appId"] and other["id"] != row["id"]:
                _raise(directory, other)
    return one(call, "directoryObjects", raised)


def _raise(directory: Directory, row: Row) -> Row:
    directory.deleted.drop(row["id"])
    kind = row["@odata.type"]
    alive = {**{n: v for n, v in row.items() if n != "@odata.type"}, "deletedDateTime": None}
    table = directory.applications if kind.endswith(".application") else directory.service_principals
    table.put(row["id"], alive)
    return {"@odata.type": kind, **alive}


def _purge(call: Call) -> Answer:
    row = _found(call)
    check_role(WRITE, call.caller, call.directory, row["id"])
    directory = call.directory
    for other in directory.deleted:
        if other["appId"] == row["appId"]:
            _forget(directory, other["id"])
    return Answer(204)


def _forget(directory: Directory, object_id: str) -> None:
    directory.deleted.drop(object_id)
    for grant in directory.grants:
        if object_id in (grant["clientId"], grant["resourceId"]):
            directory.grants.drop(grant["id"])
    for assignment in directory.assignments:
        if object_id in (assignment["principalId"], assignment["resourceId"]):
            directory.assignments.drop(assignment["id"])


ROUTES = (
    _listed("application"),
    _listed("servicePrincipal"),
    Route("GET", "/directory/deletedItems/{id}", lambda call: one(call, "directoryObjects", _found(call)), READ),
    Route("POST", "/directory/deletedItems/{id}/restore", _restore, WRITE),
    Route("DELETE", "/directory/deletedItems/{id}", _purge, WRITE),
)
