"""Conditional Access of the practice tenant: one policy for each situation that has to do with it.

Shape: Graph v1.0 conditionalAccessPolicy. Source: learn.microsoft.com/graph/api/resources/conditionalaccesspolicy.
"""

from __future__ import annotations

import uuid
from typing import Any

from .realm import Realm
from .store import Row

DEVICE_CODE = "Block device code flow"


def policies(realm: Realm) -> list[Row]:
    """The policies that the situations of the moment stand for."""
    scenarios = realm.scenarios
    found = []
    if scenarios.device_code_blocked:
        flows = {"transferMethods": "deviceCodeFlow"}
        found.append(_policy(realm, DEVICE_CODE, authenticationFlows=flows))
    if scenarios.blocked_by_policy:
        found.append(_policy(realm, scenarios.blocked_by_policy))
    return found


def _policy(realm: Realm, name: str, **conditions: Any) -> Row:
    """A policy that blocks everybody at every application; `conditions` narrow it down."""
    return {
        "id": str(uuid.uuid5(uuid.UUID(realm.tenant_id), f"policy/{name}")),
        "displayName": name,
        "createdDateTime": realm.directory.created,
        "modifiedDateTime": None,
        "state": "enabled",
        "sessionControls": None,
        "conditions": {
            "userRiskLevels": [],
            "signInRiskLevels": [],
            "clientAppTypes": ["all"],
            "platforms": None,
            "locations": None,
            "devices": None,
            "authenticationFlows": None,
            "applications": {
                "includeApplications": ["All"],
                "excludeApplications": [],
                "includeUserActions": [],
                "includeAuthenticationContextClassReferences": [],
                "applicationFilter": None,
            },
            "users": {
                "includeUsers": ["All"],
                "excludeUsers": [],
                "includeGroups": [],
                "excludeGroups": [],
                "includeRoles": [],
                "excludeRoles": [],
            },
            **conditions,
        },
        "grantControls": {
            "operator": "OR",
            "builtInControls": ["block"],
            "customAuthenticationFactors": [],
            "termsOfUse": [],
        },
    }
