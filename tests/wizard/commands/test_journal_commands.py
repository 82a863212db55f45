"""`sso-wizard list` and `sso-wizard verify`, as they are typed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from steps.model.facts import Configured, Product, SignedIn, Tenant
from wizard.__main__ import main
from wizard.fold import fact_to_data
from wizard.journal import Journal


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A journal with two setups: `first` is three steps far, `second` was only created."""
    place = str(tmp_path / "state.sqlite")
    journal = Journal(place)
    known = [
        Product("hugging_face", "Hugging Face", "h"),
        SignedIn("t", "o", "adele@contoso.com", "Adele", "browser", "Global"),
        Tenant("t", "Con\x1b[31mtoso", "contoso.com"),
    ]
    for setup in ("first", "second"):
        journal.append(setup, 1, "created", {"version": "1"}, "adele")
    for seq, fact in enumerate(known, start=2):
        journal.append("first", seq, "known", {**fact_to_data(fact), "how": "found"}, "adele")
    journal.close()
    return place


def alter(place: str, setup: str) -> None:
    with sqlite3.connect(place) as database:
        database.execute("drop trigger journal_event_no_update")
        database.execute("update journal_event set data='x' where setup=? and seq=1", (setup,))
    database.close()


def test_list_tells_how_far_each_setup_is(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--state", place]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("first: Hugging Face, Con⟨U+001B⟩[31mtoso: 3 of 10 steps done")
    assert "“Register the app”" in first
    assert second.startswith("second: no product yet, no tenant yet: 0 of 10 steps done")


def test_list_goes_on_past_a_setup_that_cannot_be_read(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    alter(place, "second")
    assert main(["list", "--state", place]) == 1
    told = capsys.readouterr().out
    assert told.startswith("first: Hugging Face")
    assert "second" in told


@pytest.mark.parametrize("command", ["list", "verify"])
def test_looking_where_nothing_is_leaves_nothing_behind(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "folder" / "state.sqlite"
    assert main([command, "--state", str(place)]) == 0
    assert "no setups yet" in capsys.readouterr().out
    assert not place.parent.exists()


def test_verify_says_that_all_is_well_and_what_that_means(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--state", place]) == 0
    told = capsys.readouterr().out
    assert "first: every event is as it was written (4)." in told
    assert "tamper-evident since the last checkpoint, not tamper-proof" in told


def test_verify_names_the_first_bad_event(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    alter(place, "first")
    assert main(["verify", "--state", place]) == 1
    told = capsys.readouterr().out
    assert "first: event 1 is wrong. It was altered" in told
    assert "second: every event is as it was written (1)." in told
    assert "tamper-evident" not in told


def test_verify_of_one_setup_prints_its_checkpoint_which_verifies_later(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--state", place, "first"]) == 0
    lines = capsys.readouterr().out.splitlines()
    file = tmp_path / "checkpoint.txt"
    file.write_text("\n".join(lines[1:4]))
    journal = Journal(place)
    journal.append("first", 5, "known", {**fact_to_data(Configured("x")), "how": "answered"}, "adele")
    journal.close()
    assert main(["verify", "--state", place, "--checkpoint", str(file)]) == 0
    assert "first: every event is as it was written (5), and the checkpoint is among them." in capsys.readouterr().out


def test_verify_sees_a_cut_tail_by_the_checkpoint(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = Journal(place)
    file = tmp_path / "checkpoint.txt"
    file.write_text(journal.checkpoint("first").text())
    journal.close()
    with sqlite3.connect(place) as database:
        database.execute("drop trigger journal_event_no_delete")
        database.execute("delete from journal_event where setup='first' and seq>2")
    database.close()
    assert main(["verify", "--state", place]) == 0
    assert main(["verify", "--state", place, "--checkpoint", str(file)]) == 1
    assert "first: event 3 is wrong. The trail ends before it" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "not a checkpoint", None])
def test_a_file_that_is_no_checkpoint_is_said(
    place: str, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "checkpoint.txt"
    if content is not None:
        file.write_text(content)
    assert main(["verify", "--state", place, "--checkpoint", str(file)]) == 2
    assert "is not a checkpoint" in capsys.readouterr().err


def test_an_unknown_setup_is_said(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--state", place, "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "verify"])
def test_a_file_that_is_no_journal_is_said_and_left_alone(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "state.sqlite"
    place.write_text("this is a letter, not a journal" * 50)
    before = place.read_bytes()
    assert main([command, "--state", str(place)]) == 2
    assert str(place) in capsys.readouterr().err
    assert place.read_bytes() == before
