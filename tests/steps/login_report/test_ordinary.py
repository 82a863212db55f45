"""The product's own sign-in, offered for a private window, and for a phone where one can reach it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tokens import needing, of_recipe, told

from steps.login_report.ordinary import is_public, ordinary

ROWS = (
    ("matillion", {}, "https://app.matillion.com", True),
    ("openmetadata", {"om_url": "https://catalog.contoso.com"}, "https://catalog.contoso.com", True),
    ("openmetadata", {"om_url": "http://localhost:8585"}, "http://localhost:8585", False),
    ("jupyterhub", {"hub_url": "https://jupyter.corp", "base_path": ""}, "https://jupyter.corp/hub/", False),
    (
        "hugging_face",
        {"redirection_uri": "https://huggingface.co/organizations/Contoso-AI/oidc/consume"},
        "https://huggingface.co/Contoso-AI",
        True,
    ),
    # Only the customer knows where these begin.
    ("sekoia", {}, "", False),
    ("any_openid_connect", {}, "", False),
)


@pytest.mark.parametrize(("product", "answers", "address", "qr"), ROWS)
def test_the_address_is_the_products_own(product: str, answers: dict[str, str], address: str, qr: bool) -> None:
    found = ordinary(of_recipe(product, **answers))
    assert (found.link, found.qr, found.opens) == (address, qr, True)
    assert ("phone" in told(found.text)) == qr
    assert "private window" in told(found.text)


def test_without_an_address_of_its_own_the_first_probe_tells_it() -> None:
    found = ordinary(of_recipe("hcl_connections"))
    assert found.link.startswith("https://")
    assert "{" not in found.link


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("wiki.contoso.com", True),
        ("8.8.8.8", True),
        ("[2606:4700::1111]", True),
        ("localhost", False),
        ("127.0.0.1", False),
        ("[::1]", False),
        ("10.1.2.3", False),
        ("192.168.1.4:8443", False),
        ("172.20.0.1", False),
        ("169.254.1.1", False),
        ("[fd00::1]", False),
        ("wiki", False),
        ("wiki.local", False),
        ("wiki.contoso.internal.", False),
        ("nas.home.arpa", False),
    ],
)
def test_a_phone_is_sent_to_public_addresses_only(host: str, public: bool) -> None:
    assert is_public(f"https://{host}/login") == public


@pytest.mark.parametrize(("product", "answers", "address", "qr"), ROWS)
def test_a_practice_tenant_is_unknown_to_the_real_product(
    product: str, answers: dict[str, str], address: str, qr: bool
) -> None:
    found = ordinary(of_recipe(product, **answers), practice=True)
    assert (found.link, found.qr, found.opens) == (address, False, False)
    assert "This is a practice tenant" in told(found.text)


def test_a_recipe_may_say_where_people_begin() -> None:
    picked = needing("sub")
    picked = replace(picked, recipe=replace(picked.recipe, sign_in="https://{site}/go"), values={"site": "a.example"})
    assert ordinary(picked).link == "https://a.example/go"
