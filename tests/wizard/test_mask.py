"""What the mask hides and what it leaves: a shared screen must tell nothing, and still be of use."""

from __future__ import annotations

import pytest

from steps.model.setup import Setup
from wizard.mask import DOTS, Mask
from wizard.private import of_setup

HIDDEN = [
    "https://wiki.contoso.com:8443/a/b?c=d#e",
    "http://localhost:8765/callback",
    "api://2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40/access",
    "2F1D3B0E-6a55-4f6d-9a3e-0b9c1d2e3f40",
    "alice@contoso.com",
    "alice_gmail.com#EXT#@contoso.onmicrosoft.com",
    "wiki.contoso.com",
    "Wiki.Contoso.internal:9443",
    "microsoft.com/devicelogin",
    "10.20.30.40",
    "10.20.30.40:443",
    "Contoso Ltd",
    "CONTOSO LTD",
    "o'Neill (Sales)",
]
LEFT = [
    "Hugging Face",
    "Sekoia.io",
    "web.redirectUris",
    "servicePrincipal.tags",
    "User.Read",
    "Application.ReadWrite.All",
    "openmetadata.env",
    "docker-compose.yml",
    "Python 3.11.4, SSO Wizard 0.3.0",
    "AADSTS50011",
    "2027-05-20, 14:03",
    "Keep the address that begins with api://, and select Save.",
    "Contoso Ltds",
    "x",
    "180",
]


def mask() -> Mask:
    return Mask(("Contoso Ltd", "o'Neill (Sales)", "Hugging Face", "x", "180", ""), ("Hugging Face", "Sekoia.io"))


@pytest.mark.parametrize("value", HIDDEN)
@pytest.mark.parametrize("around", ["{}", "See {}, then go on.", "“{}”", "({})", "at {}."])
def test_a_value_is_hidden_whatever_stands_around_it(value: str, around: str) -> None:
    assert mask().over(around.format(value)) == around.format(DOTS)


@pytest.mark.parametrize("text", LEFT)
def test_what_tells_nothing_stays(text: str) -> None:
    assert mask().over(text) == text


def test_hiding_twice_is_hiding_once() -> None:
    once = [mask().over(value) for value in HIDDEN]
    assert [mask().over(value) for value in once] == once


def test_the_longest_value_is_hidden_first() -> None:
    assert Mask(("Contoso", "Contoso Ltd")).over("Contoso Ltd") == DOTS


def test_microsofts_messages_name_things_between_quotes() -> None:
    said = "AADSTS50020: User account 'a b' from identity provider 'live' does not exist in tenant 'Fabrikam'."
    assert not {"a b", "live", "Fabrikam"} & set(Mask(()).over(said).split("'"))
    assert Mask(()).over("the scope 'openid'") == "the scope 'openid'"


def test_a_secret_is_hidden_even_where_none_should_be() -> None:
    assert "Q~" not in Mask(()).over("abc8" + "Q~x7K.pL2m_Zr9~vT-qWe4Rty6UioPas1dFg")


def test_people_that_were_picked_are_known_by_their_names() -> None:
    setup = Setup(
        "abc23456", "", choices={"people": ("User|2f1d|Adele Vance",), "people_typed": "bob@x.example, Team A"}
    )
    assert {"Adele Vance", "bob@x.example", "Team A"} <= {value.strip() for value in of_setup(setup)}
