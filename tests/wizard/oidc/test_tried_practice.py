"""Secrets and redirect URIs tried on the practice tenant, as they are tried on Entra."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from steps.model.secret import Secret
from tests.wizard.practice.desk import Desk
from wizard.oidc.provider import TenantProvider
from wizard.practice import PracticeTenant

UNKNOWN = "12345678-1234-4234-8234-123456789012"
NOBODY = "00000000-0000-0000-0000-000000000000"
WEB = "https://app.example/cb?tenant=a"
BARE = "https://app.example"
LOCAL = "http://localhost/callback"
NATIVE = "com.ibm.ibmscp://com.ibm.mobile.connections/token"


@dataclass
class Tenant:
    """The practice tenant, its administrator, and one application."""

    desk: Desk
    app: dict[str, Any]
    secret: str
    provider: TenantProvider

    def redirect(self, client_id: str, uri: str, tenant: str = "") -> tuple[str, int]:
        endpoints = self.provider.endpoints(self.desk.practice.tenant_id)
        if tenant:
            moved = endpoints.authorization.replace(self.desk.practice.tenant_id, tenant)
            endpoints = replace(endpoints, authorization=moved)
        found = self.provider.try_redirect(endpoints, client_id, uri)
        assert f"AADSTS{found.number}: " in found.said
        assert len(found.request_id) == 36
        return found.verdict, found.number

    def proof(self, client_id: str, secret: str, tenant: str = "") -> tuple[str, int]:
        found = self.provider.try_secret(tenant or self.desk.practice.tenant_id, client_id, Secret(secret))
        assert secret not in repr(found)
        return found.verdict, found.number


@pytest.fixture(scope="module")
def tenant(practice: PracticeTenant) -> Iterator[Tenant]:
    desk, cloud = Desk(practice).sign_in(), practice.cloud
    app = desk.application(
        displayName="Tried", web={"redirectUris": [WEB, BARE, LOCAL]}, publicClient={"redirectUris": [NATIVE]}
    )
    provider = TenantProvider(cloud.login, cloud.audience, cloud.ca, cloud.pages)
    yield Tenant(desk, app, desk.secret(app), provider)
    desk.close()


@pytest.mark.parametrize(
    ("uri", "verdict", "number"),
    [
        (WEB, "accepted", 50058),
        (BARE, "accepted", 50058),
        (LOCAL, "accepted", 50058),
        ("http://localhost:8765/callback", "accepted", 50058),
        (NATIVE, "accepted", 50058),
        ("https://app.example/cb", "redirect-unknown", 50011),
        ("https://app.example/CB?tenant=a", "redirect-unknown", 50011),
        (f"{BARE}/", "redirect-unknown", 50011),
        ("http://127.0.0.1/callback", "redirect-unknown", 50011),
        ("com.ibm.ibmscp://com.ibm.mobile.connections/", "redirect-unknown", 50011),
        ("https://x.example/'<b>&quot;", "redirect-unknown", 50011),
    ],
)
def test_a_redirect_uri_is_known_or_not(tenant: Tenant, uri: str, verdict: str, number: int) -> None:
    assert tenant.redirect(tenant.app["appId"], uri) == (verdict, number)


def test_what_is_wrong_besides_the_redirect_uri_is_told_apart(tenant: Tenant) -> None:
    assert tenant.redirect(UNKNOWN, WEB) == ("client-unknown", 700016)
    assert tenant.redirect(NOBODY, WEB) == ("client-unknown", 700038)
    assert tenant.redirect(tenant.app["appId"], WEB, UNKNOWN) == ("tenant-unknown", 90002)
    assert tenant.redirect(tenant.app["appId"], WEB, "no-domain") == ("tenant-unknown", 900023)
    bare = tenant.desk.application(web={"redirectUris": []})
    assert tenant.redirect(bare["appId"], WEB) == ("redirect-unknown", 500113)
    tenant.desk.do("PATCH", f"/servicePrincipals/{bare['principal']}", {"accountEnabled": False})
    assert tenant.redirect(bare["appId"], WEB) == ("refused", 7000112)


def test_a_secret_is_tried(tenant: Tenant) -> None:
    app, secret = tenant.app["appId"], tenant.secret
    assert tenant.proof(app, secret) == ("accepted", 0)
    assert tenant.proof(app, "wrong~value~wrong") == ("secret-wrong", 7000215)
    assert tenant.proof(UNKNOWN, secret) == ("client-unknown", 700016)
    assert tenant.proof(NOBODY, secret) == ("client-unknown", 700038)
    assert tenant.proof(app, secret, UNKNOWN) == ("tenant-unknown", 90002)
    assert tenant.proof(app, secret, "no-domain") == ("tenant-unknown", 900023)
    # The ID beside the value, which people paste most.
    (credential,) = tenant.desk.do("GET", f"/applications/{tenant.app['id']}")["passwordCredentials"]
    assert tenant.proof(app, credential["keyId"]) == ("secret-wrong", 7000215)
    alone = tenant.desk.do("POST", "/applications", {"displayName": "Without enterprise application"})
    of_it = tenant.desk.secret(alone)
    assert tenant.proof(alone["appId"], of_it) == ("enterprise-application-missing", 7000229)
    tenant.desk.do("POST", "/servicePrincipals", {"appId": alone["appId"]})
    assert tenant.proof(alone["appId"], of_it) == ("accepted", 0)


def test_an_expired_secret_is_told_apart(fresh_practice: PracticeTenant) -> None:
    cloud, desk = fresh_practice.cloud, Desk(fresh_practice).sign_in()
    app = desk.application()
    tenant = Tenant(desk, app, desk.secret(app), TenantProvider(cloud.login, cloud.audience, cloud.ca, cloud.pages))
    fresh_practice.scenarios.secret_expired = True
    assert tenant.proof(app["appId"], tenant.secret) == ("secret-expired", 7000222)
    fresh_practice.scenarios.reset()
    assert tenant.proof(app["appId"], tenant.secret) == ("accepted", 0)
    desk.close()
