"""What Entra refuses at its login endpoints: on the page, on the way back, at the token endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wizard.practice.desk import AZURE_CLI, CALLBACK, DEFAULT_ACCESS, VERIFIER, Desk, fields
from wizard.practice import StaysOnPage

UNKNOWN = "12345678-1234-4234-8234-123456789012"
PAGE: list[tuple[str, dict[str, str | None], int]] = [
    ("another redirect URI", {"redirect_uri": "https://evil.example/cb"}, 50011),
    ("the path in another case", {"redirect_uri": "http://localhost/Callback"}, 50011),
    ("a trailing slash", {"redirect_uri": "http://localhost/callback/"}, 50011),
    ("127.0.0.1 for localhost", {"redirect_uri": "http://127.0.0.1/callback"}, 50011),
    ("an unknown client", {"client_id": UNKNOWN}, 700016),
    ("the client of nobody", {"client_id": "00000000-0000-0000-0000-000000000000"}, 700038),
    ("no client", {"client_id": None}, 900144),
    ("an unknown tenant", {"tenant": "fabrikam.example"}, 90002),
    ("a single-tenant app without a tenant", {"tenant": "organizations"}, 50194),
]
REDIRECT: list[tuple[str, dict[str, str | None], str, int]] = [
    ("no response type", {"response_type": None}, "invalid_request", 900144),
    ("no scope", {"scope": None}, "invalid_request", 900144),
    ("an unknown permission", {"scope": "openid Fly.Read"}, "invalid_client", 650053),
    ("an unknown resource", {"scope": "https://api.example/x"}, "invalid_resource", 500011),
    ("two resources", {"scope": "{app}/x https://graph.microsoft.com/User.Read"}, "invalid_request", 28000),
    ("an ID token that is not enabled", {"response_type": "id_token"}, "unsupported_response_type", 700054),
    ("a short challenge", {"code_challenge": "short"}, "invalid_request", 501491),
    ("no session for prompt=none", {"prompt": "none"}, "login_required", 50058),
]


@pytest.fixture(scope="module")
def app(desk: Desk) -> dict[str, Any]:
    app = desk.application(displayName="Refusals")
    return app | {"secret": desk.secret(app)}


@pytest.mark.parametrize(("changed", "number"), [row[1:] for row in PAGE], ids=[row[0] for row in PAGE])
def test_what_is_not_trusted_stays_on_the_page(
    desk: Desk, app: dict[str, Any], changed: dict[str, str], number: int
) -> None:
    with pytest.raises(StaysOnPage) as stayed:
        desk.practice.sign_in(desk.authorize_url(**{"client_id": app["appId"], **changed}), "adele.vance")
    assert stayed.value.number == number
    assert "Correlation ID" in stayed.value.said


@pytest.mark.parametrize(
    ("changed", "error", "number"), [row[1:] for row in REDIRECT], ids=[row[0] for row in REDIRECT]
)
def test_everything_else_goes_back_to_the_application(
    desk: Desk, app: dict[str, Any], changed: dict[str, str | None], error: str, number: int
) -> None:
    changed = {name: value and value.replace("{app}", app["appId"]) for name, value in changed.items()}
    back = fields(desk.practice.sign_in(desk.authorize_url(app["appId"], **changed), "adele.vance"))
    assert (back["error"], back["state"]) == (error, "the state")
    assert back["error_description"].startswith(f"AADSTS{number}: ")


def test_an_application_without_redirect_uris_is_refused_on_the_page(desk: Desk) -> None:
    bare = desk.application(web={"redirectUris": []})
    with pytest.raises(StaysOnPage) as stayed:
        desk.practice.sign_in(desk.authorize_url(bare["appId"]), "adele.vance")
    assert stayed.value.number == 500113


TOKEN: list[tuple[str, dict[str, str], dict[str, str], str, int, int]] = [
    ("a wrong secret", {"client_secret": "wrong"}, {}, "invalid_client", 7000215, 401),
    ("no secret", {"client_secret": ""}, {}, "invalid_client", 7000218, 401),
    ("a wrong code", {"code": "made up"}, {}, "invalid_grant", 70000, 400),
    ("a wrong secret with a wrong code", {"code": "x", "client_secret": "y"}, {}, "invalid_client", 7000215, 401),
    ("a wrong verifier", {"code_verifier": "b" * 50}, {}, "invalid_grant", 501481, 400),
    ("no verifier", {"code_verifier": ""}, {}, "invalid_grant", 501481, 400),
    ("no redirect URI", {"redirect_uri": ""}, {}, "invalid_request", 700009, 400),
    ("another redirect URI", {"redirect_uri": "https://x.example"}, {}, "invalid_request", 50011, 400),
    ("an unknown grant", {"grant_type": "password"}, {}, "unsupported_grant_type", 70003, 400),
    ("no grant", {"grant_type": ""}, {}, "invalid_request", 900144, 400),
    ("an unknown client", {"client_id": UNKNOWN}, {}, "unauthorized_client", 700016, 400),
    ("a browser for a web app", {}, {"Origin": "http://localhost:1"}, "invalid_request", 9002326, 400),
    ("broken Basic", {}, {"Authorization": "Basic %"}, "invalid_request", 9002313, 400),
]


@pytest.mark.parametrize(
    ("changed", "headers", "error", "number", "status"), [row[1:] for row in TOKEN], ids=[row[0] for row in TOKEN]
)
def test_the_token_endpoint_refuses_and_then_takes_the_right_request(
    desk: Desk,
    app: dict[str, Any],
    changed: dict[str, str],
    headers: dict[str, str],
    error: str,
    number: int,
    status: int,
) -> None:
    back = fields(desk.practice.sign_in(desk.authorize_url(app["appId"]), "adele.vance"))
    good = {
        "grant_type": "authorization_code",
        "client_id": app["appId"],
        "client_secret": app["secret"],
        "code": back["code"],
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    }
    answer = desk.redeem(headers=headers, **(good | changed))
    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"]) == (status, error, [number])
    assert body["error_description"].startswith(f"AADSTS{number}: ")
    assert {"timestamp", "trace_id", "correlation_id"} <= {*body}
    assert desk.redeem(**good).status_code == 200
    assert desk.redeem(**good).json()["error_codes"] == [54005]


def test_a_redirect_to_localhost_may_have_any_port(desk: Desk, app: dict[str, Any]) -> None:
    address = desk.authorize_url(app["appId"], redirect_uri="http://localhost:8765/callback")
    assert desk.practice.sign_in(address, "adele.vance").startswith("http://localhost:8765/callback?code=")


def test_a_spa_needs_pkce_and_a_browser_and_no_secret(desk: Desk) -> None:
    app = desk.application(spa={"redirectUris": [CALLBACK]})
    form = {"grant_type": "authorization_code", "client_id": app["appId"], "redirect_uri": CALLBACK}

    def redeemed(origin: bool, challenge: str | None = "", **extra: str) -> Any:
        changed = {"code_challenge": None} if challenge is None else {}
        back = fields(desk.practice.sign_in(desk.authorize_url(app["appId"], **changed), "adele.vance"))
        headers = {"Origin": "http://localhost:1"} if origin else {}
        answer = desk.redeem(headers=headers, **form, **({"code": back["code"], "code_verifier": VERIFIER} | extra))
        assert answer.headers["access-control-allow-origin"] == "*"
        return answer.json()

    assert redeemed(origin=False)["error_codes"] == [9002327]
    assert redeemed(origin=True, challenge=None)["error_codes"] == [9002325]
    assert redeemed(origin=True, client_secret="x")["error_codes"] == [700025]
    assert "id_token" in redeemed(origin=True)


def test_the_azure_cli_gets_nothing_beyond_its_fixed_set(desk: Desk) -> None:
    address = desk.authorize_url(
        AZURE_CLI, redirect_uri="http://localhost:1", scope="https://graph.microsoft.com/Policy.Read.All"
    )
    assert fields(desk.practice.sign_in(address, "adele.vance"))["error_description"].startswith("AADSTS65002")


def test_only_assigned_people_get_in_where_assignment_is_required(desk: Desk) -> None:
    app = desk.application()
    desk.do("PATCH", f"/servicePrincipals/{app['principal']}", {"appRoleAssignmentRequired": True})
    address = desk.authorize_url(app["appId"])
    with pytest.raises(StaysOnPage) as stayed:
        desk.practice.sign_in(address, "omar.reyes")
    assert stayed.value.number == 50105
    assert "code=" in desk.practice.sign_in(address, "gideon.hall"), "a Global Administrator skips the check"
    omar = desk.practice.directory.person("omar.reyes")["id"]
    role = {"principalId": omar, "resourceId": app["principal"], "appRoleId": DEFAULT_ACCESS}
    desk.do("POST", f"/servicePrincipals/{app['principal']}/appRoleAssignedTo", role)
    assert "code=" in desk.practice.sign_in(address, "omar.reyes")


def test_a_person_may_refuse_or_meet_the_wall(desk: Desk) -> None:
    app = desk.application()
    address = desk.authorize_url(app["appId"], scope="openid User.ReadBasic.All")
    back = fields(desk.practice.sign_in(address, "mina.osei", consent=False))
    assert (back["error"], back["error_description"][:11]) == ("access_denied", "AADSTS65004")
    wall = desk.authorize_url(app["appId"], scope="openid Application.ReadWrite.All")
    back = fields(desk.practice.sign_in(wall, "mina.osei"))
    assert back == {"error": "access_denied", "error_subcode": "cancel", "state": "the state"}
    assert "code=" in desk.practice.sign_in(address, "mina.osei")
