"""The top level of the repository holds what is agreed, and nothing that a run left behind."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
AGREED = {"pyproject.toml", "wizard", "steps", "tests", "README.md", "LICENSE", "CHANGELOG.md"}


def test_the_top_level_holds_only_what_is_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = {line.partition("/")[0] for line in listed.splitlines()}
    assert {name for name in names if not name.startswith(".")} == AGREED
