"""What stands in the tokens, for whom, and why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wizard.practice.desk import DEFAULT_ACCESS, GRAPH, GRAPH_APP_ID, VERIFIER, Desk, fields, payload
from wizard.practice.roles import MEMBER_TEMPLATE, TEMPLATES

ALWAYS = {"aud", "iss", "iat", "nbf", "exp", "aio", "rh", "uti", "ver", "sub", "tid", "nonce", "sid"}
PROFILE = {"name", "oid", "preferred_username"}


@pytest.fixture(scope="module")
def plain(desk: Desk) -> dict[str, Any]:
    app = desk.application(displayName="Tokens")
    return app | {"secret": desk.secret(app)}


def id_token(desk: Desk, app: dict[str, Any], person: str = "mina.osei", **asked: Any) -> dict[str, Any]:
    secret = app.get("secret") or desk.secret(app)
    return payload(desk.tokens(app["appId"], person, secret=secret, **asked)["id_token"])


@pytest.mark.parametrize(
    ("person", "scope", "more"),
    [
        ("mina.osei", "openid", set()),
        ("mina.osei", "openid profile", PROFILE),
        ("mina.osei", "openid profile email", {*PROFILE, "email"}),
        ("noel.brandt", "openid profile email", PROFILE),
        ("rosa.lind", "openid profile", {*PROFILE, "email", "idp"}),
    ],
)
def test_an_id_token_holds_what_scope_and_person_give(
    desk: Desk, plain: dict[str, Any], person: str, scope: str, more: set[str]
) -> None:
    claims = id_token(desk, plain, person, scope=scope)
    assert {*claims} == ALWAYS | more
    assert (claims["ver"], claims["aud"], claims["nonce"]) == ("2.0", plain["appId"], "the nonce")
    assert claims["iss"] == f"{desk.practice.cloud.login}/{desk.practice.tenant_id}/v2.0"


def test_the_subject_is_another_one_for_every_application(desk: Desk, plain: dict[str, Any]) -> None:
    other = desk.application()
    assert id_token(desk, plain)["sub"] == id_token(desk, plain)["sub"] != id_token(desk, other)["sub"]


def test_a_v1_id_token_has_v1_claims(desk: Desk, plain: dict[str, Any]) -> None:
    body = desk.tokens(plain["appId"], "mina.osei", v1=True, secret=plain["secret"], scope="openid", resource=GRAPH)
    claims = payload(body["id_token"])
    assert claims["iss"] == f"{desk.practice.cloud.login}/sts/{desk.practice.tenant_id}/"
    assert (claims["ver"], claims["upn"], claims["family_name"]) == ("1.0", claims["unique_name"], "Osei")
    assert not {"email", "preferred_username"} & {*claims}
    assert isinstance(body["expires_in"], str)
    assert body["resource"] == GRAPH


def test_optional_claims_are_there_when_asked_for_and_not_empty(desk: Desk) -> None:
    names = ("email", "family_name", "given_name", "upn", "acct", "auth_time", "sid", "login_hint", "xms_edov")
    app = desk.application(optionalClaims={"idToken": [{"name": name} for name in names]})
    claims = id_token(desk, app, scope="openid profile")
    assert {*names} <= {*claims}
    assert claims["email"] == claims["upn"] == "mina.osei@contoso-practice.example"
    without_mail = id_token(desk, app, "noel.brandt", scope="openid profile")
    assert not {"email", "xms_edov"} & {*without_mail}
    assert "upn" not in id_token(desk, app, "rosa.lind")


def test_groups_come_through_other_groups_and_give_way_to_a_pointer(desk: Desk) -> None:
    app = desk.application(groupMembershipClaims="SecurityGroup")
    groups = id_token(desk, app)["groups"]
    names = {row["displayName"] for row in desk.practice.directory.groups if row["id"] in groups}
    assert names == {"All employees", "Engineering", "Analytics", "Data team"}
    many = id_token(desk, app, "ines.kovac")
    assert "groups" not in many
    assert many["_claim_names"] == {"groups": "src1"}
    endpoint = many["_claim_sources"]["src1"]["endpoint"]
    assert endpoint.startswith(f"{desk.practice.cloud.graph}/v1.0/users/{many['oid']}/")
    path = endpoint.removeprefix(f"{desk.practice.cloud.graph}/v1.0")
    assert len(desk.do("POST", path, {"securityEnabledOnly": True})["value"]) == 250


def test_only_assigned_groups_are_named_with_application_group(desk: Desk) -> None:
    app = desk.application(groupMembershipClaims="ApplicationGroup")
    assert "groups" not in id_token(desk, app, "ines.kovac")
    group = next(row["id"] for row in desk.practice.directory.groups if row["displayName"] == "Project 007")
    body = {"principalId": group, "resourceId": app["principal"], "appRoleId": DEFAULT_ACCESS}
    desk.do("POST", f"/servicePrincipals/{app['principal']}/appRoleAssignedTo", body)
    assert id_token(desk, app, "ines.kovac")["groups"] == [group]


def test_directory_roles_are_named_only_when_asked_for(desk: Desk, plain: dict[str, Any]) -> None:
    app = desk.application(groupMembershipClaims="DirectoryRole")
    assert id_token(desk, app, "adele.vance")["wids"] == [TEMPLATES["Application Administrator"], MEMBER_TEMPLATE]
    assert "wids" not in id_token(desk, plain, "adele.vance")


def test_an_app_role_reaches_the_token(desk: Desk) -> None:
    role = {"id": "11111111-1111-4111-8111-111111111111", "value": "Writer", "allowedMemberTypes": ["User"]}
    texts = {"displayName": "Writer", "description": "Writes", "isEnabled": True}
    app = desk.application(appRoles=[{**role, **texts}])
    mina = desk.practice.directory.person("mina.osei")["id"]
    body = {"principalId": mina, "resourceId": app["principal"], "appRoleId": DEFAULT_ACCESS}
    path = f"/servicePrincipals/{app['principal']}/appRoleAssignedTo"
    assert desk.ask("POST", path, body).status_code == 400
    desk.do("POST", path, body | {"appRoleId": role["id"]})
    assert id_token(desk, app)["roles"] == ["Writer"]


@pytest.mark.parametrize(("version", "audience"), [(2, "{app}"), (1, "api://{app}"), (None, "api://{app}")])
def test_an_own_api_decides_the_version_of_its_tokens(desk: Desk, version: int | None, audience: str) -> None:
    app = desk.application()
    scope = {"id": "22222222-2222-4222-8222-222222222222", "value": "sign.in", "type": "User", "isEnabled": True}
    texts = {"adminConsentDisplayName": "Sign in", "adminConsentDescription": "Sign in"}
    api = {"requestedAccessTokenVersion": version, "oauth2PermissionScopes": [{**scope, **texts}]}
    body = {"identifierUris": [f"api://{app['appId']}"], "api": api}
    desk.do("PATCH", f"/applications/{app['id']}", body)
    answer = desk.tokens(
        app["appId"], "mina.osei", secret=desk.secret(app), scope=f"openid api://{app['appId']}/sign.in"
    )
    claims = payload(answer["access_token"])
    assert (claims["ver"], claims["scp"]) == ("2.0" if version == 2 else "1.0", "sign.in")
    assert claims["aud"] == audience.format(app=app["appId"])
    assert answer["scope"] == f"openid api://{app['appId']}/sign.in"


def test_a_refresh_token_gives_a_new_token_with_what_was_granted_since(desk: Desk, plain: dict[str, Any]) -> None:
    first = desk.tokens(plain["appId"], "mina.osei", secret=plain["secret"], scope="openid offline_access")
    form = {"grant_type": "refresh_token", "client_id": plain["appId"], "refresh_token": first["refresh_token"]}
    again = desk.redeem(**form, client_secret=plain["secret"], scope=f"{GRAPH}/User.Read").json()
    assert "User.Read" in payload(again["access_token"])["scp"]
    assert desk.redeem(**form, client_secret="wrong").json()["error_codes"] == [7000215]
    assert desk.redeem(**(form | {"refresh_token": "x"}), client_secret=plain["secret"]).json()["error_codes"] == [
        70000
    ]


def test_userinfo_names_the_same_subject_as_the_id_token(desk: Desk, plain: dict[str, Any]) -> None:
    body = desk.tokens(plain["appId"], "mina.osei", secret=plain["secret"])
    address = f"{desk.practice.cloud.login}/oidc/userinfo"
    about = desk.http.get(address, headers={"Authorization": f"Bearer {body['access_token']}"}).json()
    assert {*about} == {"sub", "name", "family_name", "given_name", "picture", "email"}
    assert about["sub"] == payload(body["id_token"])["sub"]
    assert desk.http.get(address).status_code == 401


def test_an_id_token_with_a_code_comes_in_a_fragment_with_its_hash(desk: Desk) -> None:
    enabled = {
        "redirectUris": ["http://localhost/callback"],
        "implicitGrantSettings": {"enableIdTokenIssuance": True},
    }
    app = desk.application(web=enabled)
    address = desk.authorize_url(app["appId"], response_type="code id_token")
    back = desk.practice.sign_in(address, "mina.osei")
    assert "#" in back
    assert "c_hash" in payload(fields(back)["id_token"])
    refused = desk.practice.sign_in(address + "&response_mode=query", "mina.osei")
    assert fields(refused)["error_description"].startswith("AADSTS9002313")


def test_an_app_role_of_graph_lets_a_program_read_applications(desk: Desk, request: pytest.FixtureRequest) -> None:
    app = desk.application()
    secret = desk.secret(app)
    graph = desk.do("GET", f"/servicePrincipals(appId='{GRAPH_APP_ID}')?$select=id,appRoles")
    role = next(row["id"] for row in graph["appRoles"] if row["value"] == "Application.ReadWrite.All")
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": secret}
    program = Desk(desk.practice)
    request.addfinalizer(program.close)
    program.token = desk.redeem(**form, scope=f"{GRAPH}/.default").json()["access_token"]
    assert program.ask("GET", "/applications").status_code == 403
    body = {"principalId": app["principal"], "resourceId": graph["id"], "appRoleId": role}
    desk.do("POST", f"/servicePrincipals/{graph['id']}/appRoleAssignedTo", body)
    program.token = desk.redeem(**form, scope=f"{GRAPH}/.default").json()["access_token"]
    assert program.ask("GET", "/applications").status_code == 200
    assert program.ask("GET", "/me").status_code == 400


def test_a_public_client_redeems_without_a_secret(desk: Desk) -> None:
    app = desk.application(publicClient={"redirectUris": ["http://localhost/callback"]})
    form = {"grant_type": "authorization_code", "client_id": app["appId"], "code_verifier": VERIFIER}
    back = fields(desk.practice.sign_in(desk.authorize_url(app["appId"]), "mina.osei"))
    form |= {"code": back["code"], "redirect_uri": "http://localhost/callback"}
    assert desk.redeem(**form, client_secret="x").json()["error_codes"] == [700025]
    assert desk.redeem(**form).status_code == 200
