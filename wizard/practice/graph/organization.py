"""GET /organization: the tenant's name, domains and plans."""

from __future__ import annotations

from typing import Any

from ..people import DOMAIN, TENANT_NAME
from .answers import Answer, not_found
from .call import Call, Route
from .permissions import Need
from .query import listed, one

PREMIUM = "41781fb2-bc02-4b7c-bd55-b576c07bb09d"
READ = Need(("User.Read", "Organization.Read.All", "Directory.Read.All", "User.Read.All", "Application.Read.All"))


def organization(call: Call) -> dict[str, Any]:
    """The tenant as Graph shows it. Entra ID P1 is among its plans unless a scenario takes it away."""
    plans = [
        {
            "assignedDateTime": call.directory.created,
            "capabilityStatus": "Enabled",
            "service": "AADPremiumService",
            "servicePlanId": PREMIUM,
        }
    ]
    return {
        "id": call.realm.tenant_id,
        "deletedDateTime": None,
        "businessPhones": [],
        "city": None,
        "country": None,
        "countryLetterCode": "US",
        "createdDateTime": call.directory.created,
        "displayName": TENANT_NAME,
        "marketingNotificationEmails": [],
        "onPremisesLastSyncDateTime": None,
        "onPremisesSyncEnabled": None,
        "postalCode": None,
        "preferredLanguage": "en",
        "securityComplianceNotificationMails": [],
        "securityComplianceNotificationPhones": [],
        "state": None,
        "street": None,
        "technicalNotificationMails": [],
        "tenantType": "AAD",
        "assignedPlans": [] if call.realm.scenarios.no_premium else plans,
        "provisionedPlans": [],
        "verifiedDomains": [
            {
                "capabilities": "Email, OfficeCommunicationsOnline",
                "isDefault": True,
                "isInitial": True,
                "name": DOMAIN,
                "type": "Managed",
            }
        ],
    }


def _list(call: Call) -> Answer:
    return listed(call, "organization", [organization(call)])


def _get(call: Call) -> Answer:
    if call.args["id"] != call.realm.tenant_id:
        raise not_found(call.args["id"])
    return one(call, "organization", organization(call))


ROUTES = (
    Route("GET", "/organization", _list, READ),
    Route("GET", "/organization/{id}", _get, READ),
)
