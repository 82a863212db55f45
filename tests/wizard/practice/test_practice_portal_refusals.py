"""What the portal refuses, in whose words, and that it keeps what was typed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest

from tests.wizard.practice.desk import GRAPH_APP_ID, Desk
from tests.wizard.practice.portal_visitor import Form, Visitor

BOX = 'Must start with "HTTPS" or "http://localhost". Must be a valid URL'
PRIVILEGES = "Insufficient privileges to complete the operation."
WEB = {"name": "x", "platform": "web"}
NOT_OFFERED = ("audience",)
"""What a test sends although the page has no such choice."""


@pytest.fixture
def visitor(fresh_desk: Desk) -> Iterator[Visitor]:
    with Visitor(fresh_desk.practice) as made:
        yield made


def app_path(visitor: Visitor, path: str) -> str:
    """The address with the ids of an application of the administrator's."""
    client_id = visitor.register("Theirs", platform="web", uri="https://product.example/callback")
    principal = visitor.practice.directory.principal_of(client_id)
    assert principal is not None
    return path.replace("{app}", f"/apps/{client_id}").replace("{enterprise}", f"/enterprise/{principal['id']}")


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("/apps/new", {**WEB, "uri": "http://127.0.0.1:8000/callback"}, BOX),
        ("/apps/new", {**WEB, "uri": "http://product.example/callback"}, BOX),
        ("/apps/new", {**WEB, "uri": "https://*.product.example"}, BOX),
        ("/apps/new", {**WEB, "uri": "https://product.example/a#b"}, BOX),
        ("/apps/new", {**WEB, "platform": "publicClient", "uri": "http://127.0.0.1"}, BOX),
        ("/apps/new", {**WEB, "platform": "", "uri": "https://product.example"}, "Select a platform"),
        ("/apps/new", {"name": " "}, "Invalid value specified for property 'displayName'"),
        ("/apps/new", {"name": "x", "audience": "Everybody"}, "Invalid value specified for property"),
        ("{app}/platforms?platform=spa", {"uri": "http://127.0.0.1/x"}, BOX),
        ("{app}/platforms?platform=spa", {"uri": "https://product.example/callback"}, "property 'spa'"),
        ("{app}/platforms?platform=tv", {"uri": "https://product.example/callback"}, "Select a platform"),
        ("{app}/authentication", {"uri__web__0": "http://127.0.0.1/x"}, BOX),
        ("{app}/authentication", {"uri__web__1": "product.example/callback"}, BOX),
        ("{app}/authentication", {"logout": "http://product.example/out"}, "front-channel logout URL must"),
        ("{app}/authentication", {"audience": "AzureADandPersonalMicrosoftAccount"}, "requestedAccessTokenVersion"),
        ("{app}/credentials?new=1", {"expires": "custom"}, "Choose the first and the last day"),
        ("{app}/credentials?new=1", {"expires": "custom", "start": "2026-01-01", "end": "2028-02-01"}, "24 months"),
        ("{app}/credentials?new=1", {"expires": "custom", "start": "2026-01-02", "end": "2026-01-01"}, "end date"),
        ("{app}/credentials", {"remove": "11111111-2222-3333-4444-555555555555"}, "No password credential found"),
        ("{app}/token-configuration/claim", {"token": "idToken"}, "at least one claim"),
        ("{app}/token-configuration/groups", {}, "at least one group type"),
        (f"{{app}}/permissions/add?api={GRAPH_APP_ID}&kind=delegated", {}, "at least one permission"),
        ("{app}/expose/identifier", {"address": "api://somebody-else"}, "Failed to add identifier URI"),
        ("{app}/expose/scope", {"scope": ""}, "property 'api'"),
        ("{app}/manifest", {"manifest": '{\n "id": }'}, "line 2, column 8"),
        ("{app}/manifest", {"manifest": "[1]"}, "one JSON object"),
        ("{app}/manifest", {"manifest": '{"displayName": "\\ud800"}'}, "one JSON object"),
        ("{app}/manifest", {"manifest": '{"nonsense": 1}'}, "Invalid property 'nonsense'"),
        ("{app}/manifest", {"manifest": '{"appId": "x"}'}, "'appId' is read-only"),
        ("{app}/manifest", {"manifest": '{"passwordCredentials": [{}]}'}, "must be generated"),
        ("{enterprise}/add-user", {}, "Select at least one"),
    ],
    ids=str,
)
def test_a_form_is_refused_with_a_sentence(visitor: Visitor, path: str, typed: dict[str, Any], said: str) -> None:
    address = app_path(visitor, path)
    before = visitor.practice.directory.applications_json()
    answer = visitor.send(address, **typed)
    assert answer.status_code == 400
    assert said in html.unescape(answer.text.partition('role="alert">')[2].partition("</p>")[0])
    again = Form(answer.text).fields
    kept = {name.replace("__", "."): value for name, value in typed.items() if name not in NOT_OFFERED}
    assert {name: again.get(name, value) for name, value in kept.items()} == kept
    assert visitor.practice.directory.applications_json() == before


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("{app}/authentication", {"public": "yes"}),
        ("{app}/credentials?new=1", {}),
        ("{app}/manifest", {"manifest": '{"displayName": "mine"}'}),
        ("{app}/permissions/consent", {}),
        ("{enterprise}/properties", {"required": "yes"}),
    ],
    ids=str,
)
def test_an_ordinary_person_changes_nothing_of_others(visitor: Visitor, path: str, typed: dict[str, str]) -> None:
    address = app_path(visitor, path)
    with Visitor(visitor.practice, "mina.osei") as mina:
        answer = mina.send(address, **typed)
        assert (answer.status_code, PRIVILEGES in answer.text) == (403, True)
        assert mina.get(address).status_code == 200


