"""Appending: in order, once, on the disk, and never a secret."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from steps.model.problems import Problem
from wizard.journal import KINDS, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(str(tmp_path / "state.sqlite"))
    yield journal
    journal.close()


def tick(journal: Journal, setup: str, seq: int) -> None:
    journal.append(setup, seq, "ticked", {"name": f"task {seq}"}, "adele")


def test_what_was_appended_is_read_back_equal(journal: Journal) -> None:
    written = [
        journal.append("a", 1, "created", {"version": "1"}, "adele"),
        journal.append("a", 2, "chosen", {"choices": {"list": ("x", "ł"), "on": True, "none": None}}, "ädele"),
    ]
    assert journal.events("a") == written
    assert written[1].previous == written[0].hash
    assert written[1].data == {"choices": {"list": ["x", "ł"], "on": True, "none": None}}
    assert written[0].at.endswith("+00:00")


def test_setups_are_listed_by_age_and_do_not_mix(journal: Journal) -> None:
    for setup, seq in (("b", 1), ("a", 1), ("b", 2)):
        tick(journal, setup, seq)
    assert journal.setups() == ["b", "a"]
    assert [event.seq for event in journal.events("b")] == [1, 2]
    assert journal.events("nobody") == []
    assert journal.events("a")[0].previous != journal.events("b")[0].previous


@pytest.mark.parametrize("seq", [0, 1, 2, 4, -1])
def test_only_the_next_number_is_accepted(journal: Journal, seq: int) -> None:
    tick(journal, "a", 1)
    tick(journal, "a", 2)
    with pytest.raises(Problem) as stopped:
        tick(journal, "a", seq)
    assert stopped.value.code == "changed-elsewhere"
    tick(journal, "a", 3)
    assert journal.verify() == []


def test_of_two_writers_of_one_number_exactly_one_wins(tmp_path: Path) -> None:
    journals = [Journal(str(tmp_path / "state.sqlite")) for _ in range(4)]
    outcomes: list[str] = []

    def write(journal: Journal) -> None:
        for seq in range(1, 26):
            try:
                tick(journal, "a", seq)
                outcomes.append("won")
            except Problem as stopped:
                outcomes.append(stopped.code)

    threads = [threading.Thread(target=write, args=(journal,)) for journal in journals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("won") == len(journals[0].events("a"))
    assert set(outcomes) <= {"won", "changed-elsewhere"}
    assert journals[0].verify() == []
    for journal in journals:
        journal.close()


def test_a_reader_does_not_wait_for_a_writer(journal: Journal, tmp_path: Path) -> None:
    tick(journal, "a", 1)
    other = sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None)
    other.execute("begin immediate")
    assert len(journal.events("a")) == 1
    other.execute("rollback")
    other.close()


@pytest.mark.parametrize(
    "statement", ["update journal_event set actor='x'", "delete from journal_event", "update journal_event set seq=9"]
)
def test_events_are_never_changed_or_deleted(journal: Journal, tmp_path: Path, statement: str) -> None:
    tick(journal, "a", 1)
    other = sqlite3.connect(tmp_path / "state.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    other.close()


@pytest.mark.parametrize(
    "data",
    [
        {"said": "client_secret=s%7Ecret"},
        {"ids": {"client_secret": "anything at all"}},
        {"rows": [["path", None, "abc8" + "Q~x7K.pL2m_Zr9~vT-qWe4Rty6UioPas1dFg"]]},
        {"said": '{"refresh_token": "abc"}'},
        {"choices": {"note": "-----BEGIN PRIVATE " + "KEY-----\nQ~x7KMIIEvQ\n-----END PRIVATE " + "KEY-----"}},
        {"said": ["a", "-----BEGIN RSA PRIVATE " + "KEY-----\\nQ~x7KMIIEvQ"]},
        {"key " + "eyJhbGciOi" + "JSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln": 1},
    ],
)
def test_a_secret_is_refused_and_nothing_is_written(
    journal: Journal, tmp_path: Path, data: dict[str, object]
) -> None:
    tick(journal, "a", 1)
    with pytest.raises(Problem) as stopped:
        journal.append("a", 2, "known", data, "adele")
    assert stopped.value.code == "broken"
    assert len(journal.events("a")) == 1
    tick(journal, "a", 2)
    for file in tmp_path.iterdir():
        assert b"Q~x7K" not in file.read_bytes()


def test_a_kind_outside_the_closed_set_is_a_bug(journal: Journal) -> None:
    assert len(set(KINDS)) == len(KINDS)
    with pytest.raises(ValueError, match="renamed"):
        journal.append("a", 1, "renamed", {}, "adele")


def test_a_checkpoint_needs_a_setup(journal: Journal) -> None:
    with pytest.raises(Problem) as stopped:
        journal.checkpoint("nobody")
    assert stopped.value.code == "setup-unknown"
