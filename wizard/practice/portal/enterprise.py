"""Enterprise applications: the list, and of each its overview, properties and permissions."""

from __future__ import annotations

from .overview import TAGS
from .page import Page, Values
from .visit import Visit


def _listed(visit: Visit) -> Values:
    return {"principals": [p for p in visit.all("/servicePrincipals") if {*TAGS} & {*p["tags"]}]}


def _overview(visit: Visit) -> Values:
    return {"principal": visit.principal(), "here": "overview"}


def _properties(visit: Visit) -> Values:
    principal = visit.principal()
    shown = {
        name: visit.typed.get(name, "yes" if principal[kept] else "no")
        for name, kept in (("enabled", "accountEnabled"), ("required", "appRoleAssignmentRequired"))
    }
    return {"principal": principal, "here": "properties", **shown}


def _save(visit: Visit) -> str:
    required, enabled = visit.typed.get("required") == "yes", visit.typed.get("enabled", "yes") == "yes"
    body = {"accountEnabled": enabled, "appRoleAssignmentRequired": required}
    visit.graph("PATCH", visit.principal_path, body)
    return f"/enterprise/{visit.principal()['id']}/properties"


def _permissions(visit: Visit) -> Values:
    principal, directory = visit.principal(), visit.realm.directory
    rows = []
    for grant in visit.graph("GET", f"{visit.principal_path}/oauth2PermissionGrants", top="999")["value"]:
        resource = directory.service_principals.get(grant["resourceId"])
        person = directory.users.get(grant["principalId"] or "")
        rows += [
            {"api": resource["displayName"] if resource else "", "name": name, "by": person and person["displayName"]}
            for name in grant["scope"].split()
        ]
    return {"principal": principal, "here": "permissions", "rows": rows}


PAGES = (
    Page("/enterprise", "portal_enterprises.html", _listed),
    Page("/enterprise/{object_id}/overview", "portal_enterprise_overview.html", _overview),
    Page("/enterprise/{object_id}/properties", "portal_properties.html", _properties, _save),
    Page("/enterprise/{object_id}/permissions", "portal_granted.html", _permissions),
)
