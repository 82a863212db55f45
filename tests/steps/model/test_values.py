"""Filling `{placeholders}`: names only, lists in every combination, the secret never among the values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steps.model.facts import Endpoints, Product, Registration, SecretRecord, SignedIn, Tenant
from steps.model.setup import Setup
from steps.model.values import KNOWN, SECRETS, as_text, fill, fill_each, known, names

PEM = "-----BEGIN CERTIFICATE-----\nc2FtcGxl\n-----END CERTIFICATE-----\n"
BASE = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("plain", "plain"),
        ("{host}", "a.example"),
        ("https://{host}/x?{host}", "https://a.example/x?a.example"),
        ("{on} {off}", "yes no"),
        ("{list}", "x, y"),
        ("{none}", ""),
        ("{braces}", "{host} {host.upper}"),
        *((odd, odd) for odd in ("{Host}", "{ host }", "{}", "{host!r}", "{host:>9}", "{host.upper}", "{{")),
        ('{"json": "{host}"}', '{"json": "a.example"}'),
    ],
)
def test_only_plain_names_are_filled_and_only_once(template: str, filled: str) -> None:
    values = {
        "host": "a.example",
        "on": True,
        "off": False,
        "list": ("x", "y"),
        "none": (),
        "braces": "{host} {host.upper}",
    }
    assert fill(template, values) == filled


def test_a_value_that_is_not_known_yet_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError, match="client_id"):
        fill("{client_id}", {})
    with pytest.raises(KeyError, match="client_id"):
        fill_each("{client_id}", {})


@pytest.mark.parametrize(
    ("template", "each"),
    [
        ("https://{host}/cb", ("https://a/cb", "https://b/cb")),
        ("{host}{path}", ("a/x", "a/y", "b/x", "b/y")),
        ("{host}{host}", ("aa", "bb")),
        ("{one}", ("1",)),
        ("plain", ("plain",)),
        ("{empty}{host}", ()),
    ],
)
def test_a_list_yields_one_text_per_entry(template: str, each: tuple[str, ...]) -> None:
    assert fill_each(template, {"host": ("a", "b"), "path": ("/x", "/y"), "one": "1", "empty": ()}) == each


def test_names_are_those_of_the_placeholders() -> None:
    assert names("{a} {b_2} {C} {{a}} {d.e}") == {"a", "b_2"}


@pytest.mark.parametrize(
    ("value", "text"), [(True, "yes"), (False, "no"), (("a", "b"), "a, b"), ("x", "x"), ((), "")]
)
def test_a_value_is_shown_as_it_is_pasted(value: object, text: str) -> None:
    assert as_text(value) == text


WHOLE = Setup(
    id="a",
    created="",
    product=Product("p", "P", "h", {"host": "wiki.example"}),
    signed_in=SignedIn("t", "o", "adele@contoso.com", "Adele", "browser", "Global"),
    tenant=Tenant("t", "Contoso", "contoso.com"),
    registration=Registration("object", "client", "sso-wizard-a", "Wiki"),
    endpoints=Endpoints(
        issuer=f"{BASE}/v2.0",
        authorization=f"{BASE}/oauth2/v2.0/authorize",
        token=f"{BASE}/oauth2/v2.0/token",
        jwks=f"{BASE}/discovery/v2.0/keys",
        discovery_url=f"{BASE}/v2.0/.well-known/openid-configuration",
        issuer_v1="https://sts.windows.net/t/",
    ),
    secret=SecretRecord("key", "abc", "2027-01-01T00:00:00Z", True, certificate=PEM),
)


def test_a_whole_setup_knows_every_value_but_the_secret() -> None:
    assert set(known(WHOLE)) == {*KNOWN, "host"} - SECRETS


def test_an_empty_setup_knows_nothing() -> None:
    assert known(Setup("a", "")) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issuer", f"{BASE}/v2.0"),
        ("issuer_v1", "https://sts.windows.net/t/"),
        ("authority", f"{BASE}/v2.0"),
        ("authority_v1", BASE),
        ("login_origin", "https://login.microsoftonline.com"),
        ("login_host", "login.microsoftonline.com"),
        ("login_hostname", "login.microsoftonline.com"),
        ("login_port", "443"),
        ("admin_local_part", "adele"),
        ("admin_domain", "contoso.com"),
        ("application_name", "Wiki"),
    ],
)
def test_derived_values_are_cut_right(name: str, value: str) -> None:
    assert known(WHOLE)[name] == value


def test_a_port_in_the_address_is_a_value_of_its_own() -> None:
    # As in practice: a form that asks for host and port takes no host with a port in it.
    assert WHOLE.endpoints
    practice = replace(WHOLE, endpoints=replace(WHOLE.endpoints, issuer="https://localhost:33697/t/v2.0"))
    found = known(practice)
    assert [found[name] for name in ("login_host", "login_hostname", "login_port")] == [
        "localhost:33697",
        "localhost",
        "33697",
    ]
