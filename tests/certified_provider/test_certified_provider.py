"""The test login against a certified provider, which finds no fault with any request of ours."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from joserfc.jwk import RSAKey

from steps.model.app import App
from steps.model.secret import PrivateKey, Secret
from wizard.certificate import make
from wizard.oidc.checks import CHECKS
from wizard.oidc.hub import LoginHub

from .certified import PORT, CertifiedProvider, Login, client

VALUE = secrets.token_urlsafe(32)
# Not one that Entra makes. In HTTP Basic both halves are form-encoded first (RFC 6749 2.3.1).
ODD = "a+b%41 c:d/e=f&g~._-" + VALUE


def key() -> PrivateKey:
    """A fresh key with its certificate, as the wizard makes one where a tenant forbids secrets."""
    now = datetime.now(UTC)
    return make("Wiki", now, now + timedelta(days=1))


KEY = key()
PUBLIC = {"keys": [{**RSAKey.import_key(KEY.reveal()).as_dict(private=False), "use": "sig"}]}
CLIENTS = {
    "web-post": (client("web-post", "client_secret_post", client_secret=VALUE), "web", Secret(VALUE)),
    "web-basic": (client("web-basic", "client_secret_basic", client_secret=VALUE), "web", Secret(VALUE)),
    "odd-secret-post": (client("odd-secret-post", "client_secret_post", client_secret=ODD), "web", Secret(ODD)),
    "odd-secret-basic": (client("odd-secret-basic", "client_secret_basic", client_secret=ODD), "web", Secret(ODD)),
    "certificate": (client("certificate", "private_key_jwt", jwks=PUBLIC), "web", KEY),
    "spa": (client("spa", "none"), "spa", None),
    "public": (client("public", "none"), "web", None),
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CertifiedProvider]:
    running = CertifiedProvider(tmp_path_factory.mktemp("certified"), [made for made, _, _ in CLIENTS.values()])
    yield running
    running.stop()


def login(provider: CertifiedProvider, name: str) -> tuple[Login, Secret | None]:
    made, platform, secret = CLIENTS[name]
    method = made["token_endpoint_auth_method"]
    # A recipe knows no `private_key_jwt`: a key takes the place of the secret.
    auth = "client_secret_post" if method == "private_key_jwt" else method
    return Login(provider, name, App(platform=platform, redirects=(), client_auth=auth)), secret


@pytest.mark.parametrize("name", CLIENTS)
def test_a_login_passes_and_the_provider_finds_no_fault(provider: CertifiedProvider, name: str) -> None:
    one, secret = login(provider, name)
    attempt = one.log_in(secret)
    assert provider.faults() == []
    assert attempt.status == "passed", attempt
    assert set(one.verdicts().values()) == {"pass"}
    # Also the `iss` beside the code, which Entra has not been seen to send.
    assert {check.name for check in CHECKS if check.always} | {"response-iss", "userinfo-sub"} <= set(one.verdicts())
    assert attempt.result
    assert attempt.result.user_name == "mina.osei@contoso.example"
    asked = provider.told("done")[-2:]
    assert [said["done"] for said in asked] == ["authorize", "token"]
    assert asked[0]["asked"]["code_challenge_method"] == "S256"
    assert asked[1]["authenticated"] == CLIENTS[name][0]["token_endpoint_auth_method"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("web-post", Secret("wrong")), ("web-basic", Secret("wrong")), ("certificate", key())],
    ids=["web-post", "web-basic", "certificate"],
)
def test_a_wrong_credential_is_refused_and_the_right_one_passes(
    provider: CertifiedProvider, name: str, wrong: Secret
) -> None:
    one, secret = login(provider, name)
    attempt = one.log_in(wrong)
    assert attempt.status == "refused"
    assert (attempt.checks[-1].name, attempt.checks[-1].verdict) == ("token-answer", "fail")
    assert attempt.error.startswith("invalid_client: ")
    assert [fault["fault"] for fault in provider.faults()] == ["grant"]
    assert one.log_in(secret).status == "passed"
    assert provider.faults() == []


def test_an_address_that_is_not_registered_never_comes_back(provider: CertifiedProvider) -> None:
    one, secret = login(provider, "web-post")
    one.hub = LoginHub(PORT + 1, str(provider.ca))
    back, _, answer = one.leave(secret)
    assert (back, answer.status_code, one.attempt().status) == ("", 400, "opened")
    assert "redirect_uri" in provider.faults()[0]["said"]
    one.hub = LoginHub(PORT, str(provider.ca))
    assert one.log_in(secret).status == "passed"


def test_a_public_client_that_is_treated_as_a_web_application_is_refused(provider: CertifiedProvider) -> None:
    one, _ = login(provider, "spa")
    one.app = App(platform="web", redirects=(), client_auth="client_secret_post")
    attempt = one.log_in(Secret(VALUE))
    assert attempt.checks[-1].name == "token-answer"
    assert [fault["fault"] for fault in provider.faults()] == ["grant"]
    one.app = App(platform="spa", redirects=())
    assert one.log_in().status == "passed"


def test_a_page_that_may_not_ask_for_tokens_is_refused(provider: CertifiedProvider) -> None:
    # The Origin that a SPA sends and a server must not: AADSTS9002326 at Entra, a CORS rule here.
    one, secret = login(provider, "web-post")
    one.app = App(platform="spa", redirects=())
    attempt = one.log_in()
    assert attempt.checks[-1].name == "token-answer"
    assert "origin http://localhost:8765 not allowed" in provider.faults()[0]["said"]
    one.app = App(platform="web", redirects=(), client_auth="client_secret_post")
    assert one.log_in(secret).status == "passed"
