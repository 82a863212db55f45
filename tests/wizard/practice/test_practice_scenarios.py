"""Every situation that can be switched on, and that all is well again after it is switched off."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.wizard.practice.desk import CALLBACK, DEFAULT_ACCESS, GRAPH, GRAPH_APP_ID, VERIFIER, Desk, fields
from wizard.practice import PracticeTenant, Scenarios

IN_A_YEAR = {
    "passwordCredential": {"displayName": "x", "endDateTime": f"{time.gmtime().tm_year + 1}-01-01T00:00:00Z"}
}


def code(desk: Desk, method: str, path: str, body: Any = None) -> tuple[int, str]:
    answer = desk.ask(method, path, body)
    return answer.status_code, answer.json()["error"]["code"] if answer.is_error else ""


def test_secrets_can_be_forbidden(fresh_desk: Desk) -> None:
    desk, app = fresh_desk, fresh_desk.application()
    path = f"/applications/{app['id']}/addPassword"
    desk.practice.scenarios.secrets_forbidden = True
    assert code(desk, "POST", path, {}) == (400, "CredentialTypeNotAllowedAsPerAppPolicy")
    assert policy(desk)["passwordCredentials"][0]["restrictionType"] == "passwordAddition"
    desk.practice.scenarios.secrets_forbidden = False
    assert code(desk, "POST", path, {}) == (200, "")


def test_the_life_of_secrets_can_be_limited(fresh_desk: Desk) -> None:
    desk, app = fresh_desk, fresh_desk.application()
    path = f"/applications/{app['id']}/addPassword"
    desk.practice.scenarios.secret_max_days = 30
    assert code(desk, "POST", path, {}) == (400, "CredentialInvalidLifetimeAsPerAppPolicy")
    assert policy(desk)["passwordCredentials"][0]["maxLifetime"] == "P30D"
    soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 29 * 86_400))
    assert code(desk, "POST", path, {"passwordCredential": {"endDateTime": soon}}) == (200, "")


def policy(desk: Desk) -> dict[str, Any]:
    reader = Desk(desk.practice).sign_in("adele.vance", "Policy.Read.All")
    found = reader.do("GET", "/policies/defaultAppManagementPolicy")
    reader.close()
    assert found["isEnabled"] is True
    restrictions: dict[str, Any] = found["applicationRestrictions"]
    return restrictions


def test_consent_of_users_can_be_blocked(fresh_desk: Desk) -> None:
    desk = fresh_desk
    app = desk.do("POST", "/applications", {"displayName": "x", "web": {"redirectUris": [CALLBACK]}})
    address = desk.authorize_url(app["appId"])
    desk.practice.scenarios.consent_blocked = True
    assert fields(desk.practice.sign_in(address, "mina.osei"))["error_subcode"] == "cancel"
    assert "code" in fields(desk.practice.sign_in(address, "adele.vance"))
    desk.practice.scenarios.consent_blocked = False
    assert "code" in fields(desk.practice.sign_in(address, "mina.osei"))


def test_registration_can_be_left_to_roles(fresh_desk: Desk) -> None:
    desk = fresh_desk
    desk.practice.directory.user_roles.drop(desk.practice.directory.person("adele.vance")["id"])
    desk.practice.scenarios.registration_forbidden = True
    assert code(desk, "POST", "/applications", {"displayName": "x"}) == (403, "Authorization_RequestDenied")
    desk.practice.scenarios.registration_forbidden = False
    assert code(desk, "POST", "/applications", {"displayName": "x"}) == (201, "")


def test_new_objects_stay_invisible_while_replicas_lag(fresh_desk: Desk) -> None:
    desk = fresh_desk
    desk.practice.scenarios.lag_seconds = 60
    upsert = "/applications(uniqueName='late')"
    app = desk.do("PATCH", upsert, {"displayName": "x"}, Prefer="create-if-missing")
    assert code(desk, "GET", upsert)[0] == 404
    assert code(desk, "GET", f"/applications/{app['id']}") == (404, "Request_ResourceNotFound")
    assert code(desk, "POST", f"/applications/{app['id']}/addPassword", {})[0] == 404
    answer = desk.ask("POST", "/servicePrincipals", {"appId": app["appId"]})
    assert answer.json()["error"]["details"][0]["code"] == "NoBackingApplicationObject"
    assert desk.do("GET", "/applications")["value"] == []
    assert desk.ask("PATCH", upsert, {"displayName": "y"}, Prefer="create-if-missing").status_code == 204
    desk.practice.scenarios.lag_seconds = 0
    principal = desk.do("POST", "/servicePrincipals", {"appId": app["appId"]})
    secret = desk.secret(app)
    desk.practice.scenarios.lag_seconds = 60
    graph = desk.practice.directory.principal_of(GRAPH_APP_ID) or {}
    grant = {
        "clientId": principal["id"],
        "consentType": "AllPrincipals",
        "resourceId": graph["id"],
        "scope": "openid",
    }
    assert code(desk, "POST", "/oauth2PermissionGrants", grant) == (404, "Directory_ObjectNotFound")
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": secret}
    assert desk.redeem(**form, scope=f"{GRAPH}/.default").json()["error_codes"] == [700016]
    desk.practice.scenarios.lag_seconds = 0
    assert desk.redeem(**form, scope=f"{GRAPH}/.default").status_code == 200


def test_a_new_secret_is_usable_later_than_visible(fresh_desk: Desk) -> None:
    desk, app = fresh_desk, fresh_desk.application()
    desk.practice.directory._born.clear()
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": desk.secret(app)}
    desk.practice.scenarios.lag_seconds = 60
    assert desk.redeem(**form, scope=f"{GRAPH}/.default").json()["error_codes"] == [7000215]
    desk.practice.scenarios.lag_seconds = 0
    assert desk.redeem(**form, scope=f"{GRAPH}/.default").status_code == 200


@pytest.mark.parametrize(("scenario", "status"), [("throttled", 429), ("unavailable", 503)])
def test_a_number_of_requests_can_be_turned_away(fresh_desk: Desk, scenario: str, status: int) -> None:
    fresh_desk.practice.scenarios.retry_after = 7
    setattr(fresh_desk.practice.scenarios, scenario, 2)
    answers = [fresh_desk.ask("GET", "/me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status, status, 200]
    assert answers[0].headers.get("Retry-After") == ("7" if status == 429 else None)


def test_a_write_can_be_carried_out_and_its_answer_lost(fresh_desk: Desk) -> None:
    fresh_desk.practice.scenarios.lost_answers = 1
    assert code(fresh_desk, "POST", "/applications", {"displayName": "lost"}) == (504, "GatewayTimeout")
    assert [row["displayName"] for row in fresh_desk.do("GET", "/applications")["value"]] == ["lost"]


def test_a_right_secret_can_count_as_expired(fresh_desk: Desk) -> None:
    desk, app = fresh_desk, fresh_desk.application()
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": desk.secret(app)}
    desk.practice.scenarios.secret_expired = True
    assert desk.redeem(**form, scope=f"{GRAPH}/.default").json()["error_codes"] == [7000222]
    desk.practice.scenarios.secret_expired = False
    assert desk.redeem(**form, scope=f"{GRAPH}/.default").status_code == 200


@pytest.mark.parametrize(
    ("part", "headers", "number"), [("web", {}, 9002327), ("spa", {"Origin": "http://localhost:1"}, 9002326)]
)
def test_the_platform_can_be_wrong(fresh_desk: Desk, part: str, headers: dict[str, str], number: int) -> None:
    desk, app = fresh_desk, fresh_desk.application(**{part: {"redirectUris": [CALLBACK]}})
    secret = {"client_secret": desk.secret(app)} if part == "web" else {}
    form = {"grant_type": "authorization_code", "client_id": app["appId"], "redirect_uri": CALLBACK, **secret}
    for wrong in (True, False):
        desk.practice.scenarios.wrong_platform = wrong
        back = fields(desk.practice.sign_in(desk.authorize_url(app["appId"]), "mina.osei"))
        answer = desk.redeem(headers=headers, **form, code=back["code"], code_verifier=VERIFIER).json()
        assert answer.get("error_codes") == ([number] if wrong else None)


def test_a_tenant_can_lack_premium(fresh_desk: Desk) -> None:
    desk, app = fresh_desk, fresh_desk.application()
    group = next(row["id"] for row in desk.practice.directory.groups if row["displayName"] == "Data team")
    body = {"principalId": group, "resourceId": app["principal"], "appRoleId": DEFAULT_ACCESS}
    path = f"/servicePrincipals/{app['principal']}/appRoleAssignedTo"
    desk.practice.scenarios.no_premium = True
    assert code(desk, "POST", path, body)[0] == 403
    assert desk.do("GET", "/organization")["value"][0]["assignedPlans"] == []
    reader = Desk(desk.practice).sign_in("adele.vance", "AuditLog.Read.All")
    refused = (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")
    assert code(reader, "GET", "/auditLogs/signIns") == refused
    desk.practice.scenarios.no_premium = False
    assert code(desk, "POST", path, body)[0] == 201
    assert code(reader, "GET", "/auditLogs/signIns") == (200, "")
    reader.close()


def test_by_default_everything_is_off_and_unknown_names_are_refused(tmp_path: Path) -> None:
    with PracticeTenant(tmp_path) as tenant:
        assert tenant.scenarios == Scenarios()
        with pytest.raises(AttributeError):
            tenant.scenarios.secrets_forbiden = True  # the misspelling is the test
        tenant.scenarios.consent_blocked, tenant.scenarios.lag_seconds = True, 5.0
        tenant.scenarios.reset()
        assert tenant.scenarios == Scenarios()
