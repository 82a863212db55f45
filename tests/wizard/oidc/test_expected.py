"""The provider of the tests complains about each fault that the official suite looks for: proved by committing it."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from wizard.oidc.fetch import trust
from wizard.practice.misbehaviour.forging import b64

from .expected import CLIENT, CODE_SECRET, EXPECTED, ORIGIN, REDIRECT, TENANT
from .hostile import HostileProvider, Misbehaviour

Pairs = dict[str, Any]
VERIFIER = secrets.token_urlsafe(48)


class ByHand:
    """A login made of plain requests, faultless until a fault changes one of them. A list as a value comes twice."""

    def __init__(self, provider: HostileProvider) -> None:
        self.provider = provider
        self.method = "POST"
        self.metadata_before = "authorize"
        self.authorize: Pairs = {
            "client_id": CLIENT,
            "redirect_uri": REDIRECT,
            "response_type": "code",
            "response_mode": "query",
            "scope": "openid profile email",
            "state": secrets.token_urlsafe(24),
            "nonce": secrets.token_urlsafe(24),
            "code_challenge_method": "S256",
        }
        self.token: Pairs = {
            "grant_type": "authorization_code",
            "client_id": CLIENT,
            "client_secret": CODE_SECRET,
            "redirect_uri": REDIRECT,
            "code_verifier": secrets.token_urlsafe(48),
        }
        self.token_query: Pairs = {}
        self.userinfo_query: Pairs = {}
        self.userinfo_form: Pairs = {}
        self.headers: dict[str, Pairs] = {"token": {}, "jwks": {}, "userinfo": {"authorization": "Bearer access-1"}}

    def log_in(self) -> None:
        at = f"{self.provider.origin}/{TENANT}"
        challenge = b64(sha256(self.token["code_verifier"].encode()).digest())
        with httpx2.Client(verify=trust(str(self.provider.ca)), trust_env=False) as http:

            def send(name: str, method: str, url: str, query: Pairs, form: Pairs | None = None) -> httpx2.Response:
                if name == self.metadata_before:
                    http.get(f"{at}/v2.0/.well-known/openid-configuration")
                return http.request(method, url, params=query, data=form, headers=self.headers.get(name, {}))

            asked = {"code_challenge": challenge} | self.authorize
            back = send("authorize", "GET", f"{at}/oauth2/v2.0/authorize", asked).headers["location"]
            form = {"code": parse_qs(urlsplit(back).query)["code"]} | self.token
            send("token", self.method, f"{at}/oauth2/v2.0/token", self.token_query, form)
            send("jwks", "GET", f"{at}/keys", {})
            has_form = "POST" if self.userinfo_form else "GET"
            url = f"{self.provider.origin}/oidc/userinfo"
            send("userinfo", has_form, url, self.userinfo_query, self.userinfo_form or None)


Fault = Callable[[ByHand], object]


def asks(**changes: Any) -> Fault:
    return lambda login: login.authorize.update(changes)


def redeems(**changes: Any) -> Fault:
    return lambda login: login.token.update(changes)


def sends(endpoint: str, **headers: str) -> Fault:
    return lambda login: login.headers[endpoint].update(headers)


def reads_metadata_before(endpoint: str) -> Fault:
    return lambda login: setattr(login, "metadata_before", endpoint)


def reuses_the_verifier(login: ByHand) -> None:
    login.token["code_verifier"] = VERIFIER
    login.log_in()
    login.provider.calls.clear()


FAULTS: dict[str, Fault] = {
    "authorize: metadata first": reads_metadata_before("token"),
    "authorize: client_id": asks(client_id="other"),
    "authorize: openid": asks(scope="profile"),
    "authorize: response_type": asks(response_type="code id_token"),
    "authorize: redirect_uri": asks(redirect_uri=f"{REDIRECT}#"),
    "authorize: max_age": asks(max_age="0", prompt="none"),
    "authorize: request object": asks(request="eyJ"),
    "authorize: nonce": asks(nonce="ä" * 40),
    "authorize: PKCE method": asks(code_challenge_method="plain"),
    "authorize: PKCE length": asks(code_challenge="short"),
    "authorize: claims": asks(scope="openid"),
    "authorize: state": asks(state="short"),
    "authorize: once": asks(prompt=["login", "consent"]),
    "authorize: response_mode": asks(response_mode="fragment"),
    "authorize: no refresh token": asks(scope="openid email offline_access"),
    "authorize: no secret": asks(client_secret=CODE_SECRET),
    "token: metadata first": reads_metadata_before("jwks"),
    "token: grant_type": redeems(grant_type="password"),
    "token: code": redeems(code="made-up"),
    "token: redirect_uri": redeems(redirect_uri=f"{REDIRECT}/"),
    "token: client authentication": redeems(client_secret="wrong"),
    "token: client_id": redeems(client_id="other"),
    "token: code_verifier": asks(code_challenge="c" * 43),
    "token: PKCE reused": reuses_the_verifier,
    "token: PKCE length": redeems(code_verifier="v" * 42),
    "token: once": redeems(scope=["openid", "email"]),
    "token: body": lambda login: login.token_query.update(client_info="1"),
    "token: origin": sends("token", origin=ORIGIN),
    "jwks: metadata first": reads_metadata_before("userinfo"),
    "jwks: no token": sends("jwks", authorization="Bearer access-1"),
    "userinfo: metadata first": reads_metadata_before(""),
    "userinfo: bearer": sends("userinfo", authorization="access-1"),
    "userinfo: never in the query": lambda login: login.userinfo_query.update(access_token="access-1"),
    "userinfo: never in the body": lambda login: login.userinfo_form.update(access_token="access-1"),
}

ALSO = {
    "authorize: PKCE length": ["token: code_verifier"],
    "token: client_id": ["token: client authentication"],
    "token: metadata first": ["authorize: metadata first"],
    "jwks: metadata first": ["authorize: metadata first", "token: metadata first"],
    "userinfo: metadata first": ["authorize: metadata first", "token: metadata first", "jwks: metadata first"],
}
"""What is bound to be wrong together with a fault."""


@pytest.mark.parametrize("complaint", FAULTS)
def test_a_fault_is_complained_about(hostile: HostileProvider, complaint: str) -> None:
    login = ByHand(hostile)
    FAULTS[complaint](login)
    assert hostile.complaints == []
    login.log_in()
    assert sorted(hostile.complaints) == sorted([complaint, *ALSO.get(complaint, [])])
    hostile.misbehave(Misbehaviour())
    ByHand(hostile).log_in()
    assert hostile.complaints == []


@pytest.mark.parametrize(
    ("client", "header", "secret", "right"),
    [
        ("basic", f"{CLIENT}:{CODE_SECRET}", "", True),
        ("basic", f"{CLIENT}:wrong", "", False),
        ("basic", f"{CLIENT}:{CODE_SECRET}", CODE_SECRET, False),
        ("basic", "", CODE_SECRET, False),
        ("post", f"{CLIENT}:{CODE_SECRET}", CODE_SECRET, False),
        ("spa", "", "", True),
        ("spa", "", CODE_SECRET, False),
    ],
)
def test_a_client_authenticates_as_it_is_registered(
    hostile: HostileProvider, client: str, header: str, secret: str, right: bool
) -> None:
    hostile.misbehave(Misbehaviour(), client)
    login = ByHand(hostile)
    login.token["client_secret"] = secret
    if header:
        login.headers["token"]["authorization"] = f"Basic {b64encode(header.encode()).decode()}"
    if client == "spa":
        login.headers["token"]["origin"] = ORIGIN
    login.log_in()
    assert hostile.complaints == ([] if right else ["token: client authentication"])


def test_every_complaint_can_be_heard() -> None:
    assert list(FAULTS) == [one.complaint for one in EXPECTED]
