"""What admins struggle with, where the recipe decides it: refused when the recipe is read, with place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_recipes import GOOD

from steps.model.problems import Blocked
from wizard.recipes import RecipeShelf
from wizard.recipes.shelf import load

APP = 'platform = "web"'
NEED = '[[needs.claim]]\nname = "{}"\nwhy = "It is the key."\nwithout = "Nobody is found."\n[enforce]'
VALUES = '{ "Secret" = "{client_secret}" }'


def need(*names: str) -> tuple[str, str]:
    return "[enforce]", "".join(NEED.removesuffix("[enforce]").format(name) for name in names) + "[enforce]"


def app(*lines: str) -> tuple[str, str]:
    return APP, "\n".join([APP, *lines])


def value(text: str) -> tuple[str, str]:
    return VALUES, f'{{ "Field" = "{text}" }}'


def message(text: str) -> tuple[str, str]:
    return 'message = "Hello"', f'message = "{text}"'


def redirect(uri: str) -> tuple[str, str]:
    return "https://{host}/callback", uri


@pytest.fixture
def said(tmp_path: Path):
    """Everything that is said about the good recipe with these things replaced."""

    def write(*changes: tuple[str, str], template: str = "host={{ host }}\n") -> list[str]:
        toml = GOOD
        for old, new in changes:
            assert old in toml
            toml = toml.replace(old, new, 1)
        file = tmp_path / "demo.toml"
        file.write_text(toml, "utf-8")
        (tmp_path / "demo").mkdir(exist_ok=True)
        (tmp_path / "demo" / "demo.conf").write_text(template, "utf-8")
        return [finding.sentence(toml) for finding in load(file, tmp_path).findings]

    return write


NO_SCOPE = 'scopes = ["openid", "profile"]'
OPTIONAL = "optional_claims = {{ id_token = [{}] }}"
OTHERS = 'audience = "AzureADMultipleOrgs"'


@pytest.mark.parametrize(
    ("changes", "place", "what", "remedy"),
    [
        (
            [app(NO_SCOPE), need("email")],
            "needs.claim[1].name",
            "email only on request",
            "Add email to scopes, or to",
        ),
        ([need("given_name")], "needs.claim[1].name", "given_name only on request", "Add it to optional_claims"),
        ([need("sub", "upn")], "needs.claim[2].name", "upn only on request", "Add it to optional_claims"),
        ([need("email_verified")], "needs.claim[1].name", "never sends email_verified", "the product's own switch"),
        (
            [app(OPTIONAL.format('"email_verified"'))],
            "app.optional_claims.id_token[1]",
            "never sends email_verified",
            "Remove it",
        ),
        ([app(OTHERS), need("email")], "needs.claim[1].name", "not be open to other tenants", "to AzureADMyOrg"),
        ([need("groups")], "needs.claim[1].name", "Entra sends no groups", "best to ApplicationGroup"),
        ([app('audience = "AzureADandPersonalMicrosoftAccount"')], "app.audience", "Expected", "'AzureADMyOrg'"),
        ([app('audience = "PersonalMicrosoftAccount"')], "app.audience", "Expected", "'AzureADMultipleOrgs'"),
    ],
)
def test_a_claim_or_an_audience_that_cannot_work_is_refused(said, changes, place, what, remedy) -> None:
    (sentence,) = said(*changes)
    assert sentence.startswith("Line ")
    assert f", {place}: " in sentence
    assert what in sentence
    assert remedy in sentence


@pytest.mark.parametrize(
    "changes",
    [
        [need("email")],
        [app(NO_SCOPE, OPTIONAL.format('"email"')), need("email")],
        [app(OPTIONAL.format('"given_name", "upn"')), need("given_name", "upn")],
        [app(OTHERS), need("sub", "oid")],
        [app('groups = "ApplicationGroup"'), need("groups")],
        [need("preferred_username", "tid", "name")],
    ],
)
def test_a_claim_that_arrives_and_may_be_trusted_is_accepted(said, changes) -> None:
    assert said(*changes) == []


def test_a_need_that_only_one_way_has_is_compared_with_the_registration_of_that_way(said) -> None:
    variant = "[[variant]]\nwhen = { way = 'b' }\n[variant.app]\nscopes = ['openid', 'profile']\n[enforce]"
    only_a = NEED.format("email").replace("[enforce]", "when = { way = 'a' }\n[enforce]")
    assert said(("[enforce]", variant), ("[enforce]", only_a)) == []
    only_b = NEED.format("email").replace("[enforce]", "when = { way = 'b' }\n[enforce]")
    assert len(said(("[enforce]", variant), ("[enforce]", only_b))) == 1


@pytest.mark.parametrize("character", [*"!$'(),;*#", " ", "é"])
@pytest.mark.parametrize("key", ["redirects", "public_redirects", "logout"])
def test_a_character_that_entra_refuses_is_refused_in_every_address(said, key: str, character: str) -> None:
    uri = f"https://demo.example/a{character}b"
    line = f'logout = "{uri}"' if key == "logout" else f'{key} = ["{uri}"]'
    old = 'redirects = ["https://{host}/callback"]'
    change = (old, line) if key == "redirects" else app(line)
    (sentence,) = said(change)
    assert f"app.{key}" in sentence
    assert f"has the character “{character}”, which Entra refuses in a redirect URI. Remove it." in sentence


@pytest.mark.parametrize(
    "uri",
    [
        "http://{host}/callback",
        "http://localhost.{host}/callback",
        "http://127.0.0.1.{host}/callback",
        "http://localhost@{host}/callback",
        "//{host}/callback",
        "https:///callback",
        "javascript:alert",
        "ms-app://{host}/callback",
    ],
)
def test_a_redirect_is_https_or_loopback(said, uri: str) -> None:
    (sentence,) = said(redirect(uri))
    assert "app.redirects[1]: " in sentence
    assert "does not start with https:// and a host" in sentence


@pytest.mark.parametrize("path", ["a" * 236, "a" * 237])
def test_a_redirect_has_at_most_256_characters(said, path: str) -> None:
    uri = f"https://demo.example/{path}"[: 256 + (len(path) == 237)]
    found = said(redirect(uri))
    assert [len(uri) > 256] == [bool(found)]
    assert all("longer than the 256 characters" in sentence for sentence in found)


T = "11111111-1111-4111-8111-111111111111"
HERE, FILE = "product_step[1].values.Field", "file[1].template (demo.conf line {})"


@pytest.mark.parametrize(
    ("changes", "template", "place", "what"),
    [
        # AADSTS700005: the code is meant for another tenant than the one that is asked to redeem it.
        ([value(f"{{token_endpoint}} https://login.microsoftonline.com/{T}/oauth2/v2.0/authorize")], "", HERE, T),
        ([value("https://login.microsoftonline.com/{tenant_id}/v2.0")], "", HERE, "login.microsoftonline.com"),
        ([value("{login_origin}/contoso.com/v2.0")], "", HERE, "contoso.com"),
        ([value("https://login.microsoftonline.com/9188040d/v2.0")], "", HERE, "9188040d"),
        ([value(f"https://sts.windows.net/{T}/")], "", HERE, T),
        ([message(f"See https://login.microsoftonline.us/{T}/v2.0")], "", "product_step[1].message", T),
        ([], f"a={{{{ token_endpoint }}}}\nb=https://login.microsoftonline.com/{T}/v2.0\n", FILE.format(2), T),
        ([], "https://login.partner.microsoftonline.cn/{{ tenant_id }}\n", FILE.format(1), "login.partner."),
    ],
)
def test_two_authorities_for_one_product_are_refused(said, changes, template: str, place: str, what: str) -> None:
    (sentence,) = said(*changes, template=template)
    assert f", {place}: {what}" in sentence
    assert " is written out" in sentence
    assert "Use a placeholder such as authority, token_endpoint or tenant_id." in sentence


@pytest.mark.parametrize("name", ["common", "organizations", "consumers"])
@pytest.mark.parametrize(
    ("changes", "template"),
    [
        ("{login_origin}/?/v2.0", ""),
        ("https://{login_host}/?/discovery/v2.0/keys", ""),
        ("?", ""),
        ("", "OIDC_TENANT=?\n"),
        ("", 'a: 1\ntenant: "?"\n'),
        ("", "<a>\n<tenant>?</tenant>\n</a>\n"),
        ("", "keys=[{{ login_origin }}/?/discovery/keys]\n"),
    ],
)
def test_an_address_of_every_tenant_is_refused(said, changes: str, template: str, name: str) -> None:
    found = said(*([value(changes.replace("?", name))] if changes else []), template=template.replace("?", name))
    (sentence,) = found
    line = next((n for n, written in enumerate(template.splitlines(), 1) if "?" in written), 0)
    assert (
        f", {FILE.format(line) if template else HERE}: {name} stands for every tenant. Use a placeholder" in sentence
    )


def test_an_address_of_every_tenant_is_found_in_an_answer_as_well(said) -> None:
    choice = ('choices = { a = "A", b = "B" }', 'choices = { a = "A", b = "B", common = "C" }')
    rehearsal = ("[[rehearsal]]", '[[rehearsal]]\nname = "C"\nanswers = { way = "common" }\n[[rehearsal]]')
    found = said(choice, rehearsal, value("{login_origin}/{way}/v2.0"))
    assert any("common stands for every tenant" in sentence for sentence in found)


def test_the_words_themselves_may_be_said(said) -> None:
    template = "# not common: that is every tenant\nname=common name\nuncommon=organizations of ours\n"
    assert said(("Paste the values.", "Do not take common or organizations."), template=template) == []


@pytest.mark.parametrize("v2", ["issuer", "authority", "discovery_url", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("v1", ["authority_v1", "issuer_v1"])
def test_two_versions_in_one_step_need_a_word_about_it(said, v1: str, v2: str) -> None:
    both = (VALUES, f'{{ "Old" = "{{{v1}}}", "New" = "{{{v2}}}" }}')
    (sentence,) = said(both)
    assert "product_step[1].do: This step gives an address without v2.0 beside one with it." in sentence
    assert said(both, ("Paste the values.", "Paste the values. The first has no v2.0 at its end.")) == []


@pytest.mark.parametrize(
    "host",
    [
        "login.microsoftonline.co",
        "login.microsoftonline.com.evil.example",
        "login.microsoftonline.com@evil.example",
        "login.micros\u043eftonline.com",
        "login.windows.net.microsoft.app",
        "login-microsoftonline.com",
        "login.microsoftonline.de",
    ],
)
def test_a_host_that_only_looks_like_microsofts_is_refused_whatever_it_ends_in(said, host: str) -> None:
    for change in (value(f"https://{host}/x"), message(f"Open https://{host}/x")):
        (sentence,) = said(change)
        assert f"{host} is not a known address of Microsoft. Correct it, or use a placeholder" in sentence


def test_a_finding_refuses_the_recipe(said, tmp_path: Path) -> None:
    said(need("email_verified"))
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path])
    assert "Entra never sends email_verified" in refused.value.values["said"]
