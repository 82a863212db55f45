"""What Entra refuses at the authorize endpoint: on its own page, or on the way back to the application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import wizard.practice.login
from tests.wizard.practice.desk import AZURE_CLI, DEFAULT_ACCESS, Desk, fields
from wizard.practice import StaysOnPage
from wizard.practice.login.refusals import KINDS

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
    ("what is no name of a tenant", {"tenant": "fabrikam"}, 900023),
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


def test_a_redirect_to_localhost_may_have_any_port(desk: Desk, app: dict[str, Any]) -> None:
    address = desk.authorize_url(app["appId"], redirect_uri="http://localhost:8765/callback")
    assert desk.practice.sign_in(address, "adele.vance").startswith("http://localhost:8765/callback?code=")


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


def test_a_disabled_application_is_refused_on_the_page(desk: Desk) -> None:
    app = desk.application()
    path = f"/servicePrincipals/{app['principal']}"
    desk.do("PATCH", path, {"accountEnabled": False})
    with pytest.raises(StaysOnPage) as stayed:
        desk.practice.sign_in(desk.authorize_url(app["appId"]), "mina.osei")
    assert stayed.value.number == 7000112
    desk.do("PATCH", path, {"accountEnabled": True})
    assert "code=" in desk.practice.sign_in(desk.authorize_url(app["appId"]), "mina.osei")


def test_every_number_that_is_kept_is_used() -> None:
    folder = Path(wizard.practice.login.__file__).parent
    source = "".join(f.read_text() for f in folder.glob("*.py") if f.name != "refusals.py")
    assert {number for number in KINDS if str(number) not in source} == set()


def test_a_person_may_refuse_or_meet_the_wall(desk: Desk) -> None:
    app = desk.application()
    address = desk.authorize_url(app["appId"], scope="openid User.ReadBasic.All")
    back = fields(desk.practice.sign_in(address, "mina.osei", consent=False))
    assert (back["error"], back["error_description"][:11]) == ("access_denied", "AADSTS65004")
    wall = desk.authorize_url(app["appId"], scope="openid Application.ReadWrite.All")
    back = fields(desk.practice.sign_in(wall, "mina.osei"))
    assert back == {"error": "access_denied", "error_subcode": "cancel", "state": "the state"}
    assert "code=" in desk.practice.sign_in(address, "mina.osei")
