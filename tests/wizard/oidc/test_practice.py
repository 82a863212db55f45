"""The whole test login against the practice tenant, as it runs against Entra."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2
import pytest

from steps.model.app import App
from steps.model.facts import Registration, SignedIn
from steps.model.logins import Attempt
from steps.model.problems import Problem
from steps.model.secret import Secret
from steps.model.setup import Setup
from wizard.oidc.fetch import trust
from wizard.oidc.hub import LoginHub
from wizard.oidc.provider import TenantProvider
from wizard.practice import PracticeTenant, StaysOnPage

REDIRECT = "http://localhost:8765/callback"
GRAPH_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
DEFAULT_ROLE = "00000000-0000-0000-0000-000000000000"


@dataclass
class Admin:
    """Adele, who registers applications through Graph as the portal would."""

    practice: PracticeTenant
    http: httpx2.Client

    def __post_init__(self) -> None:
        cloud = self.practice.cloud
        at = f"{cloud.login}/{self.practice.tenant_id}/oauth2/v2.0"
        found = self.http.get(f"{cloud.login}/{self.practice.tenant_id}/v2.0/.well-known/openid-configuration").json()
        scope = "openid https://graph.microsoft.com/Application.ReadWrite.All"
        scope += " https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All"
        asked = {"client_id": GRAPH_TOOLS, "redirect_uri": "http://localhost:5000", "scope": scope}
        verifier = secrets.token_urlsafe(48)
        challenge = {"code_challenge": verifier, "code_challenge_method": "plain"}
        url = f"{found['authorization_endpoint']}?{urlencode(asked | challenge | {'response_type': 'code'})}"
        code = dict(parse_qsl(urlsplit(self.practice.sign_in(url, "adele.vance")).query))["code"]
        form = asked | {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        token = self.http.post(f"{at}/token", data=form).json()["access_token"]
        self.http.headers["authorization"] = f"Bearer {token}"

    def send(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.http.request(method, f"{self.practice.cloud.graph}/v1.0/{path}", json=body)
        assert answer.status_code < 300, answer.text
        return dict(answer.json()) if answer.content else {}


@dataclass
class Product:
    """One registered application and its test login."""

    admin: Admin
    platform: str = "web"
    redeems_as: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        practice = self.admin.practice
        cloud = practice.cloud
        body = {
            "displayName": "Wiki",
            "signInAudience": "AzureADMyOrg",
            "api": {"requestedAccessTokenVersion": 2},
            self.platform: {"redirectUris": [REDIRECT]},
            "optionalClaims": {"idToken": [{"name": "email"}]},
        }
        made = self.admin.send("POST", "applications", body | self.more)
        self.client_id = made["appId"]
        self.principal_id = self.admin.send("POST", "servicePrincipals", {"appId": self.client_id})["id"]
        added = self.admin.send(
            "POST", f"applications/{made['id']}/addPassword", {"passwordCredential": {"displayName": "test"}}
        )
        self.secret = Secret(added["secretText"])
        self.provider = TenantProvider(cloud.login, cloud.audience, cloud.ca, cloud.pages)
        self.hub = LoginHub(8765, cloud.ca)
        self.setup = Setup(
            id="s1",
            created="2026-11-21",
            signed_in=SignedIn(practice.tenant_id, "o", "adele", "Adele", "browser", "Practice"),
            registration=Registration(made["id"], self.client_id, "sso-wizard-s1", "Wiki"),
        )

    def log_in(self, person: str, secret: Secret | None = None, consent: bool = True) -> Attempt:
        practice = self.admin.practice
        endpoints = self.provider.endpoints(practice.tenant_id)
        platform: Any = self.redeems_as or self.platform
        self.hub.drop("s1")
        offered = self.hub.offer(self.setup, App(platform=platform, redirects=()), endpoints, secret or self.secret)
        started = self.hub.start(offered.id)
        assert started
        url, key = started
        back = practice.sign_in(url, person, consent=consent)
        assert back.startswith(REDIRECT)
        self.hub.complete(parse_qsl(urlsplit(back).query, keep_blank_values=True), key)
        found = self.hub.current(self.setup)
        assert found
        return found


@pytest.fixture(scope="module")
def admin(practice: PracticeTenant) -> Iterator[Admin]:
    with httpx2.Client(verify=trust(practice.cloud.ca), trust_env=False) as http:
        yield Admin(practice, http)


@pytest.mark.parametrize("platform", ["web", "spa"])
def test_a_person_signs_in(admin: Admin, platform: str) -> None:
    attempt = Product(admin, platform).log_in("mina.osei")
    assert attempt.status == "passed", attempt
    assert attempt.result
    assert attempt.result.user_name.startswith("mina.osei@")
    assert attempt.result.claims["email"].startswith("mina.osei@")
    assert {check.verdict for check in attempt.checks} == {"pass"}
    assert attempt.checks[-1].name == "userinfo-sub"


@pytest.mark.parametrize("person", ["noel.brandt", "rosa.lind", "gideon.hall"])
def test_people_of_every_kind_sign_in(admin: Admin, person: str) -> None:
    attempt = Product(admin).log_in(person)
    assert attempt.result
    assert ("email" in attempt.result.claims) is (person != "noel.brandt")


@pytest.mark.parametrize(("person", "warns"), [("ines.kovac", "groups"), ("gideon.hall", "role")])
def test_what_a_login_cannot_prove_is_a_warning(admin: Admin, person: str, warns: str) -> None:
    attempt = Product(admin, more={"groupMembershipClaims": "All"}).log_in(person)
    assert attempt.status == "passed"
    assert [check.name for check in attempt.checks if check.verdict == "warn"] == [warns]


@pytest.mark.parametrize(
    ("registered", "redeems_as", "code"), [("spa", "web", "AADSTS9002327"), ("web", "spa", "AADSTS9002326")]
)
def test_a_redirect_uri_under_the_wrong_platform_is_explained(
    admin: Admin, registered: str, redeems_as: str, code: str
) -> None:
    product = Product(admin, registered, redeems_as)
    attempt = product.log_in("mina.osei")
    assert attempt.status == "refused"
    assert [one.code for one in product.hub.explain(attempt.error)] == [code]
    product.redeems_as = registered
    assert product.log_in("mina.osei").status == "passed"


def test_a_wrong_secret_is_explained(admin: Admin) -> None:
    product = Product(admin)
    attempt = product.log_in("mina.osei", Secret("wrong"))
    assert attempt.checks[-1].name == "token-answer"
    assert [(one.code, one.sure) for one in product.hub.explain(attempt.error)] == [("AADSTS7000215", True)]
    assert product.log_in("mina.osei").status == "passed"


def test_a_person_without_an_assignment_stays_on_the_page(admin: Admin) -> None:
    product = Product(admin)
    admin.send("PATCH", f"servicePrincipals/{product.principal_id}", {"appRoleAssignmentRequired": True})
    with pytest.raises(StaysOnPage) as stayed:
        product.log_in("omar.reyes")
    waiting = product.hub.current(product.setup)
    assert waiting
    assert waiting.status == "opened"
    assert [one.code for one in product.hub.explain(str(stayed.value))] == ["AADSTS50105"]
    person = admin.practice.directory.person("omar.reyes")
    assigned = {"principalId": person["id"], "resourceId": product.principal_id, "appRoleId": DEFAULT_ROLE}
    admin.send("POST", f"servicePrincipals/{product.principal_id}/appRoleAssignedTo", assigned)
    assert product.log_in("omar.reyes").status == "passed"


def test_a_declined_consent_is_explained(admin: Admin) -> None:
    product = Product(admin)
    attempt = product.log_in("mina.osei", consent=False)
    assert attempt.status == "refused"
    assert attempt.checks[-1].name == "no-error"
    assert product.hub.explain(attempt.error)
    assert product.log_in("mina.osei").status == "passed"


def test_a_secret_is_proven_without_a_browser(admin: Admin) -> None:
    product = Product(admin)
    tenant_id = admin.practice.tenant_id
    assert product.provider.try_secret(tenant_id, product.client_id, product.secret).verdict == "accepted"
    refused = product.provider.try_secret(tenant_id, product.client_id, Secret("wrong"))
    assert refused.verdict == "secret-wrong"
    assert "AADSTS7000215" in refused.said


def test_the_practice_tenants_metadata_is_accepted(admin: Admin) -> None:
    cloud, tenant_id = admin.practice.cloud, admin.practice.tenant_id
    provider = TenantProvider(cloud.login, cloud.audience, cloud.ca, cloud.pages)
    found = provider.endpoints(tenant_id)
    assert found.issuer == f"{cloud.login}/{tenant_id}/v2.0"
    assert found.authorization.startswith(f"{cloud.pages}/")
    assert tenant_id in found.issuer_v1
    with pytest.raises(Problem, match="tenant-unknown"):
        provider.endpoints("00000000-0000-4000-8000-000000000000")
