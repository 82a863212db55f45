"""The audit log and the sign-in log."""

from __future__ import annotations

import uuid

from ..moments import graph_time, now
from ..roles import MAY_READ_LOGS
from ..store import Row
from .answers import Answer, GraphRefusal
from .call import Call, Route
from .permissions import Need, check_role
from .query import listed

READ = Need(("AuditLog.Read.All",), MAY_READ_LOGS)


def record(call: Call, activity: str, target: Row) -> None:
    """An entry of the audit log: who did what to which object."""
    user = call.caller.user
    by_user = user and {
        "id": user["id"],
        "displayName": user["displayName"],
        "userPrincipalName": user["userPrincipalName"],
        "ipAddress": "127.0.0.1",
    }
    by_app = None if user else {"appId": call.caller.app_id, "servicePrincipalId": call.caller.principal_id}
    entry = {
        "id": f"Directory_{uuid.uuid4()}",
        "category": "ApplicationManagement",
        "correlationId": str(uuid.uuid4()),
        "result": "success",
        "resultReason": "",
        "activityDisplayName": activity,
        "activityDateTime": graph_time(),
        "loggedByService": "Core Directory",
        "operationType": "Update",
        "initiatedBy": {"user": by_user, "app": by_app},
        "targetResources": [{"id": target["id"], "displayName": target.get("displayName")}],
        "additionalDetails": [],
    }
    call.directory.audits.put(f"{now():020.6f}-{entry['id']}", entry)


def _audits(call: Call) -> Answer:
    check_role(READ, call.caller, call.directory)
    return listed(call, "auditLogs/directoryAudits", call.directory.audits.all()[::-1])


def _sign_ins(call: Call) -> Answer:
    check_role(READ, call.caller, call.directory)
    if call.realm.scenarios.no_premium:
        message = "Neither tenant is B2C or tenant doesn't have premium license"
        raise GraphRefusal(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", message)
    # The log comes late in any tenant, and later under replication lag.
    known = [entry for entry in call.directory.sign_ins if call.directory.visible(entry["id"])]
    return listed(call, "auditLogs/signIns", known[::-1])


ROUTES = (
    Route("GET", "/auditLogs/directoryAudits", _audits, READ),
    Route("GET", "/auditLogs/signIns", _sign_ins, READ),
)
