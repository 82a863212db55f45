"""Service principals, and who is assigned to them."""

from __future__ import annotations

from ..objects.service_principal import new_principal
from ..people import DOMAIN
from ..roles import APP_ADMINISTRATORS, MAY_REGISTER
from ..store import Row
from . import assignments
from .answers import Answer, GraphRefusal, bad, denied, not_found
from .audit import record
from .call import Call, Route
from .deleted import soft_delete_principal
from .permissions import Need, check_role
from .query import listed, one
from .shapes import SERVICE_PRINCIPAL, check_shape, merged

READ = Need(
    ("Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All")
)
WRITE = Need(("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"), APP_ADMINISTRATORS, owners=True)
READ_ONLY = frozenset(("id", "appDisplayName", "appOwnerOrganizationId", "createdDateTime", "servicePrincipalType"))


def find(call: Call) -> Row | None:
    """The service principal the path names, by id or appId, whether replicas show it yet or not."""
    if "id" in call.args:
        return call.directory.service_principals.get(call.args["id"].lower())
    if call.args["key"] != "appId":
        raise bad(f"Resource not found for the segment 'servicePrincipals({call.args['key']})'.")
    return call.directory.principal_of(call.args["value"].lower())


def get(call: Call) -> Row:
    """The service principal the path names. Raises 404 if there is none or a replica lags."""
    row = find(call)
    if row is None or not call.directory.visible(row["id"]):
        raise not_found(call.args.get("id") or call.args["value"])
    return row


def _visible(call: Call) -> list[Row]:
    return [row for row in call.directory.service_principals if call.directory.visible(row["id"])]


def _create(call: Call) -> Answer:
    return _new(call, call.body.get("appId"))


def _new(call: Call, app_id: str | None) -> Answer:
    check_shape(call.body, SERVICE_PRINCIPAL, "ServicePrincipal", READ_ONLY)
    if not app_id:
        raise bad("The property 'appId' is required.", {"code": "InvalidValue", "target": "appId"})
    guest = call.caller.user is not None and call.caller.user["userType"] == "Guest"
    forbidden = call.realm.scenarios.registration_forbidden and not call.caller.roles & {*MAY_REGISTER}
    if call.caller.user is not None and (guest or forbidden):
        raise denied(
            "When using this permission, the backing application of the service principal being created must in the "
            "local tenant"
        )
    app = call.directory.application_of(app_id)
    if app is None or not call.directory.visible(app["id"]):
        message = f"The appId '{app_id}' of the service principal does not reference a valid application object."
        raise bad(message, {"code": "NoBackingApplicationObject", "message": message, "target": "appId"})
    if call.directory.principal_of(app_id):
        message = (
            "The service principal cannot be created, updated, or restored because the service principal name "
            f"{app_id} is already in use."
        )
        details = [{"code": "ObjectConflict", "message": message, "target": "servicePrincipalNames"}]
        raise GraphRefusal(409, "Request_MultipleObjectsWithSameKeyValue", message, details)
    made = merged(new_principal(app_id, app, app["displayName"], call.realm.tenant_id), call.body)
    call.directory.born(made["id"])
    call.directory.service_principals.put(made["id"], made)
    if call.caller.user and not call.caller.roles & {*APP_ADMINISTRATORS}:
        call.directory.owners.put(made["id"], {"ids": [call.caller.principal_id]})
    record(call, "Add service principal", made)
    where = f"{call.realm.secure}/v2/{call.realm.tenant_id}/directoryObjects/{made['id']}"
    answer = one(call, "servicePrincipals", made, status=201)
    return Answer(201, answer.body, {"location": f"{where}/Microsoft.DirectoryServices.ServicePrincipal"})


def _change(call: Call) -> Answer:
    if call.args.get("key") == "appId" and find(call) is None:
        if "create-if-missing" in call.headers.get("prefer", "").lower():
            return _new(call, call.args["value"])
        raise not_found(call.args["value"])
    row = _writable(call)
    check_shape(call.body, SERVICE_PRINCIPAL, "ServicePrincipal", READ_ONLY)
    if call.body.get("appId", row["appId"]) != row["appId"]:
        raise bad("Property 'appId' is read-only and cannot be set.")
    call.directory.service_principals.put(row["id"], merged(row, call.body))
    record(call, "Update service principal", row)
    return Answer(204)


def _writable(call: Call) -> Row:
    row = get(call)
    check_role(WRITE, call.caller, call.directory, row["id"])
    if row["appOwnerOrganizationId"] != call.realm.tenant_id and row["displayName"] == "Microsoft Graph":
        raise bad(f"The service principal of Microsoft Graph cannot be changed in {DOMAIN}.")
    return row


def _delete(call: Call) -> Answer:
    row = _writable(call)
    soft_delete_principal(call.directory, row)
    record(call, "Remove service principal", row)
    return Answer(204)


def _grants(call: Call) -> Answer:
    row = get(call)
    grants = [grant for grant in call.directory.grants if grant["clientId"] == row["id"]]
    return listed(call, "oauth2PermissionGrants", grants)


ROUTES = (
    Route("GET", "/servicePrincipals", lambda call: listed(call, "servicePrincipals", _visible(call)), READ),
    Route("POST", "/servicePrincipals", _create, WRITE),
    Route("GET", "/servicePrincipals/$count", lambda call: Answer(200, len(_visible(call))), READ),
    Route("GET", "/servicePrincipals{key}", lambda call: one(call, "servicePrincipals", get(call)), READ),
    Route("PATCH", "/servicePrincipals{key}", _change, WRITE),
    Route("DELETE", "/servicePrincipals{key}", _delete, WRITE),
    Route("GET", "/servicePrincipals{key}/oauth2PermissionGrants", _grants, READ),
    Route(
        "GET",
        "/servicePrincipals{key}/appRoleAssignedTo",
        lambda call: assignments.assigned_to(call, get(call)),
        assignments.READ,
    ),
    Route(
        "POST",
        "/servicePrincipals{key}/appRoleAssignedTo",
        lambda call: assignments.assign(call, get(call)),
        assignments.WRITE,
    ),
    Route(
        "DELETE",
        "/servicePrincipals{key}/appRoleAssignedTo/{assignment}",
        lambda call: assignments.unassign(call, get(call)),
        assignments.WRITE,
    ),
    Route(
        "GET",
        "/servicePrincipals{key}/appRoleAssignments",
        lambda call: assignments.assignments_of(call, get(call)["id"]),
        assignments.READ,
    ),
)
