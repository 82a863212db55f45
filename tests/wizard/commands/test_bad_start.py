"""What keeps the program from starting is one clear sentence and an exit code; nothing is lost."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

from wizard.journal import Journal


def start(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wizard", *arguments, "--no-browser", "--data", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused(start("--port", port, folder=tmp_path), f"Port {port} is in use", "--port")


def test_a_state_file_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "setups.sqlite"
    journal = Journal(str(file))
    journal.append("s", 1, "created", {"version": "9"}, "me")
    journal.close()
    with sqlite3.connect(file) as database:
        database.execute("insert into journal_format values (99)")
    database.close()
    before = file.read_bytes()
    refused(start(folder=tmp_path), "newer version")
    assert file.read_bytes() == before


def test_a_file_that_is_no_state_file_is_named_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but mine " * 50)
    refused(start("--state", str(file), folder=tmp_path), str(file))
    assert file.read_text().startswith("not a database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    # A file in the way stops root as well, unlike missing permissions.
    (tmp_path / "file").write_text("")
    refused(start(folder=tmp_path / "file" / "wizard"), str(tmp_path / "file"))


def test_a_broken_product_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.toml").write_text('name = "Mine"\nvendor = [broken\n')
    refused(start("--products", str(tmp_path / "own"), folder=tmp_path), "mine.toml", "Line 2, ")
