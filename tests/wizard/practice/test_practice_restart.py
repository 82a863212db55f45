"""What survives when the program ends: state, key, certificates, ports, scenarios, sessions."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import pytest

from tests.wizard.practice.desk import AZURE_CLI, COMMAND_LINE_TOOLS, Desk
from wizard.practice import PracticeTenant


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    with PracticeTenant(tmp_path) as first:
        desk = Desk(first).sign_in()
        app = desk.application()
        secret = desk.secret(app)
        body = desk.tokens(app["appId"], "mina.osei", secret=secret, scope="openid offline_access")
        first.scenarios.secret_max_days = 30
        cloud, tenant_id = first.cloud, first.tenant_id
        desk.close()
    with PracticeTenant(tmp_path) as second:
        assert (second.cloud, second.tenant_id) == (cloud, tenant_id)
        assert second.scenarios.secret_max_days == 30
        again = Desk(second)
        again.token = desk.token
        assert again.do("GET", f"/applications/{app['id']}")["appId"] == app["appId"]
        form = {"client_id": app["appId"], "client_secret": secret}
        renewed = again.redeem(grant_type="refresh_token", refresh_token=body["refresh_token"], **form)
        assert renewed.status_code == 200
        names = {row["activityDisplayName"] for row in second.directory.audits}
        assert {"Add application", "Add service principal", "Consent to application"} <= names
        assert second.directory.sign_ins.all()[-1]["userDisplayName"] == "Mina Osei"
        again.close()


def test_a_code_from_before_a_restart_can_be_redeemed(tmp_path: Path) -> None:
    with PracticeTenant(tmp_path) as first:
        desk = Desk(first)
        begun = desk.http.post(
            desk.login("/oauth2/v2.0/devicecode"), data={"client_id": AZURE_CLI, "scope": "openid"}
        )
        desk.close()
    with PracticeTenant(tmp_path) as second:
        second.approve_device_code(begun.json()["user_code"], "mina.osei")
        desk = Desk(second)
        form = {"grant_type": "device_code", "client_id": AZURE_CLI, "device_code": begun.json()["device_code"]}
        assert "id_token" in desk.redeem(**form).json()
        assert desk.redeem(**form).json()["error_codes"] == [7000014]
        desk.close()


def test_a_consent_is_asked_for_once(fresh_practice: PracticeTenant) -> None:
    desk = Desk(fresh_practice).sign_in("adele.vance", "User.Read")
    grants = fresh_practice.directory.grants.all()
    Desk.sign_in(desk, "adele.vance", "User.Read")
    assert fresh_practice.directory.grants.all() == grants
    assert fresh_practice.directory.principal_of(COMMAND_LINE_TOOLS)
    desk.close()


def test_no_secret_code_or_token_is_in_the_files(tmp_path: Path) -> None:
    with PracticeTenant(tmp_path) as tenant:
        desk = Desk(tenant).sign_in()
        app = desk.application()
        secret = desk.secret(app)
        body = desk.tokens(app["appId"], "mina.osei", secret=secret, scope="openid offline_access")
        held = [secret, body["refresh_token"], body["access_token"], desk.token]
        desk.close()
    content = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert not [value for value in held if value.encode() in content]


def test_keys_are_readable_by_nobody_else(fresh_practice: PracticeTenant, tmp_path: Path) -> None:
    for name in ("ca.key", "signing.pem", "tenant.sqlite"):
        mode = stat.S_IMODE((tmp_path / "practice" / name).stat().st_mode)
        assert mode == 0o600, name


def test_a_stored_port_that_is_taken_is_replaced_and_one_asked_for_is_not(tmp_path: Path) -> None:
    with PracticeTenant(tmp_path) as tenant:
        port = int(tenant.cloud.login.rpartition(":")[2])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with PracticeTenant(tmp_path) as tenant:
            assert tenant.cloud.login != f"https://localhost:{port}"
            moved = tenant.cloud
        with PracticeTenant(tmp_path) as tenant:
            assert tenant.cloud == moved
        with pytest.raises(OSError, match="in use"):
            PracticeTenant(tmp_path, port=port)
    with PracticeTenant(tmp_path) as tenant:
        assert tenant.cloud.login == f"https://localhost:{port}"
