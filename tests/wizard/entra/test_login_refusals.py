"""What azure-identity raises becomes the problem that names the next move."""

from __future__ import annotations

import pytest
from azure.core.exceptions import ClientAuthenticationError, DecodeError, ServiceRequestError

from steps.model.facts import SignedIn
from steps.model.problems import Problem
from wizard.entra.cloud import GLOBAL
from wizard.entra.login_refusals import explain
from wizard.entra.tenant_pin import hold

TAIL = " Trace ID: 11111111-1111-4111-8111-111111111111 Correlation ID: x Timestamp: 2026-08-13 21:24:29Z"
ADELE = SignedIn("tenant-a", "person-a", "adele@a.example", "Adele", "browser", "Global")


@pytest.mark.parametrize(
    ("message", "below", "code"),
    [
        (
            "Authentication failed: AADSTS70020: The provided value for the code is expired." + TAIL,
            None,
            "sign-in-expired",
        ),
        ("Authentication failed: expired_token", None, "sign-in-expired"),
        ("Timed out after waiting 300 seconds for the user to authenticate", None, "sign-in-expired"),
        ("Timed out waiting for user to authenticate", None, "sign-in-expired"),
        ("Authentication failed: authorization_declined", None, "sign-in-declined"),
        ("Authentication failed: AADSTS65004: User declined to consent." + TAIL, None, "sign-in-declined"),
        ("Authentication failed: access_denied", None, "sign-in-declined"),
        ("Couldn't begin authentication: AADSTS90002: Tenant 'x' not found." + TAIL, None, "sign-in-failed"),
        (
            "Authentication failed: AADSTS53003: Access has been blocked by Conditional Access." + TAIL,
            None,
            "sign-in-failed",
        ),
        ("Authentication failed: [SSL: CERTIFICATE_VERIFY_FAILED]", ServiceRequestError("ssl"), "tls-not-trusted"),
        ("Authentication failed: no route", ServiceRequestError("no route"), "unreachable"),
        ("Authentication failed: html", DecodeError("html"), "not-microsoft"),
        ("Unexpected response from Microsoft Entra ID", None, "not-microsoft"),
    ],
)
def test_a_failed_sign_in_names_its_problem(message: str, below: Exception | None, code: str) -> None:
    error = ClientAuthenticationError(message=message)
    error.__cause__ = below
    said = explain(error, GLOBAL)
    assert said.code == code
    text = said.values.get("said", "")
    assert "Trace ID" not in text
    assert not text.startswith("Authentication failed")
    if "Trace ID" in message:
        assert said.request_id == "11111111-1111-4111-8111-111111111111"


@pytest.mark.parametrize(
    ("came", "code"),
    [
        (SignedIn("TENANT-A", "PERSON-A", "adele@a.example", "Adele", "device_code", "Global"), None),
        (SignedIn("tenant-b", "person-a", "adele@b.example", "Adele", "browser", "Global"), "sign-in-other-tenant"),
        (SignedIn("tenant-a", "person-b", "bob@a.example", "Bob", "browser", "Global"), "sign-in-other-person"),
    ],
)
def test_a_setup_holds_to_its_tenant_and_person(came: SignedIn, code: str | None) -> None:
    hold(None, came)
    if code is None:
        hold(ADELE, came)
    else:
        with pytest.raises(Problem) as caught:
            hold(ADELE, came)
        assert caught.value.code == code
