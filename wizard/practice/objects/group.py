"""A group as Graph shows it: whole, whatever little the directory keeps of it.

Source: Azure/azure-cli test recordings, 2023-08.
"""

from __future__ import annotations

import uuid
from typing import Any

from ..store import Row

DEFAULTS: dict[str, Any] = {
    "id": None,
    "deletedDateTime": None,
    "classification": None,
    "createdDateTime": None,
    "creationOptions": [],
    "description": None,
    "displayName": None,
    "expirationDateTime": None,
    "groupTypes": [],
    "isAssignableToRole": None,
    "mail": None,
    "mailEnabled": False,
    "mailNickname": None,
    "membershipRule": None,
    "membershipRuleProcessingState": None,
    "onPremisesDomainName": None,
    "onPremisesLastSyncDateTime": None,
    "onPremisesNetBiosName": None,
    "onPremisesSamAccountName": None,
    "onPremisesSecurityIdentifier": None,
    "onPremisesSyncEnabled": None,
    "preferredDataLocation": None,
    "preferredLanguage": None,
    "proxyAddresses": [],
    "renewedDateTime": None,
    "resourceBehaviorOptions": [],
    "resourceProvisioningOptions": [],
    "securityEnabled": True,
    "securityIdentifier": None,
    "theme": None,
    "visibility": None,
    "onPremisesProvisioningErrors": [],
    "serviceProvisioningErrors": [],
}


def shown(group: Row) -> Row:
    """The whole group, without its list of members."""
    known = {name: value for name, value in group.items() if name != "members"}
    derived = {
        "renewedDateTime": group["createdDateTime"],
        "securityIdentifier": _security_identifier(group["id"]),
    }
    return {**DEFAULTS, **known, **derived}


def _security_identifier(object_id: str) -> str:
    raw = uuid.UUID(object_id).bytes_le
    return "S-1-12-1-" + "-".join(str(int.from_bytes(raw[i : i + 4], "little")) for i in (0, 4, 8, 12))
