"""The sign-in log: read in the background, rationed, and never again where it may not be read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from steps.model.problems import problem
from steps.model.sign_in_log import LogRead, SignIns
from tests.wizard.entra.conftest import Entra
from wizard.entra.sign_in_log import EVERY, SHORTEST, LogKept

CLIENT, SINCE = "c", datetime(2026, 11, 21, tzinfo=UTC)


class Log:
    """Answers with these, the last one for ever; an exception is raised."""

    def __init__(self, *answers: SignIns | Exception) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, client_id: str, since: datetime) -> SignIns:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        return answer


def until(look: Callable[[], LogRead], good: Callable[[LogRead], bool]) -> LogRead:
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        if good(found := look()):
            return found
        time.sleep(0.005)
    raise TimeoutError


def read(kept: LogKept) -> LogRead:
    return until(lambda: kept.since(CLIENT, SINCE), lambda found: not found.asking)


def test_nobody_waits_for_the_first_reading() -> None:
    go = threading.Event()

    def slow(client_id: str, since: datetime) -> SignIns:
        assert go.wait(10)
        return SignIns(({"id": "1"},))

    kept = LogKept(slow)
    assert kept.since(CLIENT, SINCE).asking
    go.set()
    assert read(kept).found.entries == ({"id": "1"},)


def test_it_is_read_again_by_itself_but_not_at_every_look() -> None:
    log = Log(SignIns())
    kept = LogKept(log, every=60, shortest=0)
    for _ in range(50):
        read(kept)
    assert log.asked == 1
    kept.read_again()
    until(lambda: kept.since(CLIENT, SINCE), lambda found: log.asked == 2)
    often = LogKept(log, every=0.01, shortest=0)
    until(lambda: often.since(CLIENT, SINCE), lambda found: log.asked >= 5)


def test_clicking_fast_stays_within_what_graph_allows() -> None:
    log = Log(SignIns())
    kept = LogKept(log, shortest=30)
    for _ in range(20):
        kept.read_again()
        read(kept)
    assert log.asked == 1
    assert 10 / SHORTEST <= 5
    assert EVERY >= SHORTEST


@pytest.mark.parametrize("why", ["licence", "permission"])
def test_where_it_may_not_be_read_nobody_asks_again_by_itself(why: str) -> None:
    log = Log(SignIns(hidden=why), SignIns(({"id": "1"},)))
    kept = LogKept(log, every=0, shortest=0)
    for _ in range(20):
        assert read(kept).found.hidden == why
    assert log.asked == 1
    # A role may have been activated meanwhile: a click is reason enough.
    kept.read_again()
    until(lambda: kept.since(CLIENT, SINCE), lambda found: found.found.entries != ())


@pytest.mark.parametrize("why", ["licence", "permission"])
def test_another_sign_in_may_read_more(why: str) -> None:
    log, signed_in = Log(SignIns(hidden=why), SignIns(({"id": "1"},))), [object()]
    kept = LogKept(log, lambda: signed_in[-1], shortest=0)
    assert read(kept).found.hidden == why
    signed_in.append(object())
    assert kept.since(CLIENT, SINCE).asking
    assert read(kept).found.entries
    assert log.asked == 2


def test_a_fault_is_told_and_the_next_reading_heals_it() -> None:
    log = Log(problem("throttled", seconds="9"), SignIns(({"id": "1"},)))
    kept = LogKept(log, shortest=0)
    assert read(kept).fault
    kept.read_again()
    found = until(lambda: kept.since(CLIENT, SINCE), lambda found: found.fault is None)
    assert found.found.entries


def test_another_question_is_another_reading() -> None:
    log = Log(SignIns())
    kept = LogKept(log, shortest=0)
    read(kept)
    assert kept.since(CLIENT, SINCE + timedelta(hours=1)).asking


def test_graph_is_asked_for_one_application_since_then_and_for_no_second_page(entra: Entra) -> None:
    before = datetime.now(UTC) - timedelta(minutes=5)
    tools = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
    found = entra.directory.sign_ins(tools, before)
    assert [one["userPrincipalName"].partition("@")[0] for one in found.entries] == ["adele.vance"]
    assert found.entries[0]["status"]["errorCode"] == 0
    assert entra.directory.sign_ins(tools, datetime.now(UTC) + timedelta(minutes=5)) == SignIns()
    assert entra.directory.sign_ins("1a2b3c4d-5e6f-4708-9192-a3b4c5d6e7f8", before) == SignIns()
    entra.tenant.scenarios.no_premium = True
    assert entra.directory.sign_ins(tools, before) == SignIns(hidden="licence")
    entra.tenant.scenarios.no_premium = False
    assert entra.directory.sign_ins(tools, before) == found
