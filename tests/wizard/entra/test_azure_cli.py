"""An existing Azure CLI sign-in: one process for one token, and its words without the token."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from steps.model.problems import Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.person import wait_for
from wizard.entra.sign_in import SigningIn


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('echo \'{"accessToken": "%s", "expires_on": 4102444800, "tenant": "t"}\'', None),
        ('echo "Please run az login to set up an account" >&2; exit 1', "no-azure-cli"),
        ('echo "ERROR: AADSTS700082: The refresh token has expired." >&2; exit 1', "sign-in-failed"),
        ("echo nonsense", "sign-in-failed"),
        ('echo \'{"accessToken":"%s"}\'', "sign-in-failed"),
        (None, "no-azure-cli"),
    ],
)
def test_an_azure_cli_sign_in_is_used_once_and_kept(
    entra: Entra, script: str | None, code: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = entra.signing.credential().get_token("any").token
    calls = tmp_path / "calls"
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin" if script else str(tmp_path))
    if script:
        az = tmp_path / "az"
        az.write_text(f"#!/bin/sh\necho call >> {calls}\n" + script.replace("%s", token))
        az.chmod(az.stat().st_mode | stat.S_IXUSR)
    signing = SigningIn(entra.tenant.cloud, lambda: None)
    signing.begin("azure_cli")
    if code is None:
        assert wait_for(signing.current) == replace(entra.who, way="azure_cli")
        for _ in range(3):
            signing.credential().get_token("any")
        assert calls.read_text().splitlines() == ["call"]
    else:
        with pytest.raises(Problem) as caught:
            wait_for(signing.current)
        assert caught.value.code == code
        assert token not in str(caught.value.values)
    signing.forget()
