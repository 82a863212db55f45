"""What is read to find problems early: with the permissions for it, with the least, and as Graph may answer it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from steps.model.people import Memberships, Person
from steps.model.policies import Policies
from steps.model.problems import Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.person import sign_in_least
from tests.wizard.entra.scripted_graph import Script, directory_with, refused, reply
from tests.wizard.entra.test_graph_directory import BODY, NAME


def test_a_guest_is_seen_as_one_only_with_the_permission(entra: Entra) -> None:
    name = entra.tenant.directory.user_name("rosa.lind")
    guest = entra.directory.user(name)
    assert guest is not None
    assert (guest.guest, guest.enabled, guest.family_name) == (True, True, "Lind")
    sign_in_least(entra.tenant, entra.signing)
    least = entra.directory.user(guest.object_id)
    assert least is not None
    assert (least.guest, least.enabled, least.mail) == (None, None, guest.mail)
    assert entra.directory.user("nobody@contoso-practice.example") is None


def test_one_may_be_read_whole_whatever_was_accepted(entra: Entra) -> None:
    sign_in_least(entra.tenant, entra.signing)
    mine = entra.directory.user(entra.who.object_id)
    assert mine is not None
    assert (mine.guest, mine.enabled) == (False, True)


@pytest.mark.parametrize(
    ("person", "count", "nested", "roles"),
    [
        ("ines.kovac", 250, set(), ()),
        ("mina.osei", 4, {"Data team"}, ()),
        ("omar.reyes", 0, set(), ()),
        ("gideon.hall", 1, set(), ("Global Administrator",)),
    ],
)
def test_groups_and_roles_of_a_person(
    person: str, count: int, nested: set[str], roles: tuple[str, ...], entra: Entra
) -> None:
    user_id = entra.tenant.directory.person(person)["id"]
    found = entra.directory.memberships(user_id)
    assert found is not None
    assert (len(found.groups), found.count, found.roles) == (count, count, roles)
    assert {name for group, name in found.groups.items() if group not in found.direct} == nested
    sign_in_least(entra.tenant, entra.signing)
    least = entra.directory.memberships(user_id)
    assert least is not None
    assert least.groups == found.groups
    assert least.roles == (None if roles else ())


def test_policies_are_read_in_one_request_or_unknown(entra: Entra) -> None:
    entra.tenant.scenarios.registration_forbidden = entra.tenant.scenarios.secrets_forbidden = True
    entra.tenant.scenarios.consent_blocked = entra.tenant.scenarios.device_code_blocked = True
    read = entra.directory.policies()
    assert (read.may_register, read.consent, read.security_defaults) == (False, (), False)
    assert read.secrets is not None
    assert read.secrets["forbidden"]
    assert [one["displayName"] for one in read.conditional_access or ()] == ["Block device code flow"]
    entra.tenant.scenarios.no_premium = True
    assert entra.directory.policies().conditional_access is None
    sign_in_least(entra.tenant, entra.signing)
    assert entra.directory.policies() == Policies()


def test_applications_that_could_be_mistaken_are_found(entra: Entra) -> None:
    mine = entra.directory.upsert_application(NAME, BODY)
    uris = [*mine["web"]["redirectUris"], "https://nobody.example/it's+a%20path"]
    assert [one["appId"] for one in entra.directory.applications_with_redirect(uris)] == [mine["appId"]]
    assert not entra.directory.applications_with_redirect(uris[-1:])
    assert not entra.directory.applications_with_redirect([])
    assert [one["id"] for one in entra.directory.applications_called(mine["displayName"].upper())] == [mine["id"]]
    assert not entra.directory.applications_called("it's not there")


def test_a_read_in_a_batch_is_no_write_in_the_journal() -> None:
    told: list[str] = []
    with directory_with(Script(batch({})), journal=told.append) as directory:
        directory.policies()
    assert told == []


def batch(answers: dict[str, tuple[int, Any]]) -> Callable[[httpx.Request], httpx.Response]:
    """The answers to a batch, by id, in another order than asked; an id that is left out is refused."""

    def answer(request: httpx.Request) -> httpx.Response:
        no = {"error": {"code": "Authorization_RequestDenied", "message": "no"}}
        asked = [item["id"] for item in json.loads(request.content)["requests"]]
        said = {name: answers.get(name, (403, no)) for name in reversed(asked)}
        responses = [{"id": name, "status": status, "body": body} for name, (status, body) in said.items()]
        return reply(200, {"responses": responses})

    return answer


@pytest.mark.parametrize("status", [400, 403, 404])
def test_one_policy_that_is_hidden_hides_no_other(status: int) -> None:
    authorization = {"defaultUserRolePermissions": {"allowedToCreateApps": False}}
    script = Script(batch({"authorization": (200, authorization), "defaults": (status, None)}))
    with directory_with(script) as directory:
        assert directory.policies() == Policies(may_register=False)


def test_a_throttled_part_has_the_whole_batch_read_again() -> None:
    script = Script(batch({"defaults": (429, None)}), batch({"defaults": (200, {"isEnabled": True})}))
    with directory_with(script) as directory:
        assert directory.policies().security_defaults is True
    assert len(script.asked) == 2


def test_a_part_that_ends_the_sign_in_is_said() -> None:
    with (
        directory_with(Script(batch({"defaults": (401, None)}))) as directory,
        pytest.raises(Problem, match="sign-in-needed"),
    ):
        directory.policies()


def test_a_profile_that_is_refused_as_a_whole_is_read_in_part() -> None:
    basic = {"id": "1", "displayName": "Jo", "userPrincipalName": "jo@a.example", "mail": None}
    script = Script(refused(403, "Authorization_RequestDenied"), reply(200, basic))
    with directory_with(script) as directory:
        assert directory.user("jo@a.example") == Person("1", "jo@a.example", "Jo")


def test_memberships_that_may_not_be_read_are_unknown() -> None:
    with directory_with(Script(refused(403, "Authorization_RequestDenied"))) as directory:
        assert directory.memberships("1") is None


def test_groups_without_security_count_and_cannot_be_assigned() -> None:
    group = "#microsoft.graph.group"
    rows = [
        {"@odata.type": group, "id": "1", "displayName": "A", "securityEnabled": True},
        {"@odata.type": group, "id": "2", "displayName": "B", "securityEnabled": False},
        {"@odata.type": group, "id": "3", "displayName": None, "securityEnabled": None},
        {"@odata.type": "#microsoft.graph.administrativeUnit", "id": "4", "displayName": "C"},
    ]
    with directory_with(Script(reply(200, {"value": rows}))) as directory:
        known = Memberships({"1": "A", "3": "3"}, frozenset({"1", "3"}), 3, ())
        assert directory.memberships("1") == known


@pytest.mark.parametrize("ahead", [-400, 0, 400])
def test_the_clock_is_read_off_any_answer(ahead: int) -> None:
    theirs = format_datetime(datetime.now(UTC) - timedelta(seconds=ahead), usegmt=True)
    with directory_with(Script(reply(200, {"value": [{"id": "t"}]}, Date=theirs))) as directory:
        assert directory.clock_ahead() is None
        directory.organization()
        assert directory.clock_ahead() == pytest.approx(ahead, abs=5)


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_a_clock_that_is_not_named_is_unknown(date: str) -> None:
    with directory_with(Script(reply(200, {"value": [{"id": "t"}]}, Date=date))) as directory:
        directory.organization()
        assert directory.clock_ahead() is None
