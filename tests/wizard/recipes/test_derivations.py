"""What each product is given, letter by letter, by the derivation its vendor documents."""

from __future__ import annotations

import pytest
from expanded_recipes import LOGIN, C, S, T, walked

from steps.records import wanted_by

HF = {"redirection_uri": "https://huggingface.co/organizations/ConToso/oidc/consume"}
CONFIDENTIAL = {"deployment": "ui", "client_type": "confidential"}
COLLATE = {"deployment": "collate", "om_url": "https://contoso.getcollate.io"}
KEYS = f"https://openmetadata.contoso.com/api/v1/system/config/jwks, {LOGIN}/discovery/v2.0/keys"


@pytest.mark.parametrize(
    ("recipe", "typed", "field", "value"),
    [
        ("hugging_face", HF, "Client ID", C),
        ("hugging_face", HF, "Client secret", S),
        # The whole metadata address, although the field is called Issuer URL.
        ("hugging_face", HF, "Issuer URL", f"{LOGIN}/v2.0/.well-known/openid-configuration"),
        # The v1 authority, with the slash that cutting the authorization endpoint would lose.
        ("sekoia", {}, "URL of your authentication provider", f"{LOGIN}/"),
        ("sekoia", {}, "Your client ID", C),
        ("sekoia", {}, "Your client secret", S),
        ("sekoia", {}, "Automatically create an account for new users", "no"),
        ("sekoia", {"domains": "a.example, b.example"}, "Domain", "a.example, b.example"),
        # Without /v2.0, without a slash: the server's own check refuses anything else.
        ("openmetadata", COLLATE, "Authority", LOGIN),
        ("openmetadata", COLLATE, "Tenant ID", T),
        ("openmetadata", CONFIDENTIAL, "OIDC Tenant", T),
        ("openmetadata", CONFIDENTIAL, "OIDC Discovery URI", f"{LOGIN}/v2.0/.well-known/openid-configuration"),
        ("openmetadata", CONFIDENTIAL, "Public Key URLs", KEYS),
        ("openmetadata", CONFIDENTIAL, "Callback URL", "https://openmetadata.contoso.com/callback"),
    ],
)
def test_a_field_takes_exactly_the_documented_value(
    recipe: str, typed: dict[str, str], field: str, value: str
) -> None:
    assert walked(recipe, **typed).fields[field] == value


def test_matillion_gets_one_record_for_each_domain() -> None:
    walk = walked("matillion", domains="example.com; my-firm.co.uk")
    assert [(one.type, one.name, one.value) for one in wanted_by(walk.recipe, walk.values)] == [
        ("TXT", "example.com", "matillion:example-com-sso"),
        ("TXT", "my-firm.co.uk", "matillion:my-firm-co-uk-sso"),
    ]


HCL_ROOTS = ("apps", "infra", "push", "util")


@pytest.mark.parametrize(
    ("recipe", "typed", "platform", "redirects"),
    [
        ("hugging_face", HF, "web", list(HF.values())),
        ("sekoia", {}, "web", ["https://app.sekoia.io/user/callback"]),
        ("sekoia", {"app_host": "app.usa1.sekoia.io"}, "web", ["https://app.usa1.sekoia.io/user/callback"]),
        ("matillion", {}, "web", ["https://id.matillion.com/login/callback"]),
        ("openmetadata", {}, "spa", ["https://openmetadata.contoso.com/callback"]),
        ("openmetadata", COLLATE, "spa", ["https://contoso.getcollate.io/callback"]),
        (
            "openmetadata",
            CONFIDENTIAL,
            "web",
            ["https://openmetadata.contoso.com/callback", "https://openmetadata.contoso.com/auth/callback"],
        ),
        (
            "hcl_connections",
            {"identifier": "entra"},
            "web",
            [f"https://connections.contoso.com/oidcclient_{root}/entra" for root in HCL_ROOTS],
        ),
        (
            "hcl_connections",
            {"hosts": "a.example, b.example", "clusters": "All | /oidcclient_all | Files"},
            "web",
            ["https://a.example/oidcclient_all/azuread", "https://b.example/oidcclient_all/azuread"],
        ),
    ],
)
def test_redirects_follow_the_product(
    recipe: str, typed: dict[str, str], platform: str, redirects: list[str]
) -> None:
    walk = walked(recipe, **typed)
    assert (walk.app.platform, walk.redirects) == (platform, redirects)


