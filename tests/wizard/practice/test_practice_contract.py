"""Graph's answers against two oracles: Microsoft's metadata, and the models of the installed SDK."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from kiota_serialization_json.json_parse_node import JsonParseNode
from msgraph.generated.models.app_role_assignment import AppRoleAssignment
from msgraph.generated.models.application import Application
from msgraph.generated.models.authorization_policy import AuthorizationPolicy
from msgraph.generated.models.directory_audit import DirectoryAudit
from msgraph.generated.models.directory_object import DirectoryObject
from msgraph.generated.models.group import Group
from msgraph.generated.models.identity_security_defaults_enforcement_policy import (
    IdentitySecurityDefaultsEnforcementPolicy,
)
from msgraph.generated.models.o_auth2_permission_grant import OAuth2PermissionGrant
from msgraph.generated.models.organization import Organization
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.service_principal import ServicePrincipal
from msgraph.generated.models.sign_in import SignIn
from msgraph.generated.models.tenant_app_management_policy import TenantAppManagementPolicy
from msgraph.generated.models.user import User

from tests.wizard.practice.desk import DEFAULT_ACCESS, Desk
from tests.wizard.practice.test_practice_certificates import OURS, entry
from wizard.practice import PracticeTenant

SCHEMA = Path(__file__).parents[4] / "shared" / "contract" / "graph-v1.schema.json"
SENT_THOUGH_UNDECLARED = {("ServicePrincipal", "createdDateTime"), ("Group", "creationOptions")}
"""Recorded from the service although the metadata does not declare them (shared/contract/README.md)."""

READS: list[tuple[str, str, type[Any]]] = [
    ("/organization", "organization", Organization),
    ("/me", "user", User),
    ("/users?$select=id,displayName,userType,accountEnabled,mail,proxyAddresses", "user", User),
    ("/groups?$top=20", "group", Group),
    ("/me/transitiveMemberOf", "directoryObject", DirectoryObject),
    ("/applications", "application", Application),
    ("/applications/{id}", "application", Application),
    ("/applications/{id}?$select=id,keyCredentials", "application", Application),
    ("/servicePrincipals", "servicePrincipal", ServicePrincipal),
    ("/servicePrincipals/{principal}/appRoleAssignedTo", "appRoleAssignment", AppRoleAssignment),
    ("/oauth2PermissionGrants", "oAuth2PermissionGrant", OAuth2PermissionGrant),
    ("/directory/deletedItems/microsoft.graph.application", "directoryObject", DirectoryObject),
    ("/policies/authorizationPolicy", "authorizationPolicy", AuthorizationPolicy),
    ("/policies/defaultAppManagementPolicy", "tenantAppManagementPolicy", TenantAppManagementPolicy),
    (
        "/policies/identitySecurityDefaultsEnforcementPolicy",
        "identitySecurityDefaultsEnforcementPolicy",
        IdentitySecurityDefaultsEnforcementPolicy,
    ),
    ("/auditLogs/directoryAudits", "directoryAudit", DirectoryAudit),
    ("/auditLogs/signIns", "signIn", SignIn),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, type[Any], dict[str, Any]]]:
    """Every kind of object the tenant answers with, as (schema, model, object)."""
    with PracticeTenant(tmp_path_factory.mktemp("contract")) as tenant:
        scopes = ("Directory.AccessAsUser.All", "Policy.Read.All", "AuditLog.Read.All")
        desk = Desk(tenant).sign_in("gideon.hall", *scopes)
        claims = {"idToken": [{"name": "email"}]}
        desk.do("DELETE", f"/applications/{desk.application()['id']}")
        app = desk.application(
            optionalClaims=claims,
            groupMembershipClaims="SecurityGroup",
            isFallbackPublicClient=True,
            keyCredentials=[entry(OURS)],
        )
        principal, me = app["principal"], desk.do("GET", "/me")["id"]
        body = {"principalId": me, "resourceId": principal, "appRoleId": DEFAULT_ACCESS}
        desk.do("POST", f"/servicePrincipals/{principal}/appRoleAssignedTo", body)
        secret = desk.do("POST", f"/applications/{app['id']}/addPassword", {})
        tenant.scenarios.secret_max_days, tenant.scenarios.secrets_forbidden = 30, True
        tenant.scenarios.key_max_days = 90
        found: list[tuple[str, type[Any], dict[str, Any]]] = [("passwordCredential", PasswordCredential, secret)]
        for path, kind, model in READS:
            answer = desk.do("GET", path.format(id=app["id"], principal=principal))
            rows = answer.get("value", [answer])
            assert rows, path
            found += [(kind, model, row) for row in rows]
        desk.close()
    return found


def test_every_answer_keeps_to_the_metadata(answers: list[tuple[str, type[Any], dict[str, Any]]]) -> None:
    if not SCHEMA.exists():
        pytest.skip("the contract is not on this machine")
    schema = json.loads(SCHEMA.read_text())
    checks = {kind: Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"}) for kind, _, _ in answers}
    wrong = [
        f"{kind} {'/'.join(map(str, error.absolute_path))}: {error.message}"
        for kind, _, row in answers
        for error in checks[kind].iter_errors(row)
    ]
    assert wrong == []


def test_the_sdk_knows_every_property(answers: list[tuple[str, type[Any], dict[str, Any]]]) -> None:
    unknown: set[tuple[str, str]] = set()
    for _, model, row in answers:
        read = JsonParseNode(row).get_object_value(model)
        unknown |= {(type(read).__name__, path) for path in unknown_in(read, set())}
    assert unknown <= SENT_THOUGH_UNDECLARED


def test_the_sdk_oracle_finds_a_planted_property() -> None:
    lie = {"id": "x", "invented": 1, "web": {"redirectUris": [], "madeUp": True}, "appRoles": [{"wrong": 1}]}
    found = unknown_in(JsonParseNode(lie).get_object_value(Application), set())
    assert {*found} == {"invented", "web/madeUp", "app_roles/wrong"}


def unknown_in(value: Any, seen: set[int], path: str = "") -> list[str]:
    """Properties of an SDK model, and of the models in it, that the SDK does not know."""
    if id(value) in seen or value is None or isinstance(value, str | int | float | bool):
        return []
    seen.add(id(value))
    # The SDK's store keeps a list together with its length, as a pair.
    if isinstance(value, list | tuple):
        return [found for entry in value for found in unknown_in(entry, seen, path)]
    extra = getattr(value, "additional_data", None)
    found = [f"{path}{name}" for name in extra or {} if not name.startswith("@odata")]
    store = getattr(value, "backing_store", None)
    if store is not None:
        for name, inner in store.enumerate_():
            if name not in ("additionalData", "additional_data"):
                found += unknown_in(inner, seen, f"{path}{name}/")
    return found
