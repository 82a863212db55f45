"""Applications in Graph: a create as recorded, the upsert, what is refused, deleting and restoring."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wizard.practice.desk import Desk

RECORDED = [
    *("@odata.context", "id", "deletedDateTime", "appId", "applicationTemplateId", "disabledByMicrosoftStatus"),
    *("createdDateTime", "displayName", "description", "groupMembershipClaims", "identifierUris"),
    *("isDeviceOnlyAuthSupported", "isFallbackPublicClient", "nativeAuthenticationApisEnabled", "notes"),
    *("publisherDomain", "serviceManagementReference", "signInAudience", "tags", "tokenEncryptionKeyId"),
    *("uniqueName", "samlMetadataUrl", "defaultRedirectUri", "certification", "optionalClaims"),
    *("servicePrincipalLockConfiguration", "requestSignatureVerification", "addIns", "api", "appRoles", "info"),
    *("keyCredentials", "parentalControlSettings", "passwordCredentials", "publicClient"),
    *("requiredResourceAccess", "verifiedPublisher", "web", "spa"),
]
"""The answer to a create, recorded in 2025-04 (Azure/azure-cli test recordings, 2025-04)."""

SCOPE = {
    "id": "33333333-3333-4333-8333-333333333333",
    "value": "sign.in",
    "type": "User",
    "isEnabled": True,
    "adminConsentDisplayName": "Sign in",
    "adminConsentDescription": "Sign in",
}


@pytest.fixture
def app(desk: Desk) -> dict[str, Any]:
    made: dict[str, Any] = desk.do("POST", "/applications", {"displayName": "x"})
    return made


def test_a_create_answers_as_recorded(desk: Desk) -> None:
    answer = desk.ask("POST", "/applications", {"displayName": "x"})
    made = answer.json()
    assert answer.status_code == 201
    assert list(made) == RECORDED
    assert (made["signInAudience"], made["api"]["requestedAccessTokenVersion"]) == ("AzureADMyOrg", None)
    assert answer.headers["location"].endswith(f"/{made['id']}/Microsoft.DirectoryServices.Application")
    assert {"request-id", "client-request-id", "odata-version"} <= {*answer.headers}
    assert made["createdDateTime"][19] == "."
    assert "." not in desk.do("GET", f"/applications/{made['id']}")["createdDateTime"]


def test_an_upsert_creates_once_and_then_updates(desk: Desk) -> None:
    path, body = "/applications(uniqueName='wizard-upsert')", {"displayName": "First"}
    assert desk.ask("PATCH", path, body).status_code == 404
    assert desk.ask("PATCH", path, body, Prefer="create-if-missing").status_code == 201
    assert desk.ask("PATCH", path, {"displayName": "Second"}, Prefer="create-if-missing").status_code == 204
    found = desk.do("GET", path)
    assert (found["displayName"], found["uniqueName"]) == ("Second", "wizard-upsert")
    assert desk.do("GET", f"/applications(appId='{found['appId']}')")["id"] == found["id"]
    assert desk.ask("PATCH", path, {"uniqueName": "other"}).status_code == 400


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("an invented property", {"redirectUris": []}, "redirectUris"),
    ("an invented inner property", {"web": {"replyUrls": []}}, "replyUrls"),
    ("a null list", {"identifierUris": None}, "identifierUris"),
    ("a text for a truth", {"isFallbackPublicClient": "yes"}, "isFallbackPublicClient"),
    ("an id", {"appId": "33333333-3333-4333-8333-333333333333"}, "appId"),
    ("an empty name", {"displayName": ""}, "displayName"),
    ("an unknown audience", {"signInAudience": "Everybody"}, "signInAudience"),
    (
        "personal accounts with v1 tokens",
        {"signInAudience": "PersonalMicrosoftAccount"},
        "requestedAccessTokenVersion",
    ),
    ("a token version of 3", {"api": {"requestedAccessTokenVersion": 3}}, "requestedAccessTokenVersion"),
    ("an unknown kind of groups", {"groupMembershipClaims": "Everything"}, "groupMembershipClaims"),
    ("a logout address over http", {"web": {"logoutUrl": "http://x.example/out"}}, "web"),
    ("a foreign identifier", {"identifierUris": ["https://evil.example"]}, "identifier URI"),
    ("a scope without an id", {"api": {"oauth2PermissionScopes": [{"value": "x"}]}}, "api"),
    ("a wrong kind of access", {"requiredResourceAccess": [{"resourceAccess": [{"type": "X"}]}]}, "requiredResource"),
    ("no web part", {"web": None}, "web"),
    ("no implicit grant settings", {"web": {"implicitGrantSettings": None}}, "web"),
    ("a role for nobody", {"appRoles": [{"id": "33333333-3333-4333-8333-333333333333"}]}, "appRoles"),
    ("access to no resource", {"requiredResourceAccess": [{"resourceAccess": []}]}, "requiredResourceAccess"),
    ("a claim without a name", {"optionalClaims": {"idToken": [{"essential": True}]}}, "optionalClaims"),
    ("a pre-authorization of nobody", {"api": {"preAuthorizedApplications": [{}]}}, "api"),
    ("a secret by PATCH", {"passwordCredentials": [{"displayName": "x"}]}, "service actions"),
    (
        "redirect URIs together with their settings",
        {"web": {"redirectUris": ["https://x.example"], "redirectUriSettings": [{"uri": "https://x.example"}]}},
        "'web'",
    ),
    (
        "a pre-authorization for nothing",
        {
            "api": {
                "preAuthorizedApplications": [
                    {"appId": SCOPE["id"], "delegatedPermissionIds": ["44444444-4444-4444-8444-444444444444"]}
                ]
            }
        },
        "AppPermissions",
    ),
]


@pytest.mark.parametrize(("body", "named"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_bad_change_is_refused_by_name_and_changes_nothing(
    desk: Desk, app: dict[str, Any], body: dict[str, Any], named: str
) -> None:
    before = desk.do("GET", f"/applications/{app['id']}")
    answer = desk.ask("PATCH", f"/applications/{app['id']}", body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert named in error["message"]
    assert {"date", "request-id", "client-request-id"} == {*error["innerError"]}
    assert desk.do("GET", f"/applications/{app['id']}") == before
    desk.do("PATCH", f"/applications/{app['id']}", {"displayName": "still fine"})


URIS: list[tuple[str, str, bool]] = [
    ("web", "https://x.example/cb", True),
    ("web", "http://localhost:8080/cb", True),
    ("web", "http://127.0.0.1/cb", True),
    ("web", "https://*.x.example/cb", True),
    ("web", "https://x.example/cb?a=b", True),
    ("web", "http://x.example/cb", False),
    ("web", "http://app.localhost/cb", False),
    ("web", "http://[::1]/cb", False),
    ("web", "https://x.example/cb#here", False),
    ("web", "https://x.example/(cb)", False),
    ("web", "https://ü.example/cb", False),
    ("web", "https://x.example/" + "a" * 240, False),
    ("web", "x.example/cb", False),
    ("spa", "https://x.example/cb", True),
    ("spa", "https://*.x.example/cb", False),
    ("spa", "myapp://auth", False),
    ("publicClient", "myapp://auth", True),
    ("publicClient", "http://localhost", True),
]


@pytest.mark.parametrize(("platform", "uri", "good"), URIS)
def test_redirect_uris_obey_the_rules(desk: Desk, app: dict[str, Any], platform: str, uri: str, good: bool) -> None:
    answer = desk.ask("PATCH", f"/applications/{app['id']}", {platform: {"redirectUris": [uri]}})
    assert answer.status_code == (204 if good else 400)


def test_a_patch_merges_objects_and_replaces_lists(desk: Desk, app: dict[str, Any]) -> None:
    path = f"/applications/{app['id']}"
    desk.do("PATCH", path, {"web": {"redirectUris": ["https://a.example", "https://b.example"]}})
    desk.do(
        "PATCH",
        path,
        {"web": {"homePageUrl": "https://a.example"}, "optionalClaims": {"idToken": [{"name": "email"}]}},
    )
    desk.do("PATCH", path, {"web": {"redirectUris": ["https://b.example"]}})
    now = desk.do("GET", path)
    assert now["web"]["homePageUrl"] == "https://a.example"
    assert now["web"]["redirectUris"] == ["https://b.example"]
    assert now["web"]["redirectUriSettings"] == [{"uri": "https://b.example", "index": None}]
    whole = {"name": "email", "source": None, "essential": False, "additionalProperties": []}
    assert now["optionalClaims"] == {"idToken": [whole], "accessToken": [], "saml2Token": []}


def test_an_enabled_scope_must_be_disabled_before_it_can_go(desk: Desk, app: dict[str, Any]) -> None:
    path = f"/applications/{app['id']}"

    def set_scopes(*scopes: dict[str, Any]) -> int:
        return desk.ask("PATCH", path, {"api": {"oauth2PermissionScopes": list(scopes)}}).status_code

    assert set_scopes(SCOPE) == 204
    answer = desk.ask("PATCH", path, {"api": {"oauth2PermissionScopes": []}})
    assert answer.json()["error"]["code"] == "CannotDeleteOrUpdateEnabledEntitlement"
    assert set_scopes({**SCOPE, "value": "other"}) == 400
    assert set_scopes({**SCOPE, "isEnabled": False}) == 204
    assert set_scopes() == 204


def test_a_secret_is_shown_once_and_can_be_removed(desk: Desk, app: dict[str, Any]) -> None:
    path = f"/applications/{app['id']}"
    answer = desk.ask("POST", f"{path}/addPassword", {"passwordCredential": {"displayName": "x"}})
    made = answer.json()
    assert answer.status_code == 200
    assert list(made) == [
        *("@odata.context", "customKeyIdentifier", "displayName", "endDateTime", "hint", "keyId", "secretText"),
        "startDateTime",
    ]
    assert (len(made["secretText"]), made["secretText"][:3]) == (40, made["hint"])
    kept = desk.do("GET", path)["passwordCredentials"]
    assert [(row["keyId"], row["secretText"]) for row in kept] == [(made["keyId"], None)]
    assert desk.ask("POST", f"{path}/addPassword", {"passwordCredential": {"secretText": "mine"}}).status_code == 400
    desk.do("POST", f"{path}/removePassword", {"keyId": made["keyId"]})
    assert desk.ask("POST", f"{path}/removePassword", {"keyId": made["keyId"]}).status_code == 400
    assert desk.do("GET", path)["passwordCredentials"] == []


def test_a_secret_may_come_with_the_create(desk: Desk) -> None:
    made = desk.do("POST", "/applications", {"displayName": "x", "passwordCredentials": [{"displayName": "y"}]})
    assert made["passwordCredentials"][0]["secretText"]
    assert desk.do("GET", f"/applications/{made['id']}")["passwordCredentials"][0]["secretText"] is None


def test_a_deleted_application_can_be_restored_until_it_is_purged(desk: Desk) -> None:
    app = desk.application()
    path, grave = f"/applications/{app['id']}", f"/directory/deletedItems/{app['id']}"
    desk.do("DELETE", path)
    assert desk.ask("GET", path).status_code == 404
    assert desk.ask("GET", f"/servicePrincipals/{app['principal']}").status_code == 404
    listed = desk.do("GET", "/directory/deletedItems/microsoft.graph.application")["value"]
    assert app["id"] in {row["id"] for row in listed}
    assert desk.do("POST", f"{grave}/restore")["deletedDateTime"] is None
    assert desk.do("GET", path)["appId"] == app["appId"]
    assert desk.do("GET", f"/servicePrincipals/{app['principal']}/oauth2PermissionGrants")["value"]
    desk.do("DELETE", path)
    desk.do("DELETE", grave)
    assert desk.ask("GET", grave).status_code == 404
