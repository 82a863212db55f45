"""The portal of the practice tenant: each form has the effect that the same request to Graph has."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.wizard.practice.desk import GRAPH_APP_ID, Desk
from tests.wizard.practice.portal_visitor import Form, Visitor
from wizard.practice.first_party import GRAPH_SCOPES

URI = "https://product.example/callback"
USER_READ = [{"resourceAppId": GRAPH_APP_ID, "resourceAccess": [{"id": GRAPH_SCOPES["User.Read"], "type": "Scope"}]}]
SINGULAR = ("id", "appId", "createdDateTime", "@odata.context")


@pytest.fixture
def visitor(desk: Desk) -> Iterator[Visitor]:
    with Visitor(desk.practice) as made:
        yield made


def read(desk: Desk, client_id: str) -> dict[str, Any]:
    app: dict[str, Any] = desk.do("GET", f"/applications(appId='{client_id}')")
    return {name: value for name, value in app.items() if name not in SINGULAR}


def alike(desk: Desk, client_id: str, **body: Any) -> None:
    """The application is as Graph makes it from this body."""
    asked = {"displayName": "Product", "requiredResourceAccess": USER_READ} | body
    made = desk.do("POST", "/applications", asked)
    assert read(desk, client_id) == read(desk, made["appId"])


@pytest.mark.parametrize("part", ["web", "spa", "publicClient"])
def test_a_registration_is_graphs_with_user_read_and_an_enterprise_application(
    desk: Desk, visitor: Visitor, part: str
) -> None:
    client_id = visitor.register(platform=part, uri=URI)
    alike(desk, client_id, signInAudience="AzureADMyOrg", **{part: {"redirectUris": [URI]}})
    assert read(desk, client_id)["api"]["requestedAccessTokenVersion"] is None
    principal = desk.do("GET", f"/servicePrincipals(appId='{client_id}')")
    assert principal["tags"] == ["WindowsAzureActiveDirectoryIntegratedApp"]
    assert principal["id"] in visitor.get("/enterprise").text


def test_personal_accounts_get_version_2(desk: Desk, visitor: Visitor) -> None:
    audience = "AzureADandPersonalMicrosoftAccount"
    client_id = visitor.register(audience=audience)
    alike(desk, client_id, signInAudience=audience, api={"requestedAccessTokenVersion": 2})


def test_the_authentication_page_keeps_only_what_was_changed(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register(platform="web", uri=URI)
    page = f"/apps/{client_id}/authentication"
    visitor.send(f"/apps/{client_id}/platforms?platform=spa", uri="https://product.example/spa")
    visitor.send(page)
    both = {"web": {"redirectUris": [URI]}, "spa": {"redirectUris": ["https://product.example/spa"]}}
    alike(desk, client_id, **both)
    offered = visitor.send(page, do="add.web")
    assert "uri.web.1" in Form(offered.text).fields
    alike(desk, client_id, **both)
    typed = {"uri__web__1": "http://localhost:1/x", "implicit__id_tokens": "yes", "public": "yes"}
    visitor.send(page, logout="https://product.example/out", audience="AzureADMultipleOrgs", **typed)
    web = {
        "redirectUris": [URI, "http://localhost:1/x"],
        "logoutUrl": "https://product.example/out",
        "implicitGrantSettings": {"enableIdTokenIssuance": True, "enableAccessTokenIssuance": False},
    }
    grown = both | {"web": web, "isFallbackPublicClient": True, "signInAudience": "AzureADMultipleOrgs"}
    alike(desk, client_id, **grown)
    removed = Form(visitor.send(page, do="remove.web.0").text).fields
    visitor.http.post(visitor.base + page, data=removed)
    alike(desk, client_id, **grown | {"web": web | {"redirectUris": ["http://localhost:1/x"]}})


def test_an_address_from_the_manifest_stays_although_the_box_refuses_it(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register()
    desk.do("PATCH", f"/applications(appId='{client_id}')", {"web": {"redirectUris": ["http://127.0.0.1/x"]}})
    visitor.send(f"/apps/{client_id}/authentication", public="yes")
    alike(desk, client_id, web={"redirectUris": ["http://127.0.0.1/x"]}, isFallbackPublicClient=True)


def test_claims_are_added_with_the_permission_they_need(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register()
    page = f"/apps/{client_id}/token-configuration"
    asked = visitor.send(f"{page}/claim", token="idToken", claim__email="yes", claim__sid="yes")
    assert "Turn on the Microsoft Graph email permission" in asked.text
    assert read(desk, client_id)["optionalClaims"] is None
    visitor.http.post(f"{visitor.base}{page}/claim", data=Form(asked.text).fields | {"turn_on": "yes"})
    visitor.send(f"{page}/claim", token="accessToken", claim__email="yes")
    visitor.send(f"{page}/groups", group__SecurityGroup="yes", group__ApplicationGroup="yes")
    access = [{"id": GRAPH_SCOPES[name], "type": "Scope"} for name in ("User.Read", "email")]
    claims = {"idToken": [{"name": "email"}, {"name": "sid"}], "accessToken": [{"name": "email"}]}
    body: dict[str, Any] = {
        "optionalClaims": claims,
        "groupMembershipClaims": "SecurityGroup, ApplicationGroup",
        "requiredResourceAccess": [{"resourceAppId": GRAPH_APP_ID, "resourceAccess": access}],
    }
    alike(desk, client_id, **body)
    visitor.send(page, remove="idToken.sid")
    visitor.send(page, remove="groups")
    claims["idToken"].pop()
    alike(desk, client_id, **body | {"groupMembershipClaims": None})


def test_permissions_are_added_consented_and_removed(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register()
    page = f"/apps/{client_id}/permissions"
    visitor.send(f"{page}/add?api={GRAPH_APP_ID}&kind=delegated", scope__openid="yes", scope__email="yes")
    visitor.send(f"{page}/consent")
    principal = desk.do("GET", f"/servicePrincipals(appId='{client_id}')")["id"]
    grants = desk.do("GET", f"/servicePrincipals/{principal}/oauth2PermissionGrants")["value"]
    assert [(grant["consentType"], {*grant["scope"].split()}) for grant in grants] == [
        ("AllPrincipals", {"openid", "email", "User.Read"})
    ]
    assert visitor.get(page).text.count("Granted for Contoso practice") == 3
    visitor.send(f"{page}/add?api={GRAPH_APP_ID}&kind=delegated", scope__profile="yes")
    assert visitor.get(page).text.count("Granted for Contoso practice") == 3
    visitor.send(f"{page}/consent")
    assert visitor.get(page).text.count("Granted for Contoso practice") == 4
    assert "profile" in visitor.get(f"/enterprise/{principal}/permissions").text
    visitor.send(page, remove=f"{GRAPH_APP_ID}.{GRAPH_SCOPES['profile']}")
    names = ("User.Read", "openid", "email")
    left = [{"id": GRAPH_SCOPES[name], "type": "Scope"} for name in GRAPH_SCOPES if name in names]
    (entry,) = read(desk, client_id)["requiredResourceAccess"]
    assert sorted(entry["resourceAccess"], key=str) == sorted(left, key=str)


def test_an_api_of_the_apps_own_is_exposed_and_permitted(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register()
    page = f"/apps/{client_id}/expose"
    assert "identifier?scope=1" in visitor.get(page).text
    onward = visitor.send(f"{page}/identifier?scope=1")
    assert onward.url.path.endswith("/expose/scope")
    texts = {"admin_name": "Sign in", "admin_description": "Sign in to the product"}
    visitor.send(f"{page}/scope", scope="access", consent="User", **texts)
    app = read(desk, client_id)
    (scope,) = app["api"]["oauth2PermissionScopes"]
    assert (app["identifierUris"], scope["value"]) == ([f"api://{client_id}"], "access")
    assert (scope["type"], scope["isEnabled"], scope["adminConsentDisplayName"]) == ("User", True, "Sign in")
    assert client_id in visitor.get(f"/apps/{client_id}/permissions/add?api=own").text
    visitor.send(f"/apps/{client_id}/permissions/add?api={client_id}", scope__access="yes")
    wanted = {"resourceAppId": client_id, "resourceAccess": [{"id": scope["id"], "type": "Scope"}]}
    assert wanted in read(desk, client_id)["requiredResourceAccess"]
    visitor.send(f"/apps/{client_id}/permissions/consent")
    assert visitor.get(f"/apps/{client_id}/permissions").text.count("Granted for") == 2


def test_the_manifest_is_graphs_json_and_keeps_what_was_changed(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register(platform="web", uri=URI)
    page = f"/apps/{client_id}/manifest"
    text = Form(visitor.get(page).text).fields["manifest"]
    manifest = json.loads(text)
    assert {n: v for n, v in manifest.items() if n not in SINGULAR} == read(desk, client_id)
    assert text.startswith('{\n\t"id": "')
    visitor.send(page)
    alike(desk, client_id, web={"redirectUris": [URI]})
    manifest["api"]["requestedAccessTokenVersion"] = 2
    manifest["web"]["redirectUris"].append("https://*.product.example/x")
    visitor.send(page, manifest=json.dumps(manifest, indent=2).replace("\n", "\r\n"))
    uris = [URI, "https://*.product.example/x"]
    alike(desk, client_id, web={"redirectUris": uris}, api={"requestedAccessTokenVersion": 2})


def test_a_secret_is_whole_once_and_masked_afterwards(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register(platform="web", uri=URI)
    page = f"/apps/{client_id}/credentials"
    shown = visitor.send(f"{page}?new=1", description="For the product", expires="365")
    (credential,) = read(desk, client_id)["passwordCredentials"]
    values = re.findall(r"<td>([^<]{40})</td>", shown.text)
    (value,) = (html.unescape(found) for found in values)
    assert value not in str(shown.url)
    assert value[:3] == credential["hint"]
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": value}
    answer = desk.redeem(**form, scope="https://graph.microsoft.com/.default")
    assert answer.status_code == 200, answer.text
    again = visitor.get(page).text
    assert value not in again
    assert f"{value[:3]}***************</td><td>{credential['keyId']}" in again
    assert credential["displayName"] == "For the product"
    visitor.send(page, remove=credential["keyId"])
    assert read(desk, client_id)["passwordCredentials"] == []


def test_who_may_sign_in_is_decided_in_the_enterprise_application(desk: Desk, visitor: Visitor) -> None:
    client_id = visitor.register()
    principal = desk.do("GET", f"/servicePrincipals(appId='{client_id}')")["id"]
    root = f"/enterprise/{principal}"
    visitor.send(f"{root}/properties", required="yes")
    assert desk.do("GET", f"/servicePrincipals/{principal}")["appRoleAssignmentRequired"] is True
    mina = desk.practice.directory.person("mina.osei")["id"]
    (team,) = (group["id"] for group in desk.practice.directory.groups if group["displayName"] == "Data team")
    found = visitor.get(f"{root}/pick?picked={mina}&search=data+team").text
    assert (mina in found, team in found, "Omar" in found) == (True, True, False)
    visitor.send(f"{root}/add-user?picked={mina}&picked={team}")
    listed = desk.do("GET", f"/servicePrincipals/{principal}/appRoleAssignedTo")["value"]
    assert [(row["principalId"], row["principalType"]) for row in listed] == [(mina, "User"), (team, "Group")]
    visitor.send(f"{root}/users", remove=listed[0]["id"])
    left = desk.do("GET", f"/servicePrincipals/{principal}/appRoleAssignedTo")["value"]
    assert [row["principalDisplayName"] for row in left] == ["Data team"]


def test_a_missing_enterprise_application_is_created(desk: Desk, visitor: Visitor) -> None:
    app = desk.do("POST", "/applications", {"displayName": "Bare"})
    page = f"/apps/{app['appId']}/overview"
    assert "Create Service Principal" in visitor.get(page).text
    visitor.send(page)
    assert desk.do("GET", f"/servicePrincipals(appId='{app['appId']}')")["displayName"] == "Bare"
    assert "Create Service Principal" not in visitor.get(page).text
