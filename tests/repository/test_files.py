"""Small files with one idea each, and names that say which."""

from __future__ import annotations

from statistics import median

from sources import PACKAGES, ROOT, python_files

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def _lines(*folders: str) -> dict[str, int]:
    files = python_files(*folders)
    return {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in files}


def test_no_file_is_longer_than_250_lines() -> None:
    assert {name: count for name, count in _lines(*PACKAGES, "tests").items() if count > 250} == {}


def test_no_step_is_longer_than_120_lines() -> None:
    steps = {name: count for name, count in _lines("steps").items() if name.count("/") == 1}
    assert {name: count for name, count in steps.items() if count > 120} == {}


def test_half_of_the_files_have_at_most_120_lines() -> None:
    assert median(_lines(*PACKAGES, "tests").values()) <= 120


def test_no_file_is_named_after_nothing() -> None:
    files = (file for folder in (*PACKAGES, "tests") for file in (ROOT / folder).rglob("*") if file.suffix != ".pyc")
    assert [str(file) for file in files if file.stem.lower() in EMPTY_NAMES] == []


def test_every_module_says_what_it_is() -> None:
    empty = [name for name, count in _lines(*PACKAGES).items() if count == 0]
    told = [str(f.relative_to(ROOT)) for f in python_files(*PACKAGES) if f.read_text("utf-8").startswith('"""')]
    assert sorted({*_lines(*PACKAGES)} - {*told} - {*empty}) == []
