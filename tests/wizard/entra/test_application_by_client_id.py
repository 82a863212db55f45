"""An application that somebody made in the portal, found by its client ID."""

from __future__ import annotations

import httpx
import pytest

from steps.model.problems import Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.scripted_graph import QuickClock, Script, directory_with, refused, reply
from tests.wizard.entra.test_graph_directory import BODY, NAME

APP, CLIENT = "aaaaaaaa-1111-4222-8333-444444444444", "cccccccc-1111-4222-8333-444444444444"
FOUND = {"id": APP, "appId": CLIENT, "displayName": "By hand", "uniqueName": None}


def test_it_is_found_whoever_made_it(entra: Entra) -> None:
    made = entra.directory.upsert_application(NAME, BODY)
    found = entra.directory.application_by_client_id(made["appId"].upper())
    assert found == entra.directory.application(NAME)
    entra.directory.update_application(made["id"], {"displayName": "Renamed"})
    assert (entra.directory.application_by_client_id(made["appId"]) or {})["displayName"] == "Renamed"
    # The object ID and the service principal's are pasted most often by mistake.
    assert entra.directory.application_by_client_id(made["id"]) is None
    assert entra.directory.application_by_client_id("99999999-9999-4999-8999-999999999999") is None
    entra.directory.delete_application(made["id"])
    assert entra.directory.application_by_client_id(made["appId"]) is None


def test_one_request_asks_for_all_of_its_properties() -> None:
    script = Script(reply(200, FOUND))
    with directory_with(script) as directory:
        assert directory.application_by_client_id(CLIENT) == FOUND
    (asked,) = script.asked
    assert asked.url.path == f"/v1.0/applications(appId='{CLIENT}')"
    assert not asked.url.query


def test_what_was_written_to_it_is_waited_for() -> None:
    new = {**FOUND, "displayName": "new"}
    clock, script = QuickClock(), Script(reply(200, FOUND), reply(204), reply(200, FOUND), reply(200, new))
    with directory_with(script, clock) as directory:
        directory.application_by_client_id(CLIENT)
        directory.update_application(APP, {"displayName": "new"})
        assert directory.application_by_client_id(CLIENT) == new
    assert clock.slept


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, {**FOUND, "appId": APP}), "other-answer"),
        (reply(200, {}), "other-answer"),
        (refused(403, "Authorization_RequestDenied"), "not-allowed"),
    ],
)
def test_another_answer_is_a_named_problem(answer: httpx.Response, code: str) -> None:
    with directory_with(Script(answer)) as directory, pytest.raises(Problem, match=rf"^{code}"):
        directory.application_by_client_id(CLIENT)
