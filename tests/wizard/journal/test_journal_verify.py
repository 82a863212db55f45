"""Verification names the first bad event and says in which way it is bad."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from steps.model.problems import Problem
from wizard.journal import Checkpoint, Fault, Journal
from wizard.journal.chain import Row, genesis

COLUMNS = "setup, seq, at, actor, kind, data, previous, hash"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


@pytest.fixture
def journal(place: Path) -> Iterator[Journal]:
    journal = Journal(str(place))
    for setup in ("a", "b"):
        for seq in range(1, 7):
            journal.append(setup, seq, "ticked", {"name": f"task {seq}"}, "adele")
    yield journal
    journal.close()


def tamper(place: Path, *statements: str) -> None:
    """What somebody does who has the file: drop the triggers, then change what they like."""
    with sqlite3.connect(place) as database:
        database.execute("drop trigger if exists journal_event_no_update")
        database.execute("drop trigger if exists journal_event_no_delete")
        for statement in statements:
            database.execute(statement)
    database.close()


def rewrite(place: Path, setup: str, seq: int, **changed: object) -> None:
    """Change one event and give it a hash that agrees with its new content."""
    with sqlite3.connect(place) as database:
        found = database.execute(f"select {COLUMNS} from journal_event where setup=? and seq=?", (setup, seq))
        row = Row(**{**vars(Row(*found.fetchone())), **changed})
        values = (row.at, row.actor, row.kind, row.data, row.previous, row.expected(), setup, seq)
        database.execute(
            "update journal_event set at=?, actor=?, kind=?, data=?, previous=?, hash=? where setup=? and seq=?",
            values,
        )
    database.close()


CASES: dict[str, tuple[tuple[str, ...], int, str]] = {
    "data": (("update journal_event set data='{}' where setup='a' and seq=3",), 3, "altered"),
    "data that is no JSON": (("update journal_event set data='x' where setup='a' and seq=3",), 3, "altered"),
    "time": (
        ("update journal_event set at='2020-01-01T00:00:00.000+00:00' where setup='a' and seq=3",),
        3,
        "altered",
    ),
    "actor": (("update journal_event set actor='eve' where setup='a' and seq=3",), 3, "altered"),
    "kind": (("update journal_event set kind='done' where setup='a' and seq=3",), 3, "altered"),
    "hash": (("update journal_event set hash=previous where setup='a' and seq=3",), 3, "altered"),
    "deleted": (("delete from journal_event where setup='a' and seq=3",), 3, "missing"),
    "first deleted": (("delete from journal_event where setup='a' and seq=1",), 1, "missing"),
    "deleted and moved up": (
        (
            "delete from journal_event where setup='a' and seq=3",
            "update journal_event set seq=seq-1 where setup='a' and seq>3",
        ),
        3,
        "out of order",
    ),
    "two swapped": (
        (
            "update journal_event set seq=99 where setup='a' and seq=2",
            "update journal_event set seq=2 where setup='a' and seq=4",
            "update journal_event set seq=4 where setup='a' and seq=99",
        ),
        2,
        "out of order",
    ),
    "taken from another setup": (
        (
            "delete from journal_event where setup='a' and seq=3",
            "update journal_event set setup='a' where setup='b' and seq=3",
        ),
        3,
        "foreign",
    ),
}


def test_an_untouched_journal_has_no_fault(journal: Journal) -> None:
    assert journal.verify() == []
    assert journal.verify("a", journal.checkpoint("a")) == []


@pytest.mark.parametrize("name", CASES)
def test_the_first_bad_event_is_named(journal: Journal, place: Path, name: str) -> None:
    statements, seq, how = CASES[name]
    tamper(place, *statements)
    assert journal.verify("a") == [Fault("a", seq, how)]


def test_an_event_with_a_new_hash_is_caught_by_the_next(journal: Journal, place: Path) -> None:
    tamper(place)
    rewrite(place, "a", 3, actor="eve")
    assert journal.verify() == [Fault("a", 3, "altered")]


def test_a_chain_that_starts_elsewhere_is_foreign(journal: Journal, place: Path) -> None:
    tamper(place)
    rewrite(place, "a", 1, previous=genesis("somebody else"))
    assert journal.verify() == [Fault("a", 1, "foreign")]


def test_a_kind_of_a_newer_version_is_told_apart(journal: Journal, place: Path) -> None:
    tamper(place)
    rewrite(place, "a", 6, kind="renamed")
    assert journal.verify() == [Fault("a", 6, "newer format")]


def test_a_cut_tail_is_seen_with_a_checkpoint_only(journal: Journal, place: Path) -> None:
    checkpoint = journal.checkpoint("a")
    tamper(place, "delete from journal_event where setup='a' and seq>4")
    assert journal.verify("a") == []
    assert journal.verify("a", checkpoint) == [Fault("a", 5, "truncated")]
    journal.append("b", 7, "ticked", {"name": "x"}, "adele")
    assert journal.verify(checkpoint=checkpoint) == [Fault("a", 5, "truncated")]


def test_a_history_written_anew_is_seen_with_a_checkpoint_only(journal: Journal, tmp_path: Path) -> None:
    checkpoint = journal.checkpoint("a")
    forged = Journal(str(tmp_path / "forged.sqlite"))
    for seq in range(1, 9):
        forged.append("a", seq, "ticked", {"name": "nothing to see"}, "adele")
    assert forged.verify() == []
    assert forged.verify("a", checkpoint) == [Fault("a", 6, "altered")]
    forged.close()


def test_a_longer_journal_still_contains_its_checkpoint(journal: Journal) -> None:
    checkpoint = journal.checkpoint("a")
    journal.append("a", 7, "ticked", {"name": "x"}, "adele")
    assert journal.verify(checkpoint=checkpoint) == []


def test_a_checkpoint_of_another_journal_is_foreign(journal: Journal) -> None:
    assert journal.verify(checkpoint=Checkpoint("c", 6, "0" * 64)) == [Fault("c", 1, "foreign")]


def test_a_checkpoint_is_three_lines_and_reads_back(journal: Journal) -> None:
    checkpoint = journal.checkpoint("a")
    assert checkpoint.text().splitlines() == ["sso-wizard/a", "6", journal.events("a")[-1].hash]
    assert Checkpoint.parse(checkpoint.text()) == checkpoint
    assert Checkpoint.parse(checkpoint.text().replace("\n", "\r\n")) == checkpoint


@pytest.mark.parametrize("text", ["", "sso-wizard/a\n6\n", "sso-wizard/a\nsix\n" + "0" * 64, "a\n6\n" + "0" * 64])
def test_other_text_is_no_checkpoint(text: str) -> None:
    assert Checkpoint.parse(text) is None


@pytest.mark.parametrize("column", ["actor='eve'", "data='x'"])
def test_a_journal_that_was_tampered_with_is_read_but_never_extended(
    journal: Journal, place: Path, column: str
) -> None:
    tamper(place, f"update journal_event set {column} where setup='a' and seq=6")
    with pytest.raises(Problem) as stopped:
        journal.append("a", 7, "ticked", {"name": "x"}, "adele")
    assert (stopped.value.code, stopped.value.values["seq"]) == ("journal-altered", "6")
    journal.append("b", 7, "ticked", {"name": "x"}, "adele")


def test_an_event_that_cannot_be_read_is_named(journal: Journal, place: Path) -> None:
    tamper(place, "update journal_event set data='[1]' where setup='a' and seq=3")
    with pytest.raises(Problem) as stopped:
        journal.events("a")
    assert stopped.value.values == {"setup": "a", "seq": "3", "how": "altered"}


@pytest.mark.parametrize("column", ["at", "actor", "kind", "data", "previous", "hash"])
@pytest.mark.parametrize("seq", [1, 3, 6])
def test_one_blank_anywhere_is_seen(journal: Journal, place: Path, seq: int, column: str) -> None:
    tamper(place, f"update journal_event set {column}={column}||' ' where setup='a' and seq={seq}")
    assert journal.verify() == [Fault("a", seq, "altered")]
