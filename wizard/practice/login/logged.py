"""Entries of the sign-in log: who signed in where, how it ended, and what Conditional Access decided.

Shape: Graph v1.0 resource types signIn, signInStatus and appliedConditionalAccessPolicy.
"""

from __future__ import annotations

import uuid
from typing import Any

from ..moments import graph_time, now
from ..realm import Realm
from ..store import Row
from .clients import Client
from .refusals import Refused

BLOCKED = 53003
"""Conditional Access stopped the sign-in."""


def record(realm: Realm, client: Client, user: Row, refused: Refused | None = None) -> None:
    """Note that this person signed in, or how the sign-in ended; its correlation ID is the one that was shown."""
    entry = {
        "id": str(uuid.uuid4()),
        "createdDateTime": graph_time(),
        "userDisplayName": user["displayName"],
        "userPrincipalName": user["userPrincipalName"],
        "userId": user["id"],
        "appId": client.app_id,
        "appDisplayName": client.name,
        "ipAddress": "127.0.0.1",
        "clientAppUsed": "Browser",
        "correlationId": refused.correlation_id if refused else str(uuid.uuid4()),
        **_access(realm, refused),
        "isInteractive": True,
        "riskDetail": "none",
        "riskLevelAggregated": "none",
        "riskLevelDuringSignIn": "none",
        "riskState": "none",
        "riskEventTypes_v2": [],
        "resourceDisplayName": "Microsoft Graph",
        "resourceId": "00000003-0000-0000-c000-000000000000",
        "status": {
            "errorCode": refused.number if refused else 0,
            "failureReason": refused.message if refused else "Other.",
            "additionalDetails": None,
        },
    }
    realm.directory.born(entry["id"])
    realm.directory.sign_ins.put(f"{now():020.6f}-{entry['id']}", entry)


def _access(realm: Realm, refused: Refused | None) -> dict[str, Any]:
    if refused is None or refused.number != BLOCKED:
        return {"conditionalAccessStatus": "notApplied", "appliedConditionalAccessPolicies": []}
    policy = {
        "id": str(uuid.uuid5(uuid.UUID(realm.tenant_id), f"policy/{realm.scenarios.blocked_by_policy}")),
        "displayName": realm.scenarios.blocked_by_policy,
        "enforcedGrantControls": ["Block"],
        "enforcedSessionControls": [],
        "result": "failure",
    }
    return {"conditionalAccessStatus": "failure", "appliedConditionalAccessPolicies": [policy]}
