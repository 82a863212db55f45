"""Applications: list, read, create, upsert by uniqueName, change, delete, and their owners."""

from __future__ import annotations

from ..moments import graph_time
from ..objects.application import new_application
from ..objects.service_principal import follow_application
from ..roles import APP_ADMINISTRATORS, MAY_REGISTER
from ..store import Row
from . import keys, passwords
from .answers import Answer, bad, denied, not_found
from .application_rules import check_application, check_change, check_sent, completed
from .audit import record
from .call import Call, Route
from .deleted import soft_delete
from .permissions import Need, check_role
from .query import listed, one
from .shapes import APPLICATION, READ_ONLY, check_shape, merged

READ = Need(
    ("Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All")
)
CREATE = Need(("AppRegistration.Create", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"))
WRITE = Need(("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"), APP_ADMINISTRATORS, owners=True)


def find(call: Call) -> Row | None:
    """The application the path names, by id, appId or uniqueName, whether replicas show it yet or not."""
    if "id" in call.args:
        return call.directory.applications.get(call.args["id"].lower())
    if call.args["key"] not in ("appId", "uniqueName"):
        raise bad(f"Resource not found for the segment 'applications({call.args['key']})'.")
    key, value = call.args["key"], call.args["value"]
    return next((row for row in call.directory.applications if row[key] == value), None)


def get(call: Call) -> Row:
    """The application the path names. Raises 404 if there is none or a replica lags."""
    app = find(call)
    if app is None or not call.directory.visible(app["id"]):
        raise not_found(call.args.get("id") or call.args["value"])
    return app


def writable(call: Call) -> Row:
    """The application the path names, if the caller may change it."""
    app = get(call)
    check_role(WRITE, call.caller, call.directory, app["id"])
    return app


def _visible(call: Call) -> list[Row]:
    return [keys.shown(call, row) for row in call.directory.applications if call.directory.visible(row["id"])]


def _create(call: Call) -> Answer:
    return _new(call, call.body.get("uniqueName"))


def _new(call: Call, unique_name: str | None) -> Answer:
    _may_register(call)
    body = {name: value for name, value in call.body.items() if "@odata" not in name}
    check_shape(body, APPLICATION, "Application", READ_ONLY)
    check_sent(body)
    asked = body.pop("passwordCredentials", [])
    body["keyCredentials"] = keys.written(call, [], body.get("keyCredentials", []))
    app = completed(merged(new_application(graph_time(fraction=True)), {**body, "uniqueName": unique_name}))
    check_application(call.directory, app)
    if unique_name and any(row["uniqueName"] == unique_name for row in call.directory.applications):
        raise bad("Another object with the same value for property uniqueName already exists.")
    made = [passwords.new_password(call, entry) for entry in asked]
    app["passwordCredentials"] = [credential for credential, _ in made]
    call.directory.born(app["id"])
    stored = {**app, "createdDateTime": graph_time()}
    call.directory.applications.put(app["id"], stored)
    for credential, secret in made:
        passwords.keep(call, app["id"], credential, secret)
    if call.caller.user and not call.caller.roles & {*APP_ADMINISTRATORS}:
        call.directory.owners.put(app["id"], {"ids": [call.caller.principal_id]})
    record(call, "Add application", app)
    shown = {**app, "passwordCredentials": [{**c, "secretText": secret} for c, secret in made]}
    answer = one(call, "applications", keys.shown(call, shown), status=201)
    where = f"{call.realm.secure}/v2/{call.realm.tenant_id}/directoryObjects/{app['id']}"
    return Answer(201, answer.body, {"location": f"{where}/Microsoft.DirectoryServices.Application"})


def _may_register(call: Call) -> None:
    if call.caller.user is None or call.caller.roles & {*MAY_REGISTER}:
        return
    if call.realm.scenarios.registration_forbidden or call.caller.user["userType"] == "Guest":
        raise denied()


def _change(call: Call) -> Answer:
    if call.args.get("key") == "uniqueName" and find(call) is None:
        if "create-if-missing" not in call.headers.get("prefer", "").lower():
            raise not_found(call.args["value"])
        if call.body.get("uniqueName", call.args["value"]) != call.args["value"]:
            raise bad("Property 'uniqueName' does not match the key of the request.")
        if "passwordCredentials" in call.body:
            raise bad("New password credentials must be generated with service actions.")
        return _new(call, call.args["value"])
    # A key that was just made is known where it was made: an upsert is not subject to the lag.
    app = find(call) if call.args.get("key") == "uniqueName" else get(call)
    if app is None:
        raise not_found(call.args["value"])
    check_role(WRITE, call.caller, call.directory, app["id"])
    check_shape(call.body, APPLICATION, "Application", READ_ONLY)
    check_sent(call.body)
    if call.body.get("passwordCredentials"):
        raise bad("New password credentials must be generated with service actions.")
    after = completed(merged(app, call.body))
    check_application(call.directory, after)
    after["keyCredentials"] = keys.written(call, app["keyCredentials"], after["keyCredentials"])
    check_change(app, after)
    call.directory.applications.put(app["id"], after)
    follow_application(call.directory, after)
    about_keys = app["keyCredentials"] != after["keyCredentials"]
    record(call, f"Update application{' – Certificates and secrets management' if about_keys else ''}", after)
    return Answer(204)


def _delete(call: Call) -> Answer:
    app = writable(call)
    soft_delete(call.directory, app)
    record(call, "Delete application", app)
    return Answer(204)


def _owners(call: Call) -> Answer:
    ids = (call.directory.owners.get(get(call)["id"]) or {}).get("ids", [])
    rows = [call.directory.users.get(i) for i in ids]
    return listed(call, "directoryObjects", [{"@odata.type": "#microsoft.graph.user", **r} for r in rows if r])


def _add_owner(call: Call) -> Answer:
    app = writable(call)
    owner = str(call.body.get("@odata.id", "")).rstrip("/").rpartition("/")[2]
    if call.directory.users.get(owner) is None:
        raise not_found(owner)
    ids = (call.directory.owners.get(app["id"]) or {}).get("ids", [])
    if owner in ids:
        raise bad(
            "One or more added object references already exist for the following modified properties: 'owners'."
        )
    call.directory.owners.put(app["id"], {"ids": [*ids, owner]})
    return Answer(204)


ROUTES = (
    Route("GET", "/applications", lambda call: listed(call, "applications", _visible(call)), READ),
    Route("POST", "/applications", _create, CREATE),
    Route("GET", "/applications/$count", lambda call: Answer(200, len(_visible(call))), READ),
    Route("GET", "/applications{key}", lambda call: one(call, "applications", keys.shown(call, get(call))), READ),
    Route("PATCH", "/applications{key}", _change, WRITE),
    Route("DELETE", "/applications{key}", _delete, WRITE),
    Route("POST", "/applications{key}/addPassword", lambda call: passwords.add(call, writable(call)), WRITE),
    Route("POST", "/applications{key}/removePassword", lambda call: passwords.remove(call, writable(call)), WRITE),
    Route("GET", "/applications{key}/owners", _owners, READ),
    Route("POST", "/applications{key}/owners/$ref", _add_owner, WRITE),
)
