"""Certificates of an application in the practice tenant, and the assertions that their keys sign."""

from __future__ import annotations

import base64
import hashlib
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from steps.model.secret import PrivateKey
from steps.model.thumbprint import thumbprint
from tests.wizard.practice.desk import Desk, fields
from tests.wizard.practice.portal_visitor import Visitor
from wizard.certificate import make
from wizard.practice import PracticeTenant

NOW = datetime.now(UTC).replace(microsecond=0)
OURS = make("Ours", NOW - timedelta(minutes=5), NOW + timedelta(days=90))
OTHER = make("Other", NOW - timedelta(minutes=5), NOW + timedelta(days=90))
OVER = make("Over", NOW - timedelta(days=9), NOW - timedelta(days=1))
BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with PracticeTenant(tmp_path_factory.mktemp("certificates")) as tenant:
        desk = Desk(tenant).sign_in()
        yield desk
        desk.close()


@pytest.fixture(scope="module")
def app(desk: Desk) -> dict[str, Any]:
    return desk.application(keyCredentials=[entry(OURS)])


def entry(key: PrivateKey, **changed: Any) -> dict[str, Any]:
    der = ssl.PEM_cert_to_DER_cert(key.certificate)
    given = {"type": "AsymmetricX509Cert", "usage": "Verify", "key": base64.b64encode(der).decode()}
    return {**given, "displayName": "Mine", **changed}


def names(key: PrivateKey) -> dict[str, str]:
    der = ssl.PEM_cert_to_DER_cert(key.certificate)
    digests = {"x5t": hashlib.sha1(der, usedforsecurity=False).digest(), "x5t#S256": hashlib.sha256(der).digest()}
    return {name: base64.urlsafe_b64encode(made).decode().rstrip("=") for name, made in digests.items()}


def ask(desk: Desk, app: dict[str, Any], assertion: str, kind: str = BEARER) -> int:
    """The number of the refusal to a client_credentials request with this assertion; 0 where it is taken."""
    answer = desk.redeem(
        grant_type="client_credentials",
        client_id=app["appId"],
        scope="https://graph.microsoft.com/.default",
        client_assertion_type=kind,
        client_assertion=assertion,
    )
    assert answer.status_code in (200, 400, 401), answer.text
    return 0 if answer.status_code == 200 else int(answer.json()["error_codes"][0])


def signed(desk: Desk, app: dict[str, Any], key: PrivateKey = OURS, **changed: Any) -> str:
    """A good assertion, with the header's and the claims' values changed or, as None, left out."""
    header = {"alg": "PS256", "typ": "JWT", "x5t#S256": names(OURS)["x5t#S256"]}
    now = int(time.time())
    claims = {
        "iss": app["appId"],
        "sub": app["appId"],
        "aud": desk.login("/oauth2/v2.0/token"),
        "jti": "1",
        "nbf": now - 60,
        "exp": now + 300,
    }
    header |= {name: value for name, value in changed.items() if name in ("alg", "x5t", "x5t#S256")}
    claims |= {name: value for name, value in changed.items() if name not in header}
    kept = [{name: value for name, value in part.items() if value is not None} for part in (header, claims)]
    return jwt.encode(kept[0], kept[1], RSAKey.import_key(key.reveal()), algorithms=["PS256", "RS256"])


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        pytest.param({}, 0, id="ps256-by-sha256"),
        pytest.param({"alg": "RS256", "x5t#S256": None, "x5t": names(OURS)["x5t"]}, 0, id="rs256-by-sha1"),
        pytest.param({"x5t#S256": None}, 700027, id="no-name"),
        pytest.param({"x5t#S256": names(OTHER)["x5t#S256"]}, 700027, id="name-of-another"),
        pytest.param({"key": OTHER}, 700027, id="signed-by-another"),
        pytest.param({"sub": None}, 700022, id="no-subject"),
        pytest.param({"iss": "somebody"}, 700021, id="other-issuer"),
        pytest.param({"aud": "https://login.example/token"}, 700023, id="other-audience"),
        pytest.param({"exp": int(time.time()) - 3600}, 700024, id="over"),
        pytest.param({"exp": int(time.time()) + 7200}, 700024, id="too-long"),
        pytest.param({"nbf": int(time.time()) + 3600}, 700024, id="not-yet"),
    ],
)
def test_an_assertion_is_judged_as_entra_does(
    desk: Desk, app: dict[str, Any], changed: dict[str, Any], number: int
) -> None:
    assert ask(desk, app, signed(desk, app, **changed)) == number


def test_another_type_and_no_token_at_all_are_malformed(desk: Desk, app: dict[str, Any]) -> None:
    assert ask(desk, app, signed(desk, app), "urn:ietf:params:oauth:client-assertion-type:saml2-bearer") == 9002313
    assert ask(desk, app, "no token") == 9002313


