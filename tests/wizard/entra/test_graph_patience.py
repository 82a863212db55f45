"""What is tried again, how long, and what is never sent twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx
import pytest

from steps.model.facts import Principal
from steps.model.graph_ids import DEFAULT_ACCESS
from steps.model.problems import Problem
from tests.wizard.entra.scripted_graph import QuickClock, Script, directory_with, refused, reply
from wizard.entra.own_writes import holds

APP = "22222222-2222-4222-8222-222222222222"
CLIENT = "33333333-3333-4333-8333-333333333333"
SP = "44444444-4444-4444-8444-444444444444"
CREATED = reply(
    201, {"id": APP, "appId": CLIENT, "uniqueName": "ours", "displayName": "x", "passwordCredentials": []}
)
MISSING = refused(404, "Request_ResourceNotFound", f"Resource '{APP}' does not exist")
ENDS = datetime(2027, 1, 1, tzinfo=UTC)


def test_an_application_made_a_moment_ago_is_waited_for() -> None:
    clock, script = QuickClock(), Script(CREATED, MISSING, MISSING, reply(200, CREATED.json()))
    with directory_with(script, clock) as directory:
        directory.upsert_application("ours", {"displayName": "x"})
        found = directory.application("ours")
    assert found is not None
    assert clock.slept == [1, 2]


def test_one_sighting_is_no_promise_for_the_next_replica() -> None:
    there = reply(200, CREATED.json())
    script = Script(CREATED, there, MISSING, there)
    with directory_with(script) as directory:
        directory.upsert_application("ours", {"displayName": "x"})
        assert directory.application("ours")
        assert directory.application("ours")
    assert len(script.asked) == 4


def test_spreading_ends_after_two_minutes_with_a_problem_that_says_so() -> None:
    clock = QuickClock()
    with directory_with(Script(CREATED, MISSING), clock) as directory:
        directory.upsert_application("ours", {"displayName": "x"})
        with pytest.raises(Problem) as caught:
            directory.application("ours")
    assert caught.value.code == "still-spreading"
    assert 120 <= clock.now < 130


@pytest.mark.parametrize(
    "lag",
    [
        refused(
            400, "Request_BadRequest", "does not reference a valid application object", "NoBackingApplicationObject"
        ),
        refused(403, "Authorization_RequestDenied", "the backing application must in the local tenant"),
        refused(404, "Request_ResourceNotFound"),
    ],
)
def test_a_service_principal_waits_for_its_application(lag: httpx.Response) -> None:
    script = Script(CREATED, lag, lag, reply(201, {"id": SP, "appId": CLIENT}))
    with directory_with(script) as directory:
        directory.upsert_application("ours", {"displayName": "x"})
        assert directory.create_service_principal(CLIENT, {})["id"] == SP


def test_a_stale_value_is_read_again_but_not_for_ever() -> None:
    old, new = ({**CREATED.json(), "displayName": name} for name in ("old", "new"))
    clock, script = QuickClock(), Script(reply(200, old), reply(204), reply(200, old), reply(200, new))
    with directory_with(script, clock) as directory:
        directory.application("ours")
        directory.update_application(APP, {"displayName": "new"})
        assert (directory.application("ours") or {})["displayName"] == "new"
        script.replies[-1] = reply(200, old)
        directory.update_application(APP, {"displayName": "newer"})
        assert (directory.application("ours") or {})["displayName"] == "old"
    assert clock.now < 40


@pytest.mark.parametrize(
    ("create", "there"),
    [
        ("principal", refused(409, "Request_MultipleObjectsWithSameKeyValue", "already in use", "ObjectConflict")),
        ("assignment", refused(400, "Request_BadRequest", "Permission being assigned already exists on the object")),
        ("grant", refused(400, "Request_BadRequest", "Permission entry already exists.")),
        ("grant", refused(409, "Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists.")),
    ],
)
def test_what_exists_already_is_read_and_returned(create: str, there: httpx.Response) -> None:
    found = {
        "principal": {"id": SP, "appId": CLIENT},
        "assignment": {"value": [{"id": "a", "principalId": "p", "appRoleId": DEFAULT_ACCESS}]},
        "grant": {"value": [{"id": "g", "consentType": "AllPrincipals", "resourceId": "r", "scope": "openid email"}]},
    }[create]
    script = Script(there, reply(200, found))
    with directory_with(script) as directory:
        if create == "principal":
            assert directory.create_service_principal(CLIENT, {})["id"] == SP
        elif create == "assignment":
            assert directory.assign(SP, Principal("p", "User", "p@x"))["id"] == "a"
        else:
            assert directory.grant(SP, "r", "email")["id"] == "g"
    assert [r.method for r in script.asked] == ["POST", "GET"]


def test_a_grant_that_exists_is_extended() -> None:
    grant = {"id": "g", "consentType": "AllPrincipals", "resourceId": "r", "scope": "openid"}
    mine = {**grant, "id": "h", "consentType": "Principal"}
    script = Script(
        refused(400, "X", "Permission entry already exists."), reply(200, {"value": [mine, grant]}), reply(204)
    )
    with directory_with(script) as directory:
        assert directory.grant(SP, "r", "openid profile")["scope"] == "openid profile"
    assert [r.method for r in script.asked] == ["POST", "GET", "PATCH"]
    assert script.asked[-1].url.path.endswith("/oauth2PermissionGrants/g")
    assert json.loads(script.asked[-1].content) == {"scope": "openid profile"}


def test_a_secret_whose_answer_was_lost_is_removed_before_another_is_made() -> None:
    lost = {"keyId": "k1", "displayName": "SSO Wizard 1"}
    other = {"keyId": "k0", "displayName": "somebody's"}
    in_use = {"keyId": "k3", "displayName": "SSO Wizard 1"}
    listed = reply(200, {"id": APP, "passwordCredentials": [other, in_use, lost]})
    made = reply(200, {"keyId": "k2", "displayName": "SSO Wizard 1", "secretText": "abc~secret"})
    script = Script(refused(504, "GatewayTimeout"), listed, listed, reply(204), made)
    with directory_with(script) as directory:
        secret, credential = directory.add_password(APP, "SSO Wizard 1", ENDS, keep=["k3"])
    assert secret.reveal() == "abc~secret"
    assert "secretText" not in credential
    assert [r.url.path.rsplit("/", 1)[1] for r in script.asked if r.method == "POST"] == [
        "addPassword",
        "removePassword",
        "addPassword",
    ]
    assert json.loads(script.asked[3].content) == {"keyId": "k1"}


@pytest.mark.parametrize("lost", [httpx.ReadTimeout("silence"), httpx.Response(200, content=b'{"secretText": "ab')])
def test_a_secret_lost_twice_leaves_nothing_and_says_so(lost: httpx.Response | Exception) -> None:
    nothing = reply(200, {"id": APP, "passwordCredentials": []})
    script = Script(lost, nothing, lost, nothing)
    with directory_with(script) as directory, pytest.raises(Problem) as caught:
        directory.add_password(APP, "SSO Wizard 1", ENDS)
    assert caught.value.code == "still-spreading"
    assert sum(r.url.path.endswith("addPassword") for r in script.asked) == 2


def test_a_throttled_secret_is_not_asked_for_again() -> None:
    script = Script(refused(429, "TooManyRequests", Retry_After="1"))
    with directory_with(script) as directory, pytest.raises(Problem) as caught:
        directory.add_password(APP, "SSO Wizard 1", ENDS)
    assert (caught.value.code, caught.value.values) == ("throttled", {"seconds": "1"})
    assert len(script.asked) == 1


def test_a_link_to_another_host_is_not_followed() -> None:
    page = reply(200, {"value": [], "@odata.nextLink": "https://graph.microsoft.com.evil.example/v1.0/x"})
    script = Script(page)
    with directory_with(script) as directory, pytest.raises(Problem) as caught:
        directory.grants(SP)
    assert caught.value.code == "other-answer"
    assert len(script.asked) == 1


def test_every_request_carries_its_own_id_and_writes_are_told_to_the_journal() -> None:
    lines: list[str] = []
    script = Script(reply(204, request_id="aaaa"))
    with directory_with(script, journal=lines.append) as directory:
        directory.update_application(APP, {"displayName": "x"})
    ours = script.asked[0].headers["client-request-id"]
    assert lines == [f"PATCH /applications/{{id}} 204 request-id=aaaa client-request-id={ours}"]


@pytest.mark.parametrize(
    ("found", "wanted", "shown"),
    [
        ({"a": [1, 2], "b": 3}, {"a": [2, 1]}, True),
        ({"a": [1, 2, 3]}, {"a": [1, 2]}, False),
        ({"a": [{"name": "email", "source": None}]}, {"a": [{"name": "email"}]}, True),
        ({"a": None}, {"a": {"b": None}}, True),
        ({"a": None}, {"a": {"b": 1}}, False),
        ({}, {"flag": False}, True),
        ({"flag": True}, {"flag": False}, False),
    ],
)
def test_an_answer_shows_what_was_written_in_any_order(found: object, wanted: object, shown: bool) -> None:
    assert holds(found, wanted) is shown
