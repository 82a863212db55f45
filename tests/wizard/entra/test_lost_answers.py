"""A write whose answer was lost may have been carried out: it is never taken for a refusal."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import httpx
import pytest

from steps.model.facts import Principal
from steps.model.problems import NotYet, Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.scripted_graph import QuickClock, Script, Token, directory_with, refused, reply
from tests.wizard.entra.test_graph_directory import BODY, NAME
from wizard.entra.cloud import GLOBAL
from wizard.entra.connection import open_http
from wizard.entra.directory import GraphDirectory
from wizard.entra.loop import Loop
from wizard.entra.patience import Patience

T = TypeVar("T")

APP = "22222222-2222-4222-8222-222222222222"
CLIENT = "33333333-3333-4333-8333-333333333333"
SP = "44444444-4444-4444-8444-444444444444"
OURS = {"id": APP, "appId": CLIENT, "uniqueName": "ours", "displayName": "x", "passwordCredentials": []}
HELD = reply(200, {**OURS, "passwordCredentials": [{"keyId": "k1", "displayName": "SSO Wizard 1"}]})
CONFLICT = refused(
    400,
    "Request_BadRequest",
    "Another object with the same value for property uniqueName already exists.",
    "ObjectConflict",
)
LOST: list[Any] = [
    httpx.ReadTimeout("silence"),
    httpx.RemoteProtocolError("peer closed connection"),
    httpx.DecodingError("half a gzip"),
    refused(504, "GatewayTimeout"),
    httpx.Response(520, content=b"<html>unknown error</html>", headers={"Content-Type": "text/html"}),
    httpx.Response(408, content=b"<html>too slow</html>", headers={"Content-Type": "text/html"}),
    httpx.Response(200, content=b'{"id": "half'),
]

Call = Callable[[GraphDirectory], object]
WRITES: dict[str, Call] = {
    "upsert": lambda directory: directory.upsert_application("ours", {"displayName": "x"}),
    "update": lambda directory: directory.update_application(APP, {"displayName": "x"}),
    "principal": lambda directory: directory.create_service_principal(CLIENT, {}),
    "update-principal": lambda directory: directory.update_service_principal(SP, {"tags": []}),
    "grant": lambda directory: directory.grant(SP, "r", "openid"),
    "assign": lambda directory: directory.assign(SP, Principal("p", "User", "p@x")),
}


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("write", [pytest.param(write, id=name) for name, write in WRITES.items()])
def test_an_answer_that_stays_lost_is_a_problem_that_passes(write: Call, lost: Any) -> None:
    with directory_with(Script(lost)) as directory, pytest.raises(NotYet) as caught:
        write(directory)
    assert caught.value.code == "unreachable"


@pytest.mark.parametrize("lost", LOST)
def test_an_application_that_another_replica_has_already_is_our_own(lost: Any) -> None:
    # The first attempt made it, the second met a replica that cannot find it and may not make it again.
    script = Script(lost, CONFLICT, CONFLICT, reply(204), refused(404, "Request_ResourceNotFound"), reply(200, OURS))
    with directory_with(script) as directory:
        assert directory.upsert_application("ours", {"displayName": "x"})["id"] == APP
    assert [request.method for request in script.asked] == ["PATCH"] * 4 + ["GET"] * 2


def test_a_conflict_without_end_after_a_lost_answer_is_still_spreading() -> None:
    clock = QuickClock()
    with directory_with(Script(LOST[0], CONFLICT), clock) as directory, pytest.raises(NotYet) as caught:
        directory.upsert_application("ours", {"displayName": "x"})
    assert caught.value.code == "still-spreading"
    assert 120 <= clock.now < 130


@pytest.mark.parametrize("before", [[], [refused(429, "TooManyRequests", Retry_After="1")]])
def test_a_conflict_where_no_answer_was_lost_is_a_refusal(before: list[httpx.Response]) -> None:
    with directory_with(Script(*before, CONFLICT)) as directory, pytest.raises(Problem) as caught:
        directory.upsert_application("ours", {"displayName": "x"})
    assert caught.value.code == "refused"


def test_what_a_lost_answer_made_counts_as_made_a_moment_ago() -> None:
    local = refused(403, "Authorization_RequestDenied", "the backing application must in the local tenant")
    made = reply(201, {"id": SP, "appId": CLIENT})
    with directory_with(Script(LOST[0], reply(204), reply(200, OURS), local, made)) as directory:
        directory.upsert_application("ours", {"displayName": "x"})
        assert directory.create_service_principal(CLIENT, {})["id"] == SP


def test_an_application_known_before_does_not_count_as_made_a_moment_ago() -> None:
    local = refused(403, "Authorization_RequestDenied", "the backing application must in the local tenant")
    with directory_with(Script(reply(200, OURS), reply(204), reply(200, OURS), local)) as directory:
        directory.application("ours")
        directory.upsert_application("ours", {"displayName": "x"})
        with pytest.raises(Problem, match="not-allowed"):
            directory.create_service_principal(CLIENT, {})


GONE = refused(400, "Request_BadRequest", "No credentials found to be removed.")


@pytest.mark.parametrize(
    ("replies", "code"),
    [
        pytest.param([HELD, reply(204)], "", id="removed"),
        pytest.param([HELD, LOST[0], reply(200, OURS)], "", id="lost-and-removed"),
        pytest.param([HELD, LOST[0], HELD], "still-spreading", id="lost-and-not-seen-to-be-removed"),
        pytest.param([HELD, GONE, reply(200, OURS)], "", id="removed-before"),
        pytest.param([HELD, GONE, HELD], "refused", id="refused-and-still-there"),
        pytest.param([HELD, refused(403, "Authorization_RequestDenied")], "not-allowed", id="not-allowed"),
    ],
)
def test_a_secret_that_turns_out_to_be_gone_is_removed(replies: list[Any], code: str) -> None:
    with directory_with(Script(*replies)) as directory:
        if code:
            with pytest.raises(Problem, match=f"^{code}"):
                directory.remove_password(APP, "k1")
        else:
            directory.remove_password(APP, "k1")


class Hasty(Loop):
    """Gives work a fraction of a second."""

    def run(self, work: Coroutine[Any, Any, T], timeout: float = 0.2) -> T:
        return super().run(work, timeout)


def test_work_that_never_ends_is_a_problem_that_passes() -> None:
    loop = Hasty()
    loop.keep(("graph", GLOBAL), lambda: open_http(GLOBAL, httpx.MockTransport(Script(refused(503, "Busy")))))
    directory = GraphDirectory(GLOBAL, Token, loop, patience=Patience())
    with pytest.raises(NotYet) as caught:
        directory.update_application(APP, {"displayName": "x"})
    assert caught.value.values == {"host": "graph.microsoft.com", "said": "TimeoutError"}
    loop.close()


def test_an_outage_that_swallows_every_answer_is_healed_by_doing_it_again(entra: Entra) -> None:
    entra.tenant.scenarios.lost_answers = 50
    with pytest.raises(NotYet, match="unreachable"):
        entra.directory.upsert_application(NAME, BODY)
    entra.tenant.scenarios.reset()
    assert entra.directory.upsert_application(NAME, BODY)["uniqueName"] == NAME
    assert len(entra.tenant.directory.applications_json()) == 1
