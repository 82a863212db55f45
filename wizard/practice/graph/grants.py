"""oauth2PermissionGrants: delegated consent, for one person or for everybody.

Source: learn.microsoft.com/graph/api/resources/oauth2permissiongrant.
"""

from __future__ import annotations

from ..objects.grant import keep_grant, new_grant
from ..roles import APP_ADMINISTRATORS, DIRECTORY_WRITERS, PRIVILEGED_ROLE_ADMINISTRATOR
from ..store import Row
from .answers import Answer, GraphRefusal, bad, not_found
from .audit import record
from .call import Call, Route
from .permissions import Need, check_role
from .query import listed, one
from .shapes import GRANT, check_shape, invalid

READ = Need(("DelegatedPermissionGrant.ReadWrite.All", "Application.Read.All", "Directory.Read.All"))
WRITE = Need(
    ("DelegatedPermissionGrant.ReadWrite.All",),
    (*APP_ADMINISTRATORS, PRIVILEGED_ROLE_ADMINISTRATOR, DIRECTORY_WRITERS),
)
LONGEST = 3850


def _grants(call: Call) -> list[Row]:
    principals = call.directory.service_principals
    alive = [g for g in call.directory.grants if principals.get(g["clientId"]) and principals.get(g["resourceId"])]
    return [grant for grant in alive if call.directory.visible(grant["id"])]


def _get(call: Call) -> Row:
    grant = call.directory.grants.get(call.args["id"])
    if grant is None or not call.directory.visible(grant["id"]):
        raise not_found(call.args["id"])
    return grant


def _create(call: Call) -> Answer:
    check_role(WRITE, call.caller, call.directory)
    body = call.body
    check_shape(body, GRANT, "OAuth2PermissionGrant")
    for name in ("clientId", "consentType", "resourceId", "scope"):
        if not body.get(name):
            raise bad(f"The property '{name}' is required.", {"code": "InvalidValue", "target": name})
    everybody = body["consentType"] == "AllPrincipals"
    if body["consentType"] not in ("AllPrincipals", "Principal") or everybody == bool(body.get("principalId")):
        raise invalid("consentType", "OAuth2PermissionGrant")
    client, resource = _known(call, body["clientId"]), _known(call, body["resourceId"])
    _check_scope(resource, body["scope"])
    if body.get("principalId") and call.directory.users.get(body["principalId"]) is None:
        raise not_found(body["principalId"])
    for there in call.directory.grants:
        key = (client["id"], resource["id"], body.get("principalId"))
        if (there["clientId"], there["resourceId"], there["principalId"]) == key:
            raise GraphRefusal(409, "Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists.")
    grant = new_grant(client["id"], resource["id"], body.get("principalId"), body["scope"].strip())
    call.directory.born(grant["id"])
    keep_grant(call.directory, grant)
    record(call, "Consent to application", client)
    return one(call, "oauth2PermissionGrants", grant, status=201)


def _known(call: Call, object_id: str) -> Row:
    row = call.directory.service_principals.get(object_id.lower())
    if row is None or not call.directory.visible(row["id"]):
        message = "Unable to read the company information from the directory."
        raise GraphRefusal(404, "Directory_ObjectNotFound", message)
    return row


def _check_scope(resource: Row, scope: str) -> None:
    known = {entry["value"] for entry in resource["oauth2PermissionScopes"] if entry["isEnabled"]}
    unknown = [name for name in scope.split() if name not in known]
    if len(scope) > LONGEST or unknown:
        what = unknown[0] if unknown else "scope"
        raise bad(f"Invalid value specified for property 'scope' of resource 'OAuth2PermissionGrant': '{what}'.")


def _change(call: Call) -> Answer:
    check_role(WRITE, call.caller, call.directory)
    grant = _get(call)
    unknown = set(call.body) - {"scope"}
    if unknown:
        raise bad(f"Property '{sorted(unknown)[0]}' is read-only and cannot be set.")
    check_shape(call.body, GRANT, "OAuth2PermissionGrant")
    _check_scope(_known(call, grant["resourceId"]), call.body.get("scope") or "")
    keep_grant(call.directory, {**grant, "scope": (call.body.get("scope") or "").strip()})
    record(call, "Add delegated permission grant", _known(call, grant["clientId"]))
    return Answer(204)


def _delete(call: Call) -> Answer:
    check_role(WRITE, call.caller, call.directory)
    grant = _get(call)
    call.directory.grants.drop(grant["id"])
    record(call, "Remove delegated permission grant", grant)
    return Answer(204)


ROUTES = (
    Route("GET", "/oauth2PermissionGrants", lambda call: listed(call, "oauth2PermissionGrants", _grants(call)), READ),
    Route("POST", "/oauth2PermissionGrants", _create, WRITE),
    Route("GET", "/oauth2PermissionGrants/{id}", lambda call: one(call, "oauth2PermissionGrants", _get(call)), READ),
    Route("PATCH", "/oauth2PermissionGrants/{id}", _change, WRITE),
    Route("DELETE", "/oauth2PermissionGrants/{id}", _delete, WRITE),
)
