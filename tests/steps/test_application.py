"""The application that a recipe wants, held against the one that is there."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from steps.model.app import App, ExposedScope, OptionalClaims
from steps.model.chosen import Chosen
from steps.model.graph_ids import DELEGATED, GRAPH_APP_ID
from steps.registration.application import desired, differences

APP = App(
    platform="web",
    redirects=("https://{hosts}/callback",),
    public_redirects=("com.example.app://token",),
    optional_claims=OptionalClaims(id_token=("email",)),
    expose=ExposedScope("default", "Use it", "Lets it be used."),
)


def picked(app: App = APP, **values: object) -> Chosen:
    return Chosen(None, app, {"hosts": ("a.example", "b.example"), **values})


def there() -> dict[str, Any]:
    body = desired(picked(), "Product", None)
    body["requiredResourceAccess"].append({"resourceAppId": "other", "resourceAccess": []})
    return {"id": "o", "appId": "c", "identifierUris": [], **body}


def test_a_list_answer_makes_one_redirect_uri_per_entry() -> None:
    assert desired(picked(), "Product", None)["web"]["redirectUris"] == [
        "https://a.example/callback",
        "https://b.example/callback",
    ]


def test_audience_and_token_version_are_always_explicit() -> None:
    body = desired(picked(), "Product", None)
    assert body["signInAudience"] == "AzureADMyOrg"
    assert body["api"]["requestedAccessTokenVersion"] == 2


def test_the_application_that_was_made_as_wanted_shows_no_difference() -> None:
    actual = there()
    assert differences(desired(picked(), "Product", actual), actual) == ()


def test_collections_are_compared_as_sets_because_graph_reorders_them() -> None:
    actual = there()
    actual["web"]["redirectUris"].reverse()
    assert differences(desired(picked(), "Product", actual), actual) == ()


def edited(path: str, value: object) -> dict[str, Any]:
    actual = copy.deepcopy(there())
    place = actual
    *parents, last = path.split(".")
    for parent in parents:
        place = place[parent]
    place[last] = value
    return actual


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        (
            "web.redirectUris",
            ["https://a.example/callback"],
            [("web.redirectUris", None, "https://b.example/callback")],
        ),
        ("signInAudience", "AzureADMultipleOrgs", [("signInAudience", "AzureADMultipleOrgs", "AzureADMyOrg")]),
        ("displayName", "Renamed", [("displayName", "Renamed", "Product")]),
        ("optionalClaims", None, [("optionalClaims.idToken", None, "email")]),
        ("isFallbackPublicClient", True, [("isFallbackPublicClient", "true", "false")]),
        ("groupMembershipClaims", "All", [("groupMembershipClaims", "All", None)]),
        ("api.requestedAccessTokenVersion", None, [("api.requestedAccessTokenVersion", None, "2")]),
        (
            "requiredResourceAccess",
            [{"resourceAppId": GRAPH_APP_ID, "resourceAccess": [{"id": DELEGATED["openid"], "type": "Scope"}]}],
            [
                ("requiredResourceAccess (Microsoft Graph)", None, "profile"),
                ("requiredResourceAccess (Microsoft Graph)", None, "email"),
            ],
        ),
    ],
)
def test_an_edit_in_the_portal_is_shown_as_its_difference(
    path: str, value: object, shown: list[tuple[str, str | None, str | None]]
) -> None:
    actual = edited(path, value)
    rows = differences(desired(picked(), "Product", actual), actual)
    assert [(row.path, row.before, row.after) for row in rows] == shown


def test_what_somebody_else_added_in_the_portal_is_kept() -> None:
    actual = there()
    actual["web"]["redirectUris"].append("https://added.by.hand/callback")
    wanted = desired(picked(), "Product", actual)
    assert "https://added.by.hand/callback" in wanted["web"]["redirectUris"]
    assert {"resourceAppId": "other", "resourceAccess": []} in wanted["requiredResourceAccess"]
    assert differences(wanted, actual) == ()


def test_nothing_is_sent_that_no_row_shows() -> None:
    # Whoever switched on implicit grants in the portal keeps them: no row would have said otherwise.
    for platform in ("web", "spa", "publicClient"):
        assert set(desired(picked(), "Product", there())[platform]) == {"redirectUris"}


def test_addresses_of_earlier_answers_go_and_those_of_others_stay() -> None:
    actual = there()
    actual["web"]["redirectUris"].append("https://added.by.hand/callback")
    now = picked(hosts=("b.example",))
    ours = frozenset({("web", "https://a.example/callback"), ("web", "https://b.example/callback")})
    wanted = desired(now, "Product", actual, ours)
    assert sorted(wanted["web"]["redirectUris"]) == ["https://added.by.hand/callback", "https://b.example/callback"]
    rows = [(row.before, row.after) for row in differences(wanted, actual)]
    assert rows == [("https://a.example/callback", None)]


def test_an_address_that_changes_its_platform_leaves_the_old_one() -> None:
    actual = there()
    wanted = desired(picked(replace(APP, platform="spa")), "Product", actual)
    assert wanted["web"]["redirectUris"] == []
    assert len(wanted["spa"]["redirectUris"]) == 2
