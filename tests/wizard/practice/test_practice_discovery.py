"""The metadata documents and keys."""

from __future__ import annotations

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.wizard.practice.desk import AZURE_CLI, Desk

KEYS_IN_ORDER = [
    *("token_endpoint", "token_endpoint_auth_methods_supported", "jwks_uri", "response_modes_supported"),
    *("subject_types_supported", "id_token_signing_alg_values_supported", "response_types_supported"),
    *("scopes_supported", "issuer", "request_uri_parameter_supported", "userinfo_endpoint"),
    *("authorization_endpoint", "device_authorization_endpoint", "http_logout_supported"),
    *("frontchannel_logout_supported", "end_session_endpoint", "claims_supported", "kerberos_endpoint"),
    *("tenant_region_scope", "cloud_instance_name", "cloud_graph_host_name", "msgraph_host", "rbac_url"),
]


def metadata(desk: Desk, tenant: str, version: str = "/v2.0") -> dict[str, str]:
    address = f"{desk.practice.cloud.login}/{tenant}{version}/.well-known/openid-configuration"
    body: dict[str, str] = desk.http.get(address).json()
    return body


def test_the_v2_document_has_the_keys_of_the_service_in_its_order(desk: Desk) -> None:
    assert list(metadata(desk, desk.practice.tenant_id)) == KEYS_IN_ORDER


@pytest.mark.parametrize(
    ("tenant", "version", "issuer"),
    [
        ("{id}", "/v2.0", "{login}/{id}/v2.0"),
        ("contoso-practice.example", "/v2.0", "{login}/{id}/v2.0"),
        ("organizations", "/v2.0", "{login}/{{tenantid}}/v2.0"),
        ("common", "/v2.0", "{login}/{{tenantid}}/v2.0"),
        ("{id}", "", "{login}/sts/{id}/"),
    ],
)
def test_the_issuer_depends_on_the_address(desk: Desk, tenant: str, version: str, issuer: str) -> None:
    values = {"id": desk.practice.tenant_id, "login": desk.practice.cloud.login}
    assert metadata(desk, tenant.format(**values), version)["issuer"] == issuer.format(**values)


def test_a_browser_is_sent_to_the_pages_and_programs_to_tls(desk: Desk) -> None:
    found, cloud = metadata(desk, desk.practice.tenant_id), desk.practice.cloud
    pages = {name for name, value in found.items() if str(value).startswith(cloud.pages)}
    assert pages == {"authorization_endpoint", "end_session_endpoint"}
    assert all(
        found[name].startswith(f"{cloud.login}/") for name in ("token_endpoint", "jwks_uri", "userinfo_endpoint")
    )


def test_an_unknown_tenant_is_refused_at_the_document_itself(desk: Desk) -> None:
    answer = desk.http.get(f"{desk.practice.cloud.login}/fabrikam.example/v2.0/.well-known/openid-configuration")
    assert (answer.status_code, answer.json()["error_codes"]) == (400, [90002])


def test_the_published_key_verifies_a_token(desk: Desk) -> None:
    token = desk.tokens(AZURE_CLI, "adele.vance", redirect_uri="http://localhost:1")["id_token"]
    published = desk.http.get(metadata(desk, desk.practice.tenant_id)["jwks_uri"]).json()
    assert list(published["keys"][0]) == [
        *("kty", "use", "kid", "x5t", "n", "e", "x5c", "cloud_instance_name", "issuer"),
    ]
    read = jwt.decode(token, KeySet.import_key_set(published), algorithms=["RS256"])
    assert read.claims["tid"] == desk.practice.tenant_id
    assert read.header["kid"] == published["keys"][0]["kid"]


def test_msal_finds_the_tenant_by_instance_discovery(desk: Desk) -> None:
    found = desk.http.get(f"{desk.practice.cloud.login}/common/discovery/instance").json()
    assert found["tenant_discovery_endpoint"].endswith("/v2.0/.well-known/openid-configuration")
    realm = desk.http.get(f"{desk.practice.cloud.login}/common/userrealm/mina@contoso-practice.example").json()
    assert realm["account_type"] == "Managed"


def test_a_rebound_name_is_not_served(desk: Desk) -> None:
    for origin in (desk.practice.cloud.login, desk.practice.cloud.pages):
        assert desk.http.get(f"{origin}/devicelogin", headers={"Host": "evil.example"}).status_code == 400
