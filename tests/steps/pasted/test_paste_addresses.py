"""Why two redirect URIs are not the same, and which registered one was most likely meant."""

from __future__ import annotations

import pytest

from steps.model.words import Say
from steps.pasted.addresses import difference, nearest, same
from wizard.text import text

URI = "https://wiki.contoso.com/oidc/callback"

REASONS = {
    "http": ("http://wiki.contoso.com/oidc/callback", URI, "http"),
    "https for http": (URI, "http://wiki.contoso.com/oidc/callback", "scheme"),
    "no scheme": ("wiki.contoso.com/oidc/callback", URI, "scheme"),
    "http and more": ("http://wiki.contoso.com:8080/", URI, "http"),
    "port 443": ("https://wiki.contoso.com:443/oidc/callback", URI, "port_written"),
    "other port": ("https://wiki.contoso.com:8443/oidc/callback", URI, "port"),
    "www": ("https://www.wiki.contoso.com/oidc/callback", URI, "www"),
    "other host": ("https://wiki.fabrikam.com/oidc/callback", URI, "host"),
    "capitals in the path": ("https://wiki.contoso.com/OIDC/callback", URI, "case"),
    "slash sent": (URI + "/", URI, "slash_sent"),
    "slash registered": (URI, URI + "/", "slash_registered"),
    "slash alone": ("https://wiki.contoso.com", "https://wiki.contoso.com/", "slash_registered"),
    "no path": ("https://wiki.contoso.com", URI, "path"),
    "part of the path": ("https://wiki.contoso.com/oidc", URI, "path"),
    "more path": (URI + "/azure", URI, "path"),
    "query": (URI + "?tenant=1", URI, "query"),
    "fragment": (URI, URI + "#top", "query"),
    "blank at the end": (URI + " ", URI, "blank"),
    "blank inside": ("https://wiki.contoso.com/oidc/ callback", URI, "blank"),
    "encoded": ("https://wiki.contoso.com/oidc%2Fcallback", URI, "encoded"),
    "letter": ("https://wiki.contoso.com/oidc/callbuck", URI, "letter"),
    "capitals in the host": ("https://Wiki.contoso.com/oidc/callback", URI, "letter"),
    "broken": ("https://[::1/oidc", URI, "scheme"),
    "nothing": ("", URI, "scheme"),
}


@pytest.mark.parametrize("case", REASONS)
def test_the_first_reason_that_applies_is_told(case: str) -> None:
    sent, registered, reason = REASONS[case]
    told = difference(sent, registered)
    assert isinstance(told, Say)
    assert told.key == f"pasted.{reason}"
    assert text(told)


def test_a_differing_letter_is_named_with_its_place() -> None:
    told = difference("https://wiki.contoso.com/oidc/callbuck", URI)
    assert "character 36: the product sends u, and a is registered" in text(told)


def test_two_that_are_the_same_have_no_difference() -> None:
    with pytest.raises(ValueError, match="same"):
        difference(URI, URI)


@pytest.mark.parametrize(
    ("sent", "registered", "is_same"),
    [
        (URI, URI, True),
        ("http://localhost:8765/x", "http://localhost/x", True),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:2/x", True),
        ("http://localhost:8765/x", "http://127.0.0.1/x", False),
        ("http://localhost/x", "http://localhost/y", False),
        ("https://wiki.contoso.com:443/x", "https://wiki.contoso.com/x", False),
        ("https://a.contoso.com/x", "https://*.contoso.com/x", True),
        ("https://a.b.contoso.com/x", "https://*.contoso.com/x", False),
        ("https://evil.example/.contoso.com/x", "https://*.contoso.com/x", False),
        ("http://[", "http://localhost/", False),
    ],
)
def test_entra_ignores_nothing_but_the_port_of_loopback(sent: str, registered: str, is_same: bool) -> None:
    assert same(sent, registered) is is_same


@pytest.mark.parametrize(
    ("wanted", "registered", "near"),
    [
        (URI, (), ""),
        (URI, ("urn:ietf:wg:oauth:2.0:oob",), ""),
        (URI, ("https://portal.fabrikam.net/x/y/z/login",), ""),
        (URI, ("https://wiki.contoso.com/other", "https://wiki.contoso.com/oidc/callback/"), URI + "/"),
        (
            URI,
            ("https://www.wiki.contoso.com/", "https://wiki2.contoso.com/oidc/callback"),
            "https://www.wiki.contoso.com/",
        ),
        (
            URI,
            ("http://WIKI.contoso.com/oidc/callback", "https://x.example/"),
            "http://WIKI.contoso.com/oidc/callback",
        ),
        (URI, ("https://wiki.contoso.co/oidc/callback",), "https://wiki.contoso.co/oidc/callback"),
    ],
)
def test_the_nearest_is_the_one_that_was_meant(wanted: str, registered: tuple[str, ...], near: str) -> None:
    assert nearest(wanted, registered) == near
