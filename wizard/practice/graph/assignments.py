"""appRoleAssignedTo: who is assigned to an application.

Source: learn.microsoft.com/graph/api/resources/approleassignment.
"""

from __future__ import annotations

from ..moments import graph_time
from ..objects.grant import object_key
from ..objects.group import shown
from ..roles import MAY_ASSIGN
from ..store import Row
from .answers import Answer, bad, denied, not_found
from .audit import record
from .call import Call
from .permissions import Need, check_role
from .query import listed, one
from .shapes import ASSIGNMENT, check_shape

DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000"
READ = Need(
    ("Application.Read.All", "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "Directory.Read.All")
)
WRITE = Need(("AppRoleAssignment.ReadWrite.All",), MAY_ASSIGN, owners=True)


def assigned_to(call: Call, principal: Row) -> Answer:
    """Everybody who is assigned to this service principal."""
    rows = [a for a in call.directory.assignments if a["resourceId"] == principal["id"]]
    return listed(call, "appRoleAssignments", [a for a in rows if call.directory.visible(a["id"])])


def assignments_of(call: Call, principal_id: str) -> Answer:
    """Everything that this user, group or service principal is assigned to."""
    rows = [a for a in call.directory.assignments if a["principalId"] == principal_id]
    return listed(call, "appRoleAssignments", rows)


def assign(call: Call, resource: Row) -> Answer:
    """One more. Raises 400 for a role the application does not have, or an assignment that is there already."""
    check_role(WRITE, call.caller, call.directory, resource["id"])
    check_shape(call.body, ASSIGNMENT, "AppRoleAssignment")
    for name in ASSIGNMENT:
        if not call.body.get(name):
            raise bad(f"The property '{name}' is required.", {"code": "InvalidValue", "target": name})
    if call.body["resourceId"].lower() != resource["id"]:
        raise bad("The resourceId does not match the service principal of the request.")
    who, kind = _principal(call, call.body["principalId"].lower())
    role = call.body["appRoleId"].lower()
    _check_role_exists(resource, role, kind)
    for there in call.directory.assignments:
        if (there["principalId"], there["resourceId"], there["appRoleId"]) == (who["id"], resource["id"], role):
            raise bad("Permission being assigned already exists on the object")
    made = {
        "id": object_key(),
        "deletedDateTime": None,
        "appRoleId": role,
        "createdDateTime": graph_time(fraction=True),
        "principalDisplayName": who["displayName"],
        "principalId": who["id"],
        "principalType": kind,
        "resourceDisplayName": resource["displayName"],
        "resourceId": resource["id"],
    }
    call.directory.born(made["id"])
    call.directory.assignments.put(made["id"], made)
    record(call, "Add app role assignment grant to user", resource)
    return one(call, "appRoleAssignments", made, status=201)


def _principal(call: Call, principal_id: str) -> tuple[Row, str]:
    directory = call.directory
    for table, kind in ((directory.users, "User"), (directory.service_principals, "ServicePrincipal")):
        row = table.get(principal_id)
        if row:
            return row, kind
    group = directory.groups.get(principal_id)
    if group is None:
        raise not_found(principal_id)
    if not shown(group)["securityEnabled"]:
        raise bad("Only security-enabled groups can be assigned to an application.")
    if call.realm.scenarios.no_premium:
        raise denied("Assigning a group to an application needs Microsoft Entra ID P1 or P2.")
    return group, "Group"


def _check_role_exists(resource: Row, role: str, kind: str) -> None:
    member = "Application" if kind == "ServicePrincipal" else "User"
    offered = [r["id"] for r in resource["appRoles"] if r["isEnabled"] and member in r["allowedMemberTypes"]]
    if role not in offered if role != DEFAULT_ACCESS else bool(offered):
        name = resource["appId"]
        message = f"Permission being assigned was not found on application '{name}'"
        raise bad(message, {"code": "InvalidValue", "target": "appRoleId"})


def unassign(call: Call, resource: Row) -> Answer:
    """One fewer."""
    check_role(WRITE, call.caller, call.directory, resource["id"])
    row = call.directory.assignments.get(call.args["assignment"])
    if row is None or row["resourceId"] != resource["id"]:
        raise not_found(call.args["assignment"])
    call.directory.assignments.drop(row["id"])
    record(call, "Remove app role assignment from user", resource)
    return Answer(204)