def test_collate_is_never_asked_for_a_client_type_and_gets_no_secret() -> None:
    walk = walked("openmetadata", **COLLATE, client_type="confidential")
    assert "client_type" not in walk.values
    assert (walk.app.platform, walk.app.client_auth) == ("spa", "none")
    assert walk.files == {}
    assert f"Client ID: {C}" in walk.messages
    assert f"Tenant ID: {T}" in walk.messages


def test_the_ticket_for_matillion_has_all_but_the_secret() -> None:
    messages = walked("matillion", domains="example.com, contoso.com").messages
    for wanted in (
        C,
        f"{LOGIN}/v2.0/.well-known/openid-configuration",
        "matillion:contoso-com-sso",
        "OpenID Connect",
    ):
        assert wanted in messages
    assert S not in messages


def test_in_matillions_messages_each_value_stands_beside_its_domain() -> None:
    messages = walked("matillion", domains="example.com, my-firm.co.uk").messages
    lines = "\nexample.com TXT matillion:example-com-sso\nmy-firm.co.uk TXT matillion:my-firm-co-uk-sso\n"
    assert messages.count(lines) == 2
    assert "matillion:example-com-sso, " not in messages


@pytest.mark.parametrize("domain", ["mail.contoso.com", "live.contoso.com", "web.com", "gmail.contoso.com"])
def test_a_domain_that_only_resembles_a_public_one_is_taken(domain: str) -> None:
    assert walked("matillion", domains=domain).values["domains"] == (domain,)


def test_hcl_connections_gets_a_single_tenant_registration_with_version_2_tokens() -> None:
    app = walked("hcl_connections").app
    assert (app.audience, app.token_version) == ("AzureADMyOrg", 2)
    assert app.expose is not None
    assert app.expose.value == "default"
    assert app.optional_claims.id_token == app.optional_claims.access_token == ("email",)
    assert (app.public_redirects, app.public_client_flows) == ((), False)


def test_the_mobile_app_adds_a_public_redirect() -> None:
    app = walked("hcl_connections", mobile="yes").app
    assert app.public_redirects == ("com.ibm.ibmscp://com.ibm.mobile.connections/token",)
    assert app.public_client_flows is True


@pytest.mark.parametrize(
    ("recipe", "question", "typed"),
    [
        ("hugging_face", "redirection_uri", "https://huggingface.co/organizations/a/sso/oidc/consume"),
        ("hugging_face", "redirection_uri", "https://huggingface.co.evil.example/organizations/a/oidc/consume"),
        ("hugging_face", "redirection_uri", "https://huggingface.co/organizations/a b/oidc/consume"),
        ("sekoia", "domains", "gmail.com"),
        ("sekoia", "domains", "contoso.com, outlook.com"),
        ("sekoia", "app_host", "app.sekoia.example"),
        ("openmetadata", "admins", "jane.doe@contoso.com"),
        ("openmetadata", "admins", 'jane"\nx'),
        ("openmetadata", "om_url", "https://openmetadata.contoso.com/"),
        ("openmetadata", "om_url", "openmetadata.contoso.com"),
        ("matillion", "domains", ""),
        # Nobody here can add a record to these.
        ("matillion", "domains", "contoso.com, gmail.com"),
        ("matillion", "domains", "yahoo.co.uk"),
        ("matillion", "domains", "contoso.onmicrosoft.com"),
        ("matillion", "domains", "contoso.mail.onmicrosoft.com"),
        ("hcl_connections", "hosts", "https://connections.contoso.com"),
        ("hcl_connections", "clusters", "apps, infra"),
        ("hcl_connections", "identifier", "azure ad"),
        ("hcl_connections", "realm", "a realm"),
        ("hcl_connections", "realm", "realm\nprovider_1.clientId=x"),
    ],
)
def test_a_wrong_answer_is_refused_where_it_is_typed(recipe: str, question: str, typed: str) -> None:
    from steps.model.problems import AskAgain

    with pytest.raises(AskAgain) as refused:
        walked(recipe, **{question: typed})
    assert refused.value.values["field"] == question
