"""Opening: private files, and one clear problem for every file that is not ours to use."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from steps.model.problems import Problem
from wizard.journal import Journal


def opened(place: str) -> None:
    Journal(place).close()


def refusal(place: str) -> Problem:
    with pytest.raises(Problem) as stopped:
        opened(place)
    return stopped.value


def test_folder_and_files_are_for_this_account_only(tmp_path: Path) -> None:
    place = tmp_path / "new" / "state.sqlite"
    journal = Journal(str(place))
    journal.append("a", 1, "created", {"version": "1"}, "adele")
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in place.parent.iterdir()} == {0o600}
    journal.close()


def test_a_file_that_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    place = tmp_path / "state.sqlite"
    opened(str(place))
    place.chmod(0o644)
    opened(str(place))
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_url_opens_the_same_journal_as_its_path(tmp_path: Path) -> None:
    place = tmp_path / "state.sqlite"
    journal = Journal(str(place))
    journal.append("a", 1, "created", {"version": "1"}, "adele")
    journal.close()
    again = Journal(f"sqlite:///{place}")
    assert again.setups() == ["a"]
    again.close()


def test_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "state.sqlite"
    opened(str(place))
    with sqlite3.connect(place) as database:
        database.execute("insert into journal_format values (7)")
    database.close()
    before = place.read_bytes()
    newer = refusal(str(place))
    assert (newer.code, newer.values) == ("journal-newer", {"found": "7", "known": "1"})
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is no database" * 100, b"\0" * 4096, b"SQLite format 3\0" + b"\xff" * 4080]
)
def test_a_file_that_is_no_database_is_unreadable_and_left_alone(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "state.sqlite"
    place.write_bytes(content)
    unreadable = refusal(str(place))
    assert unreadable.code == "journal-unreadable"
    assert unreadable.values["place"] == str(place)
    assert place.read_bytes() == content


def test_a_file_cut_in_the_middle_is_unreadable(tmp_path: Path) -> None:
    place = tmp_path / "state.sqlite"
    journal = Journal(str(place))
    for seq in range(1, 200):
        journal.append("a", seq, "ticked", {"name": "x" * 200}, "adele")
    journal.close()
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])
    with pytest.raises(Problem) as stopped:
        Journal(str(place)).events("a")
    assert stopped.value.code == "journal-unreadable"


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "other.sqlite"
    with sqlite3.connect(place) as database:
        database.execute("create table bookmarks (address text)")
    database.close()
    assert refusal(str(place)).code == "journal-unreadable"
    with sqlite3.connect(place) as database:
        assert database.execute("select name from sqlite_master").fetchall() == [("bookmarks",)]
    database.close()


def test_places_that_cannot_be_written_are_unreadable(tmp_path: Path) -> None:
    place = tmp_path / "state.sqlite"
    opened(str(place))
    (tmp_path / "file").write_text("")
    for where in (
        str(tmp_path),
        str(tmp_path / "file" / "state.sqlite"),
        f"sqlite:///file:{place}?mode=ro&uri=true",
        "nosuchdatabase://desk/journal",
        "sqlite+nosuchdriver:///x",
    ):
        assert refusal(where).code == "journal-unreadable", where
    opened(str(place))


@pytest.mark.parametrize(
    "url",
    [
        "nosuchdatabase://desk:hunter2@127.0.0.1/journal",
        "nosuchdatabase://desk:hunter2@127.0.0.1:port/journal",
        "nosuchdatabase://desk:x@hunter2@:://",
        "://desk:hunter2@127.0.0.1",
    ],
)
def test_a_database_password_is_not_in_the_problem(url: str) -> None:
    unreadable = refusal(url)
    assert unreadable.code == "journal-unreadable"
    assert "hunter2" not in str(unreadable)
    assert "hunter2" not in str(unreadable.values)


APPEND = """
import sys
from wizard.journal import Journal
journal = Journal(sys.argv[1])
for seq in range(1, 11):
    journal.append(sys.argv[2], seq, "ticked", {"name": "x"}, "adele")
journal.close()
"""


def test_processes_that_open_a_new_file_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    place = str(tmp_path / "state.sqlite")
    processes = [subprocess.Popen([sys.executable, "-c", APPEND, place, f"s{i}"]) for i in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    journal = Journal(place)
    assert sorted(journal.setups()) == ["s0", "s1", "s2"]
    assert journal.verify() == []
    journal.close()


def test_a_lock_held_by_another_program_is_busy_not_broken(tmp_path: Path) -> None:
    place = tmp_path / "state.sqlite"
    journal = Journal(str(place), patience=0.05)
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(Problem) as stopped:
        journal.append("a", 1, "created", {"version": "1"}, "adele")
    assert stopped.value.code == "busy"
    holder.execute("rollback")
    holder.close()
    journal.append("a", 1, "created", {"version": "1"}, "adele")
    journal.close()
