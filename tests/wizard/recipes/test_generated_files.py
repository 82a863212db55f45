"""Generated files parse, and carry none of the mistakes in the vendors' own examples."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from expanded_recipes import (
    HCL,
    HCL_ALL,
    INTERCEPTOR_PROPERTIES,
    LOGIN,
    OPENMETADATA,
    SECURITY_PROPERTIES,
    C,
    S,
    T,
    Walked,
    label,
    typed_at,
    walked,
)
from ruamel.yaml import YAML


def env(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [line.split("=", 1) for line in lines]
    assert all(key == key.strip() and value == value.strip() for key, value in pairs), "a blank beside ="
    assert len({key for key, _ in pairs}) == len(pairs), "a key twice"
    return dict(pairs)


def tree(text: str) -> dict[str, object]:
    """The file as a YAML parser reads it; a key that stands there twice is refused."""
    found = YAML(typ="safe").load(text)
    assert isinstance(found, dict)
    return found


def at(node: object, *path: str) -> object:
    for key in path:
        assert isinstance(node, dict)
        node = node[key]
    return node


KEYS = ["https://openmetadata.contoso.com/api/v1/system/config/jwks", f"{LOGIN}/discovery/v2.0/keys"]


@pytest.mark.parametrize("walk", OPENMETADATA, ids=label)
def test_every_file_of_openmetadata_has_the_form_it_is_used_in(walk: Walked) -> None:
    for name, text in walk.files.items():
        if name.endswith(".env"):
            assert env(text)
        elif name.endswith(".yaml"):
            assert tree(text)
        assert text.endswith("\n")


def test_the_environment_file_of_a_confidential_client() -> None:
    values = env(walked("openmetadata", client_type="confidential").files["openmetadata_azure.env"])
    assert values["OIDC_TENANT"] == T
    assert values["OIDC_CLIENT_SECRET"] == S
    assert values["OIDC_DISCOVERY_URI"] == f"{LOGIN}/v2.0/.well-known/openid-configuration"
    assert values["OIDC_DISABLE_PKCE"] == "false"
    assert "offline_access" in values["OIDC_SCOPE"].split()
    assert values["OIDC_CALLBACK"] == values["AUTHENTICATION_CALLBACK_URL"]
    assert values["AUTHENTICATION_CLIENT_TYPE"] == "confidential"
    assert values["AUTHENTICATION_PUBLIC_KEYS"] == f"[{','.join(KEYS)}]"
    assert values["AUTHENTICATION_AUTHORITY"] == LOGIN


def test_the_environment_file_of_a_public_client_has_no_secret_and_no_oidc_values() -> None:
    text = walked("openmetadata", client_type="public").files["openmetadata_azure.env"]
    values = env(text)
    assert values["AUTHENTICATION_CLIENT_TYPE"] == "public"
    assert not [key for key in values if key.startswith("OIDC_")]
    assert S not in text


def test_answers_reach_the_environment_file() -> None:
    typed = {"admins": "Jane.Doe, bob", "self_signup": "no", "principal_domain": "fabrikam.com"}
    values = env(walked("openmetadata", **typed).files["openmetadata_azure.env"])
    assert values["AUTHORIZER_ADMIN_PRINCIPALS"] == "[jane.doe,bob]"
    assert values["AUTHENTICATION_ENABLE_SELF_SIGNUP"] == "false"
    assert values["AUTHORIZER_PRINCIPAL_DOMAIN"] == "fabrikam.com"


@pytest.mark.parametrize("client_type", ["public", "confidential"])
def test_the_server_file_has_the_two_sections(client_type: str) -> None:
    walk = walked("openmetadata", deployment="yaml", client_type=client_type)
    file = tree(walk.files["openmetadata-sso.yaml"])
    assert at(file, "authenticationConfiguration", "publicKeyUrls") == KEYS
    assert at(file, "authenticationConfiguration", "authority") == LOGIN
    assert at(file, "authenticationConfiguration", "clientType") == client_type
    assert at(file, "authorizerConfiguration", "enforcePrincipalDomain") is True
    oidc = file["authenticationConfiguration"].get("oidcConfiguration")
    if client_type == "public":
        assert oidc is None
    else:
        assert (oidc["tenant"], oidc["secret"], oidc["useNonce"]) == (T, S, "true")


@pytest.mark.parametrize("client_type", ["public", "confidential"])
def test_the_values_for_helm_never_hold_the_secret(client_type: str) -> None:
    walk = walked("openmetadata", deployment="helm", client_type=client_type)
    text = walk.files["openmetadata-values.yaml"]
    assert S not in text
    authentication = at(tree(text), "openmetadata", "config", "authentication")
    assert isinstance(authentication, dict)
    if client_type == "public":
        assert "oidcConfiguration" not in authentication
        assert "oidc-secrets.sh" not in walk.files
    else:
        # Both are needed; the chart renders no OIDC value otherwise. Its schema wants a boolean for useNonce.
        assert authentication["oidcConfiguration"]["enabled"] is True
        assert authentication["oidcConfiguration"]["useNonce"] is True
        assert authentication["clientType"] == "confidential"
        assert f"\nopenmetadata-oidc-client-secret={S}\n" in walk.files["oidc-secrets.sh"]


def properties(walk: Walked) -> dict[str, str]:
    found = typed_at(walk, INTERCEPTOR_PROPERTIES)
    assert len(dict(found)) == len(found), "a key twice"
    return dict(found)


@pytest.mark.parametrize("walk", HCL, ids=label)
def test_the_interceptor_of_hcl_connections_has_none_of_the_documented_mistakes(walk: Walked) -> None:
    found = properties(walk)
    text = "\n".join(walk.files.values())
    # Only the sheet for a person and the scripts name the property that must go; test_console_sheet.py pins how, and
    # the tests of the scripts that none of them sets it.
    naming = {name for name, text in walk.files.items() if "InvokeTAIbeforeSSO" in text}
    assert naming == {"websphere-console.md", "wsadmin-configure.py", "wsadmin-undo.py"}
    assert "microsoftlonline" not in text
    assert "c270bc0a" not in text
    assert found["jndiCacheName"] == "services/cache/OpenidRpCache"
    assert "JndiCacheName" not in text
    providers = sorted({key.split(".")[0] for key in found if key.startswith("provider_")})
    for provider in providers:
        of = {key.split(".", 1)[1]: value for key, value in found.items() if key.startswith(f"{provider}.")}
        assert len(of) == 22
        assert of["scope"] == f"openid profile email api://{C}/default"
        assert of["tokenEndpointUrl"] == f"{LOGIN}/oauth2/v2.0/token"
        assert of["authorizeEndpointUrl"] == f"{LOGIN}/oauth2/v2.0/authorize"
        assert of["jwkEndpointUrl"] == f"{LOGIN}/discovery/v2.0/keys"
        assert of["issuerIdentifier"] == f"{LOGIN}/v2.0"
        assert of["includePortInDefaultRedirectUrl"] == "false"
        assert of["clientSecret"] == S
        filters = of["interceptedPathFilter"].split(",")
        assert all(path.startswith("/") and path.endswith("/.*") for path in filters)
        excluded = of["excludedPathFilter"].split(",")
        assert {"/ibm/console", "/ibm/console/.*"} <= set(excluded), "the way back into the console"
        assert len(set(excluded)) == len(excluded)
        assert " " not in of["interceptedPathFilter"] + of["excludedPathFilter"]
        redirect = f"{of['callbackServletContext']}/{of['identifier']}"
        assert any(uri.endswith(redirect) for uri in walk.redirects)
    intercepted = [path for p in providers for path in found[f"{p}.interceptedPathFilter"].split(",")]
    assert len(set(intercepted)) == len(intercepted), "two providers would overlap"


def test_four_clusters_make_four_providers_that_cover_every_application() -> None:
    four, one = properties(HCL[0]), properties(walked("hcl_connections", clusters=HCL_ALL))
    assert [four[f"provider_{n}.callbackServletContext"] for n in (1, 2, 3, 4)] == [
        f"/oidcclient_{name}" for name in ("apps", "infra", "push", "util")
    ]
    assert "provider_2.identifier" not in one
    together = ",".join(four[f"provider_{n}.interceptedPathFilter"] for n in (1, 2, 3, 4))
    assert one["provider_1.interceptedPathFilter"] == together


def test_global_security_defers_and_never_invokes_before() -> None:
    assert dict(typed_at(HCL[0], SECURITY_PROPERTIES)) == {
        "com.ibm.websphere.security.disableGetTokenFromMBean": "false",
        "com.ibm.websphere.security.DeferTAItoSSO": "com.ibm.ws.security.oidc.client.RelyingParty",
    }


@pytest.mark.parametrize("walk", HCL, ids=label)
def test_every_xml_fragment_is_well_formed(walk: Walked) -> None:
    fragments = {name: ET.fromstring(text) for name, text in walk.files.items() if name.endswith(".xml")}
    assert ("mobile-config.fragment.xml" in fragments) is bool(walk.values["mobile"])
    if mobile := fragments.get("mobile-config.fragment.xml"):
        # HCL's own example has the authorization endpoint in both.
        assert mobile.findtext("OAuthTokenURL") == f"{LOGIN}/oauth2/v2.0/token"
        assert mobile.findtext("OAuthAuthorizationURL") == f"{LOGIN}/oauth2/v2.0/authorize"
        assert mobile.findtext("OAuthScopes") == f"openid profile email api://{C}/default offline_access"


def test_the_web_server_redirects_the_metadata_on_one_line() -> None:
    rules = HCL[0].files["ihs-upload-rewrite.fragment.conf"].splitlines()
    assert rules[-1] == (
        f'Redirect "/.well-known/openid-configuration" "{LOGIN}/v2.0/.well-known/openid-configuration"'
    )
    assert len(rules) == 10


def test_matillion_gets_one_txt_record_per_domain() -> None:
    records = walked("matillion", domains="example.com, my-firm.co.uk").files["dns-records.txt"]
    assert records == (
        'example.com. 3600 IN TXT "matillion:example-com-sso"\n'
        'my-firm.co.uk. 3600 IN TXT "matillion:my-firm-co-uk-sso"\n'
    )
