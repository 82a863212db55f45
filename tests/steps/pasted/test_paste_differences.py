"""What a pasted manifest still lacks, told in the portal's words."""

from __future__ import annotations

from typing import Any

import pytest
from portal_text import APPLICATION, URI

from steps.model.changes import Row
from steps.pasted.differences import findings
from steps.registration.application import differences
from wizard.text import text

SPA = "https://wiki.contoso.com/spa"

CASES: dict[str, tuple[dict[str, Any], str, str, tuple[str, ...]]] = {
    "name": ({"displayName": "Wiki"}, "Display name", "Wiki", ("Contoso Wiki",)),
    "one address is missing": (
        {"web": {"redirectUris": []}},
        f"Web redirect URI {URI}",
        "",
        ("Add", URI, "platform “Web”"),
    ),
    "a slash too much": ({"web": {"redirectUris": [URI + "/"]}}, f"Web redirect URI {URI}", URI + "/", ("a slash",)),
    "http": (
        {"web": {"redirectUris": [URI.replace("https", "http")]}},
        f"Web redirect URI {URI}",
        URI.replace("https", "http"),
        ("The product sends https, and http is registered.",),
    ),
    "under single-page application": (
        {"web": {"redirectUris": []}, "spa": {"redirectUris": [URI]}},
        f"Web redirect URI {URI}",
        f"Single-page application: {URI}",
        ("AADSTS9002327", "add it under “Web”"),
    ),
    "under mobile": (
        {"web": {"redirectUris": []}, "publicClient": {"redirectUris": [URI]}},
        f"Web redirect URI {URI}",
        f"Mobile and desktop applications: {URI}",
        ("“Mobile and desktop applications”", "“Web”"),
    ),
    "personal accounts": (
        {"signInAudience": "AzureADandPersonalMicrosoftAccount"},
        "Supported account types",
        "AzureADandPersonalMicrosoftAccount",
        ("Personal Microsoft accounts",),
    ),
    "every organization": (
        {"signInAudience": "AzureADMultipleOrgs"},
        "Supported account types",
        "AzureADMultipleOrgs",
        ("nOAuth",),
    ),
    "token version": (
        {"api": {"requestedAccessTokenVersion": None}},
        "Access token version (api.requestedAccessTokenVersion)",
        "",
        ("to 2",),
    ),
    "public client": ({"isFallbackPublicClient": True}, "Allow public client flows", "true", ("No", "AADSTS700025")),
    "groups": ({"groupMembershipClaims": "All"}, "Groups claim", "All", ("Remove",)),
    "claim": ({"optionalClaims": None}, "Optional claims in the ID token", "", ("Add email",)),
    "permission": ({"requiredResourceAccess": []}, "API permissions", "", ("Add openid",)),
    "logout": ({"web": {"redirectUris": [URI], "logoutUrl": None}}, "Front-channel logout URL", "", ("bye",)),
}


@pytest.mark.parametrize("case", CASES)
def test_each_row_becomes_one_finding_that_says_what_to_do(case: str) -> None:
    changed, name, seen, words = CASES[case]
    app = {**APPLICATION, **changed}
    app["web"] = {**APPLICATION["web"], **app["web"]}
    (told,) = findings(tuple(row for row in differences(wanted(app), app) if row.before != SPA), app)
    assert (text(told.name), told.verdict, told.seen) == (name, "fail", seen)
    assert [word for word in words if word not in text(told.do)] == []


def wanted(app: dict[str, Any]) -> dict[str, Any]:
    """The plan: what is there, with this application's addresses each in its place."""
    spa = [uri for uri in app["spa"]["redirectUris"] if uri != URI]
    public = [uri for uri in app["publicClient"]["redirectUris"] if uri != URI]
    web = list(dict.fromkeys([*app["web"]["redirectUris"], URI]))
    return {
        **APPLICATION,
        "web": {**APPLICATION["web"], "redirectUris": web},
        "spa": {"redirectUris": spa},
        "publicClient": {"redirectUris": public},
    }


def test_an_application_that_is_right_has_no_findings() -> None:
    assert findings(differences(APPLICATION, APPLICATION), APPLICATION) == ()


def test_the_single_page_address_under_web_is_named_with_its_error() -> None:
    app = {**APPLICATION, "web": {"redirectUris": [SPA]}}
    rows = (Row("web.redirectUris", SPA, None), Row("spa.redirectUris", None, SPA))
    (told,) = findings(rows, app)
    assert "AADSTS9002326" in text(told.do)


def test_an_address_of_an_earlier_answer_is_to_be_removed() -> None:
    (told,) = findings((Row("web.redirectUris", URI, None),), APPLICATION)
    assert (told.seen, text(told.do).startswith(f"Remove {URI}")) == (URI, True)


@pytest.mark.parametrize(
    ("row", "name", "do"),
    [
        (Row("identifierUris", None, "api://x"), "Application ID URI", "api://x"),
        (Row("api.oauth2PermissionScopes", None, "access"), "Scopes defined by this API", "access"),
        (Row("optionalClaims.accessToken", None, "upn"), "Optional claims in the access token", "Add upn"),
        (Row("signInAudience", "AzureADMyOrg", "AzureADMultipleOrgs"), "Supported account types", "account types"),
        (Row("isFallbackPublicClient", "false", "true"), "Allow public client flows", "Yes"),
        (Row("groupMembershipClaims", None, "SecurityGroup"), "Groups claim", "SecurityGroup"),
        (Row("somethingNew", None, "3"), "somethingNew", "Set it to 3"),
        (Row("somethingNew", "3", None), "somethingNew", "Remove it"),
    ],
)
def test_every_other_row_has_a_name_and_a_move(row: Row, name: str, do: str) -> None:
    (told,) = findings((row,), APPLICATION)
    assert text(told.name) == name
    assert do in text(told.do)
