"""Policies: who may register applications, what secrets are allowed, and who is kept out at the login.

Source: learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy.
"""

from __future__ import annotations

from collections.abc import Callable

from ..conditional_access import policies
from ..store import Row
from .answers import Answer, GraphRefusal
from .call import Call, Route
from .permissions import Need
from .query import listed, one

READ = Need(("Policy.Read.All", "Policy.Read.ApplicationConfiguration"))
READ_ACCESS = Need(("Policy.Read.All", "Policy.Read.ConditionalAccess"))
ALWAYS = "0001-01-01T00:00:00Z"


def _authorization(call: Call) -> Row:
    scenarios = call.realm.scenarios
    legacy = "ManagePermissionGrantsForSelf.microsoft-user-default-legacy"
    return {
        "id": "authorizationPolicy",
        "allowInvitesFrom": "everyone",
        "allowedToSignUpEmailBasedSubscriptions": True,
        "allowedToUseSSPR": True,
        "allowEmailVerifiedUsersToJoinOrganization": False,
        "allowUserConsentForRiskyApps": None,
        "blockMsolPowerShell": False,
        "displayName": "Authorization Policy",
        "description": "Used to manage authorization related settings across the company.",
        "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        "defaultUserRolePermissions": {
            "allowedToCreateApps": not scenarios.registration_forbidden,
            "allowedToCreateSecurityGroups": True,
            "allowedToCreateTenants": False,
            "allowedToReadBitlockerKeysForOwnedDevice": True,
            "allowedToReadOtherUsers": True,
            "permissionGrantPoliciesAssigned": [] if scenarios.consent_blocked else [legacy],
        },
    }


def _app_management(call: Call) -> Row:
    scenarios = call.realm.scenarios
    rules = [
        {
            "restrictionType": kind,
            "state": "enabled",
            "maxLifetime": life,
            "restrictForAppsCreatedAfterDateTime": ALWAYS,
        }
        for kind, life, on in (
            ("passwordAddition", None, scenarios.secrets_forbidden),
            ("symmetricKeyAddition", None, scenarios.secrets_forbidden),
            ("passwordLifetime", f"P{scenarios.secret_max_days}D", scenarios.secret_max_days > 0),
        )
        if on
    ]
    keys = [
        {
            "restrictionType": "asymmetricKeyLifetime",
            "state": "enabled",
            "maxLifetime": f"P{scenarios.key_max_days}D",
            "restrictForAppsCreatedAfterDateTime": ALWAYS,
        }
    ]
    restrictions = {"passwordCredentials": rules, "keyCredentials": keys if scenarios.key_max_days else []}
    return {
        "id": "00000000-0000-0000-0000-000000000000",
        "deletedDateTime": None,
        "displayName": "Default app management tenant policy",
        "description": "Default tenant policy that enforces app management restrictions.",
        "isEnabled": any(restrictions.values()),
        "applicationRestrictions": restrictions,
        "servicePrincipalRestrictions": restrictions,
    }


def _security_defaults(call: Call) -> Row:
    return {
        "id": "00000000-0000-0000-0000-000000000005",
        "deletedDateTime": None,
        "displayName": "Security Defaults",
        "description": "Security defaults is a set of basic identity security mechanisms recommended by Microsoft.",
        "isEnabled": False,
    }


def _conditional_access(call: Call) -> Answer:
    if call.realm.scenarios.no_premium:
        raise GraphRefusal(403, "AccessDenied", "Your tenant is not licensed for this feature.")
    return listed(call, "identity/conditionalAccess/policies", policies(call.realm))


def _route(name: str, make: Callable[[Call], Row]) -> Route:
    return Route("GET", f"/policies/{name}", lambda call: one(call, f"policies/{name}", make(call)), READ)


ROUTES = (
    Route("GET", "/identity/conditionalAccess/policies", _conditional_access, READ_ACCESS),
    _route("authorizationPolicy", _authorization),
    _route("defaultAppManagementPolicy", _app_management),
    _route("identitySecurityDefaultsEnforcementPolicy", _security_defaults),
)
