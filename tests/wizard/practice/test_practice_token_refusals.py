"""What Entra refuses at the token endpoint, and that the right request works afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wizard.practice.desk import AZURE_CLI, CALLBACK, VERIFIER, Desk, fields

UNKNOWN = "12345678-1234-4234-8234-123456789012"


@pytest.fixture(scope="module")
def app(desk: Desk) -> dict[str, Any]:
    app = desk.application(displayName="Refusals")
    return app | {"secret": desk.secret(app)}


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


def test_what_was_never_granted_cannot_be_had_silently(desk: Desk) -> None:
    app = desk.application()
    secret = desk.secret(app)
    body = desk.tokens(app["appId"], "mina.osei", secret=secret, scope="openid offline_access")
    form = {"client_id": app["appId"], "client_secret": secret, "refresh_token": body["refresh_token"]}
    answer = desk.redeem(grant_type="refresh_token", **form, scope="GroupMember.Read.All").json()
    assert (answer["error_codes"], answer["suberror"]) == ([65001], "consent_required")
    assert desk.redeem(grant_type="refresh_token", **form, scope="User.Read").status_code == 200


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"scope": "https://graph.microsoft.com/User.Read"}, 70011),
        ({"scope": "https://nobody.example/.default"}, 500011),
        ({"client_secret": ""}, 7000218),
        ({"scope": "Mail:Read"}, 70011),
    ],
)
def test_a_program_without_a_person_is_refused(
    desk: Desk, app: dict[str, Any], changed: dict[str, str], number: int
) -> None:
    good = {
        "client_id": app["appId"],
        "client_secret": app["secret"],
        "scope": "https://graph.microsoft.com/.default",
    }
    assert desk.redeem(grant_type="client_credentials", **(good | changed)).json()["error_codes"] == [number]
    assert desk.redeem(grant_type="client_credentials", **good).status_code == 200


def test_an_application_without_a_service_principal_gets_no_token(desk: Desk) -> None:
    made = desk.do("POST", "/applications", {"displayName": "x"})
    form = {"client_id": made["appId"], "client_secret": desk.secret(made)}
    scope = "https://graph.microsoft.com/.default"
    assert desk.redeem(grant_type="client_credentials", **form, scope=scope).json()["error_codes"] == [7000229]
    desk.do("POST", "/servicePrincipals", {"appId": made["appId"]})
    assert desk.redeem(grant_type="client_credentials", **form, scope=scope).status_code == 200


@pytest.mark.parametrize(("table", "number"), [("codes", 70008), ("refresh_tokens", 700082), ("device_codes", 70020)])
def test_what_is_too_old_is_refused(desk: Desk, app: dict[str, Any], table: str, number: int) -> None:
    proof = {"client_id": app["appId"], "client_secret": app["secret"]}
    if table == "codes":
        back = fields(desk.practice.sign_in(desk.authorize_url(app["appId"]), "mina.osei"))
        form = {"grant_type": "authorization_code", "code": back["code"], "redirect_uri": CALLBACK, **proof}
        form["code_verifier"] = VERIFIER
    elif table == "refresh_tokens":
        scope = "openid offline_access"
        body = desk.tokens(app["appId"], "mina.osei", secret=app["secret"], scope=scope)
        form = {"grant_type": "refresh_token", "refresh_token": body["refresh_token"], **proof}
    else:
        asked = {"client_id": AZURE_CLI, "scope": "openid"}
        begun = desk.http.post(desk.login("/oauth2/v2.0/devicecode"), data=asked).json()
        form = {"grant_type": "device_code", "client_id": AZURE_CLI, "device_code": begun["device_code"]}
    rows = getattr(desk.practice.directory, table)
    newest = rows.all()[-1]
    newest["expires"] = 0.0
    assert desk.redeem(**form).json()["error_codes"] == [number]


def test_a_device_code_belongs_to_one_client(desk: Desk) -> None:
    asked = {"client_id": AZURE_CLI, "scope": "openid"}
    begun = desk.http.post(desk.login("/oauth2/v2.0/devicecode"), data=asked).json()
    other = desk.application(isFallbackPublicClient=True)
    form = {"grant_type": "device_code", "device_code": begun["device_code"]}
    assert desk.redeem(client_id=other["appId"], **form).json()["error_codes"] == [70018]
    confidential = desk.application()
    assert desk.redeem(client_id=confidential["appId"], **form).json()["error_codes"] == [7000218]
    assert desk.redeem(client_id=AZURE_CLI, **form).json()["error_codes"] == [70016]


def test_the_v1_device_code_has_v1_names(desk: Desk) -> None:
    asked = {"client_id": AZURE_CLI, "resource": "https://graph.microsoft.com"}
    begun = desk.http.post(desk.login("/oauth2/devicecode"), data=asked).json()
    assert begun["verification_url"] == begun["verification_uri"] == f"{desk.practice.cloud.pages}/devicelogin"
    desk.practice.approve_device_code(begun["user_code"], "mina.osei")
    answer = desk.redeem(v1=True, grant_type="device_code", client_id=AZURE_CLI, code=begun["device_code"]).json()
    assert answer["resource"] == "https://graph.microsoft.com"
    assert {"expires_on", "not_before", "refresh_token"} <= {*answer}


def test_a_browser_may_ask_before_it_redeems(desk: Desk) -> None:
    preflight = {"Origin": "https://x.example", "Access-Control-Request-Method": "POST"}
    answer = desk.http.request("OPTIONS", desk.login("/oauth2/v2.0/token"), headers=preflight)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
