"""The engine's promises, on steps small enough to see through: nothing twice, nothing lost, nothing unsaid."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from stub_steps import CHANGE, Outside, steps_for

from steps.model.changes import Change
from steps.model.facts import Access, Configured
from steps.model.problems import Problem, problem
from steps.model.views import Propose
from wizard.journal import Journal
from wizard.record import Record
from wizard.work import Work


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    kept = Record(Journal(str(tmp_path / "setups.sqlite")))
    kept.append("s", "created", {"version": "0"})
    yield kept
    kept.close()


@pytest.fixture
def work(record: Record, outside: Outside) -> Iterator[Work]:
    made = Work(record, lambda *_: None, steps_for(outside))
    yield made
    outside.go_on.set()
    made.close()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def kinds(record: Record) -> list[str]:
    return [event.kind for event in record.events("s")]


def propose(work: Work, record: Record) -> int:
    looked, _ = work.looked(record.setup("s"), "write", wait=5)
    assert looked is not None
    assert isinstance(looked.view, Propose)
    return looked.seq


def test_a_confirmed_plan_is_intended_made_and_seen_again(work: Work, record: Record, outside: Outside) -> None:
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    until(lambda: work.applying("s") is None)
    assert outside.writes == 1
    assert kinds(record) == ["created", "intended", "done", "known"]
    assert record.setup("s").access == Access(assignment_required=True)
    assert record.setup("s").made[0].ids == {"object_id": "o"}


def test_the_intent_is_in_the_journal_before_the_write_leaves(work: Work, record: Record, outside: Outside) -> None:
    outside.go_on.clear()
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    assert outside.entered.wait(5)
    assert kinds(record)[-1] == "intended"
    assert outside.writes == 0
    outside.go_on.set()
    until(lambda: work.applying("s") is None)


def test_three_quick_clicks_make_one_write(work: Work, record: Record, outside: Outside) -> None:
    outside.go_on.clear()
    seq = propose(work, record)
    work.confirm("s", seq, "write", (CHANGE,))
    codes = []
    for _ in range(2):
        with pytest.raises(Problem) as refused:
            work.confirm("s", seq, "write", (CHANGE,))
        codes.append(refused.value.code)
    outside.go_on.set()
    until(lambda: work.applying("s") is None)
    assert set(codes) <= {"busy", "changed-elsewhere"}
    assert outside.writes == 1


def test_a_confirmation_of_an_older_state_is_refused_then_the_new_one_works(
    work: Work, record: Record, outside: Outside
) -> None:
    seq = propose(work, record)
    record.append("s", "ticked", {"name": "elsewhere"})
    with pytest.raises(Problem, match="changed-elsewhere"):
        work.confirm("s", seq, "write", (CHANGE,))
    assert outside.writes == 0
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    until(lambda: work.applying("s") is None)
    assert outside.writes == 1


@pytest.mark.parametrize(
    ("fault", "code", "kept"),
    [
        # A clear refusal wrote nothing. After anything else nobody knows, and the next look finds out.
        (problem("not-allowed", doing="PATCH", said="no"), "not-allowed", "failed"),
        (problem("throttled", seconds="5"), "throttled", "intended"),
        (ZeroDivisionError("secret text"), "broken", "intended"),
    ],
)
def test_a_write_that_fails_is_said_and_can_be_repeated(
    work: Work, record: Record, outside: Outside, fault: Exception, code: str, kept: str
) -> None:
    outside.fail = fault
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    until(lambda: work.problem("s", "write") is not None)
    stopped = work.problem("s", "write")
    assert stopped is not None
    assert stopped.code == code
    assert kinds(record)[-1] == kept
    assert "secret text" not in repr(record.events("s"))
    outside.fail = None
    work.forget("s", "write")
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    until(lambda: work.applying("s") is None)
    assert outside.writes == 1
    assert record.setup("s").access is not None
    assert record.setup("s").open_change is None


def test_a_write_whose_answer_was_lost_is_found_and_not_repeated(
    work: Work, record: Record, outside: Outside
) -> None:
    outside.lose_answer = True
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    until(lambda: work.problem("s", "write") is not None)
    work.forget("s", "write")
    work.looked(record.setup("s"), "write", wait=5)
    assert outside.writes == 1
    assert kinds(record)[-2:] == ["adopted", "known"]
    assert [made.ids for made in record.setup("s").made] == [{"object_id": "o"}]


def test_a_plan_that_is_not_the_one_on_the_page_is_refused(work: Work, record: Record, outside: Outside) -> None:
    other = Change("write", "application", "PATCH /applications", values={"name": "another"})
    work.confirm("s", propose(work, record), "write", (other,))
    until(lambda: work.problem("s", "write") is not None)
    assert outside.writes == 0
    work.forget("s", "write")
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    until(lambda: work.applying("s") is None)
    assert outside.writes == 1


def test_answers_wait_until_the_plan_is_made(work: Work, record: Record, outside: Outside) -> None:
    outside.go_on.clear()
    work.confirm("s", propose(work, record), "write", (CHANGE,))
    assert outside.entered.wait(5)
    with pytest.raises(Problem, match="busy"):
        work.answer("s", record.setup("s").seq, "ask", {"word": "yes"})
    outside.go_on.set()
    until(lambda: work.applying("s") is None)
    work.answer("s", record.setup("s").seq, "ask", {"word": "yes"})
    assert record.setup("s").configured is not None


@pytest.mark.parametrize(("written", "closed"), [(1, "adopted"), (0, "vanished")])
def test_an_intent_that_a_killed_process_left_is_closed_by_looking(
    work: Work, record: Record, outside: Outside, written: int, closed: str
) -> None:
    record.intend("s", CHANGE)
    outside.writes = written
    work.looked(record.setup("s"), "write", wait=5)
    assert closed in kinds(record)
    assert record.setup("s").open_change is None
    if not written:
        work.confirm("s", propose(work, record), "write", (CHANGE,))
        until(lambda: work.applying("s") is None)
    assert outside.writes == 1
    assert len(record.setup("s").made) == 1


def test_a_wrong_answer_names_its_field_and_a_right_one_goes_on(work: Work, record: Record, outside: Outside) -> None:
    outside.writes = 1
    work.looked(record.setup("s"), "write", wait=5)
    with pytest.raises(Problem, match="answer-missing") as refused:
        work.answer("s", record.setup("s").seq, "ask", {"word": "no"})
    assert refused.value.values["field"] == "word"
    work.answer("s", record.setup("s").seq, "ask", {"word": "yes"})
    assert record.setup("s").configured == Configured(at="now")


def test_a_fault_in_a_look_is_told_and_not_lost(record: Record) -> None:
    modules: dict[str, Any] = {"ask": SimpleNamespace(PRODUCES=Configured, look=lambda *_: 1 / 0)}
    broken = Work(record, lambda *_: None, modules)
    looked, _ = broken.looked(record.setup("s"), "ask", wait=5)
    broken.close()
    assert looked is not None
    assert looked.problem is not None
    assert looked.problem.code == "broken"