def test_an_ordinary_person_owns_what_they_registered_but_cannot_consent(visitor: Visitor) -> None:
    with Visitor(visitor.practice, "mina.osei") as mina:
        client_id = mina.register()
        assert mina.send(f"/apps/{client_id}/credentials?new=1").status_code == 200
        assert mina.send(f"/apps/{client_id}/permissions/consent").status_code == 403


def test_scenarios_hold_here_too(visitor: Visitor) -> None:
    scenarios, credentials = visitor.practice.scenarios, app_path(visitor, "{app}/credentials?new=1")
    scenarios.secrets_forbidden = True
    refused = visitor.send(credentials)
    assert (refused.status_code, "not allowed as per assigned policy" in refused.text) == (400, True)
    scenarios.secrets_forbidden, scenarios.secret_max_days = False, 90
    assert "lifetime exceeds" in visitor.send(credentials, expires="180").text
    assert visitor.send(credentials, expires="90").status_code == 200
    scenarios.registration_forbidden = True
    with Visitor(visitor.practice, "mina.osei") as mina:
        answer = mina.send("/apps/new", name="Kept")
        assert (answer.status_code, PRIVILEGES in answer.text, 'value="Kept"' in answer.text) == (403, True, True)
    visitor.register()


def test_a_group_needs_premium_here_too(visitor: Visitor) -> None:
    visitor.practice.scenarios.no_premium = True
    team = next(g["id"] for g in visitor.practice.directory.groups if g["displayName"] == "Data team")
    answer = visitor.send(app_path(visitor, f"{{enterprise}}/add-user?picked={team}"))
    assert (answer.status_code, "P1 or P2" in answer.text) == (403, True)


def test_the_portal_shows_at_once_what_other_replicas_show_later(fresh_desk: Desk, visitor: Visitor) -> None:
    visitor.practice.scenarios.lag_seconds = 60
    client_id = visitor.register()
    assert visitor.get(f"/apps/{client_id}/overview").status_code == 200
    assert fresh_desk.ask("GET", f"/applications(appId='{client_id}')").status_code == 404


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_of_another_site_changes_nothing(visitor: Visitor, header: dict[str, str]) -> None:
    form = {"name": "Evil", "audience": "AzureADMyOrg"}
    assert visitor.http.post(f"{visitor.base}/apps/new", data=form, headers=header).status_code == 403
    assert visitor.practice.directory.applications_json() == []


def test_nobody_acts_who_has_not_picked_an_account(visitor: Visitor) -> None:
    visitor.http.cookies.clear()
    answer = visitor.http.post(f"{visitor.base}/apps/new", data={"name": "x", "audience": "AzureADMyOrg"})
    assert "Pick an account" in answer.text
    assert "Pick an account" in visitor.http.post(f"{visitor.base}/apps", data={"person": "nobody"}).text
    assert visitor.practice.directory.applications_json() == []


def test_names_are_shown_as_text_and_no_script_runs(visitor: Visitor) -> None:
    client_id = visitor.register("<script>alert(1)</script>")
    for path in ("/apps", f"/apps/{client_id}/overview", f"/apps/{client_id}/manifest", "/enterprise"):
        answer = visitor.get(path)
        assert "<script>" not in answer.text
        assert "script-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("named", ["11111111-2222-3333-4444-555555555555", "$count", "x'y"])
@pytest.mark.parametrize("path", ["/apps/{id}/overview", "/enterprise/{id}/users", "/apps/{id}/manifest"])
def test_what_is_not_there_is_said(visitor: Visitor, path: str, named: str) -> None:
    answer = visitor.get(path.format(id=named))
    assert (answer.status_code, "This page cannot be shown" in answer.text) == (404, True)
