"""Graph asks for a permission in the token and a role of the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.wizard.practice.desk import AZURE_CLI, DEFAULT_ACCESS, GRAPH_APP_ID, Desk
from wizard.practice import PracticeTenant

DENIED = (403, "Authorization_RequestDenied")
As = Callable[[str, str], Desk]


@pytest.fixture(scope="module")
def cli(practice: PracticeTenant) -> Iterator[Callable[[str], Desk]]:
    """A desk whose permissions never lack anything, so that only the person's role decides."""
    made: dict[str, Desk] = {}

    def sign_in(person: str) -> Desk:
        if person not in made:
            made[person] = Desk(practice)
            scope = "https://graph.microsoft.com/.default openid"
            body = made[person].tokens(AZURE_CLI, person, scope=scope, redirect_uri="http://localhost:1")
            made[person].token = body["access_token"]
        return made[person]

    yield sign_in
    for desk in made.values():
        desk.close()


@pytest.fixture(scope="module")
def app(desk: Desk) -> dict[str, Any]:
    return desk.application(displayName="Permissions")


def outcome(desk: Desk, method: str, path: str, body: Any = None) -> tuple[int, str]:
    answer = desk.ask(method, path, body)
    return answer.status_code, answer.json()["error"]["code"] if answer.is_error else ""


WRITES: list[tuple[str, str, Any]] = [
    ("PATCH", "/applications/{id}", {"notes": "x"}),
    ("POST", "/applications/{id}/addPassword", {}),
    ("DELETE", "/applications/{id}", None),
    ("PATCH", "/servicePrincipals/{principal}", {"notes": "x"}),
    (
        "POST",
        "/servicePrincipals/{principal}/appRoleAssignedTo",
        {"principalId": "{me}", "resourceId": "{principal}", "appRoleId": DEFAULT_ACCESS},
    ),
    (
        "POST",
        "/oauth2PermissionGrants",
        {"clientId": "{principal}", "consentType": "AllPrincipals", "resourceId": "{principal}", "scope": "x"},
    ),
    ("GET", "/auditLogs/directoryAudits", None),
    ("GET", "/auditLogs/signIns", None),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_an_ordinary_user_may_not_manage_what_others_own(
    cli: Callable[[str], Desk], app: dict[str, Any], method: str, path: str, body: Any
) -> None:
    desk = cli("mina.osei")
    values = {"id": app["id"], "principal": app["principal"], "me": desk.practice.directory.person("mina.osei")["id"]}
    filled = body and {name: value.format(**values) for name, value in body.items()}
    assert outcome(desk, method, path.format(**values), filled) == DENIED


def test_an_ordinary_user_owns_what_they_register(cli: Callable[[str], Desk]) -> None:
    mina = cli("mina.osei")
    made = mina.do("POST", "/applications", {"displayName": "mine"})
    assert outcome(mina, "PATCH", f"/applications/{made['id']}", {"notes": "x"}) == (204, "")
    owners = mina.do("GET", f"/applications/{made['id']}/owners")["value"]
    assert [row["displayName"] for row in owners] == ["Mina Osei"]
    assert outcome(cli("omar.reyes"), "DELETE", f"/applications/{made['id']}") == DENIED
    assert outcome(cli("rosa.lind"), "POST", "/applications", {"displayName": "x"}) == DENIED


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/groups"),
        ("GET", "/users"),
        ("GET", "/applications"),
        ("POST", "/applications"),
        ("GET", "/policies/authorizationPolicy"),
        ("GET", "/auditLogs/signIns"),
        ("GET", "/oauth2PermissionGrants"),
    ],
)
def test_a_token_without_the_permission_is_refused_whoever_it_is(
    practice: PracticeTenant, method: str, path: str, request: pytest.FixtureRequest
) -> None:
    desk = Desk(practice)
    request.addfinalizer(desk.close)
    app = request.getfixturevalue("app")
    secret = request.getfixturevalue("desk").secret(app)
    scope = "openid https://graph.microsoft.com/User.Read"
    desk.token = desk.tokens(app["appId"], "adele.vance", secret=secret, scope=scope)["access_token"]
    assert outcome(desk, method, path, {"displayName": "x"} if method == "POST" else None) == DENIED
    memberships = desk.do("GET", "/me/memberOf")["value"]
    assert {row["displayName"] for row in memberships} == {None}
    assert all(row["id"] for row in memberships)
    assert desk.do("GET", "/organization")["value"][0]["id"] == practice.tenant_id


@pytest.mark.parametrize("header", ["", "Bearer x", "Basic x", "Bearer a.b.c"])
def test_a_bad_token_is_401(desk: Desk, header: str) -> None:
    answer = desk.http.get(
        f"{desk.practice.cloud.graph}/v1.0/me", headers={"Authorization": header} if header else {}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")


def test_a_token_for_another_resource_is_401(desk: Desk, app: dict[str, Any]) -> None:
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": desk.secret(app)}
    token = desk.redeem(**form, scope=f"{app['appId']}/.default").json()["access_token"]
    answer = desk.http.get(f"{desk.practice.cloud.graph}/v1.0/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_a_second_grant_or_principal_or_assignment_is_refused_as_there_already(
    desk: Desk, app: dict[str, Any]
) -> None:
    graph = desk.do("GET", f"/servicePrincipals(appId='{GRAPH_APP_ID}')?$select=id")["id"]
    grant = {"clientId": app["principal"], "consentType": "AllPrincipals", "resourceId": graph, "scope": "openid"}
    assert (
        desk.ask("POST", "/oauth2PermissionGrants", grant).json()["error"]["message"]
        == "Permission entry already exists."
    )
    assert outcome(desk, "POST", "/servicePrincipals", {"appId": app["appId"]}) == (
        409,
        "Request_MultipleObjectsWithSameKeyValue",
    )
    path = f"/servicePrincipals/{app['principal']}/appRoleAssignedTo"
    me = desk.do("GET", "/me")["id"]
    body = {"principalId": me, "resourceId": app["principal"], "appRoleId": DEFAULT_ACCESS}
    made = desk.do("POST", path, body)
    again = desk.ask("POST", path, body).json()["error"]["message"]
    assert again == "Permission being assigned already exists on the object"
    desk.do("DELETE", f"{path}/{made['id']}")
    assert desk.do("GET", path)["value"] == []


def test_a_grant_is_extended_and_taken_back(desk: Desk) -> None:
    app = desk.application()
    grant = desk.do("GET", f"/oauth2PermissionGrants?$filter=clientId eq '{app['principal']}'")["value"][0]
    path = f"/oauth2PermissionGrants/{grant['id']}"
    desk.do("PATCH", path, {"scope": "openid GroupMember.Read.All"})
    assert desk.do("GET", path)["scope"] == "openid GroupMember.Read.All"
    assert outcome(desk, "PATCH", path, {"scope": "openid Fly.Read"})[0] == 400
    assert outcome(desk, "PATCH", path, {"consentType": "Principal"})[0] == 400
    desk.do("DELETE", path)
    assert outcome(desk, "GET", path)[0] == 404
