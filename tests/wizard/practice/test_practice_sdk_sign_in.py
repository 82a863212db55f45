"""Unmodified azure-identity signs in: device code, browser, client secret."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import ClientSecretCredential, DeviceCodeCredential, InteractiveBrowserCredential

from tests.wizard.practice.desk import AZURE_CLI, COMMAND_LINE_TOOLS, GRAPH, WIZARD_SCOPES, Desk, payload
from wizard.practice import PracticeTenant, StaysOnPage

DEFAULT = f"{GRAPH}/.default"


Make = Callable[..., DeviceCodeCredential]


@pytest.fixture
def device_code(fresh_practice: PracticeTenant) -> Iterator[Make]:
    """Makes a credential whose person types the code at once."""
    with ExitStack() as stack:

        def make(client: str, person: str, consent: bool = True) -> DeviceCodeCredential:
            credential = DeviceCodeCredential(
                client_id=client,
                authority=fresh_practice.cloud.login,
                tenant_id="organizations",
                disable_instance_discovery=True,
                connection_verify=fresh_practice.cloud.ca,
                prompt_callback=lambda uri, code, expires: fresh_practice.approve_device_code(code, person, consent),
            )
            stack.callback(credential.close)
            return credential

        yield make


def test_device_code_with_the_command_line_tools_gets_what_was_consented(
    fresh_practice: PracticeTenant, device_code: Make
) -> None:
    credential = device_code(COMMAND_LINE_TOOLS, "adele.vance")
    record = credential.authenticate(scopes=[f"{GRAPH}/{name}" for name in WIZARD_SCOPES], enable_cae=True)
    assert (record.tenant_id, record.username) == (
        fresh_practice.tenant_id,
        "adele.vance@contoso-practice.example",
    )
    claims = payload(credential.get_token(DEFAULT, enable_cae=True).token)
    assert {*claims["scp"].split()} >= {*WIZARD_SCOPES}
    assert claims["app_displayname"] == "Microsoft Graph Command Line Tools"


def test_device_code_with_the_azure_cli_has_its_fixed_set(fresh_practice: PracticeTenant, device_code: Make) -> None:
    claims = payload(device_code(AZURE_CLI, "mina.osei").get_token(DEFAULT).token)
    assert "Directory.AccessAsUser.All" in claims["scp"]
    assert "Policy.Read.All" not in claims["scp"]


def test_a_declined_device_code_ends_the_flow(fresh_practice: PracticeTenant, device_code: Make) -> None:
    with pytest.raises(ClientAuthenticationError, match="AADSTS65004"):
        device_code(AZURE_CLI, "adele.vance", consent=False).get_token(DEFAULT)


def test_an_ordinary_user_meets_the_wall_for_admin_permissions(
    fresh_practice: PracticeTenant, device_code: Make
) -> None:
    credential = device_code(COMMAND_LINE_TOOLS, "mina.osei")
    with pytest.raises(ClientAuthenticationError, match="Need admin approval"):
        credential.authenticate(scopes=[f"{GRAPH}/Application.ReadWrite.All"])


def test_a_blocked_device_code_flow_ends_after_the_sign_in(fresh_practice: PracticeTenant, device_code: Make) -> None:
    fresh_practice.scenarios.device_code_blocked = True
    credential = device_code(AZURE_CLI, "adele.vance")
    with pytest.raises(ClientAuthenticationError, match="AADSTS53003"):
        credential.get_token(DEFAULT)
    fresh_practice.scenarios.device_code_blocked = False
    assert credential.get_token(DEFAULT).token


def test_the_browser_credential_is_answered_by_form(
    fresh_practice: PracticeTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(address: str, *_: object, **__: object) -> bool:
        threading.Thread(target=fresh_practice.sign_in_and_deliver, args=(address, "adele.vance")).start()
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    monkeypatch.setattr(webbrowser, "get", lambda *_: type("Controller", (), {"open": staticmethod(opened)}))
    credential = InteractiveBrowserCredential(
        client_id=COMMAND_LINE_TOOLS,
        authority=fresh_practice.cloud.login,
        tenant_id=fresh_practice.tenant_id,
        disable_instance_discovery=True,
        connection_verify=fresh_practice.cloud.ca,
        timeout=20,
    )
    with closing(credential):
        assert "User.Read" in payload(credential.get_token(f"{GRAPH}/User.Read").token)["scp"]


def test_a_client_secret_gets_an_app_token_and_no_permission(desk: Desk) -> None:
    app = desk.application()
    credential = ClientSecretCredential(
        desk.practice.tenant_id,
        app["appId"],
        desk.secret(app),
        authority=desk.practice.cloud.login,
        disable_instance_discovery=True,
        connection_verify=desk.practice.cloud.ca,
    )
    with closing(credential):
        claims = payload(credential.get_token(DEFAULT).token)
    assert (claims["idtyp"], claims["oid"]) == ("app", app["principal"])
    assert "roles" not in claims


def test_a_wrong_code_is_said_on_the_page(practice: PracticeTenant) -> None:
    with pytest.raises(StaysOnPage, match="That code does not work"):
        practice.approve_device_code("BCDFGHJKL", "adele.vance")


def test_a_device_that_asks_too_early_is_told_to_wait(desk: Desk) -> None:
    begun = desk.http.post(desk.login("/oauth2/v2.0/devicecode"), data={"client_id": AZURE_CLI, "scope": "openid"})
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "client_id": AZURE_CLI}
    waiting = desk.redeem(**form, device_code=begun.json()["device_code"])
    assert (waiting.status_code, waiting.json()["error"], waiting.json()["error_codes"]) == (
        400,
        "authorization_pending",
        [70016],
    )
    wrong = desk.redeem(**form, device_code="made up")
    assert (wrong.json()["error"], wrong.json()["error_codes"]) == ("bad_verification_code", [7000014])