def test_a_public_client_presents_no_assertion(desk: Desk) -> None:
    app = desk.application(spa={"redirectUris": ["https://spa.example/"]}, keyCredentials=[entry(OURS)])
    asked = desk.authorize_url(app["appId"], redirect_uri="https://spa.example/")
    code = fields(desk.practice.sign_in(asked, "adele.vance"))["code"]
    form = {"grant_type": "authorization_code", "client_id": app["appId"], "code": code}
    proof = {"client_assertion_type": BEARER, "client_assertion": signed(desk, app)}
    answer = desk.redeem(**form, **proof, headers={"Origin": "https://spa.example"})
    assert answer.json()["error_codes"] == [700025]


def test_the_list_names_the_thumbprint_and_shows_the_key_only_when_asked(desk: Desk, app: dict[str, Any]) -> None:
    (shown,) = desk.do("GET", f"/applications/{app['id']}")["keyCredentials"]
    assert shown["key"] is None
    assert shown["customKeyIdentifier"] == thumbprint(OURS.certificate)
    assert (shown["displayName"], shown["type"], shown["usage"]) == ("Mine", "AsymmetricX509Cert", "Verify")
    (whole,) = desk.do("GET", f"/applications/{app['id']}?$select=id,keyCredentials")["keyCredentials"]
    assert whole["key"] == entry(OURS)["key"]
    for listed in desk.do("GET", "/applications?$select=id,keyCredentials")["value"]:
        assert [one["key"] for one in listed["keyCredentials"]] in ([], [None])


def test_a_list_is_replaced_and_what_was_there_is_named_by_its_id(desk: Desk) -> None:
    app = desk.application(keyCredentials=[entry(OURS)])
    (first,) = desk.do("GET", f"/applications/{app['id']}")["keyCredentials"]
    desk.do("PATCH", f"/applications/{app['id']}", {"keyCredentials": [first, entry(OTHER, displayName=None)]})
    both = desk.do("GET", f"/applications/{app['id']}")["keyCredentials"]
    assert both[0] == first
    assert both[1]["displayName"] == "CN=Other"
    assert ask(desk, app, signed(desk, app)) == 0
    desk.do("PATCH", f"/applications/{app['id']}", {"keyCredentials": both[1:]})
    assert ask(desk, app, signed(desk, app)) == 700027


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "bm90IGEgY2VydGlmaWNhdGU="},
        {"key": None},
        {"type": "Symmetric"},
        {"usage": "Encrypt"},
        {"endDateTime": (NOW + timedelta(days=91)).isoformat()},
        entry(OVER),
    ],
)
def test_what_is_no_good_certificate_is_refused(desk: Desk, app: dict[str, Any], wrong: dict[str, Any]) -> None:
    answer = desk.ask("PATCH", f"/applications/{app['id']}", {"keyCredentials": [{**entry(OTHER), **wrong}]})
    assert answer.status_code == 400
    assert len(desk.do("GET", f"/applications/{app['id']}")["keyCredentials"]) == 1


def test_a_policy_limits_the_life_of_certificates(desk: Desk, app: dict[str, Any]) -> None:
    desk.practice.scenarios.key_max_days = 30
    answer = desk.ask("PATCH", f"/applications/{app['id']}", {"keyCredentials": [entry(OTHER)]})
    desk.practice.scenarios.key_max_days = 0
    assert answer.json()["error"]["code"] == "CredentialInvalidLifetimeAsPerAppPolicy"


def test_the_portal_takes_pem_and_der_lists_and_deletes(tmp_path: Path) -> None:
    with PracticeTenant(tmp_path) as tenant, Visitor(tenant) as visitor:
        client_id = visitor.register()
        path = f"{visitor.base}/apps/{client_id}/credentials/certificates"
        der = ssl.PEM_cert_to_DER_cert(OTHER.certificate)
        for content in (OURS.certificate.encode(), der):
            page = visitor.http.post(path, data={"description": "One"}, files={"certificate": ("a.cer", content)})
            assert page.status_code == 200, page.text
        assert thumbprint(OURS.certificate) in page.text
        assert thumbprint(OTHER.certificate) in page.text
        for content in (OURS.reveal().encode(), b"", b"something"):
            refused = visitor.http.post(path, data={"description": ""}, files={"certificate": ("a.cer", content)})
            assert refused.status_code == 400, content
        (ours, _) = tenant.directory.applications_json()[0]["keyCredentials"]
        visitor.http.post(path, data={"remove": ours["keyId"]})
        (left,) = tenant.directory.applications_json()[0]["keyCredentials"]
        assert left["customKeyIdentifier"] == thumbprint(OTHER.certificate)
