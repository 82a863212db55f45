"""`sso-wizard lint FILE.toml | FOLDER …`: the loader's checks and some advice, for somebody who writes a recipe."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from steps.model.problems import Problem
from steps.model.words import say
from wizard.text import text

from .findings import Finding
from .shelf import Loaded, load, recipe_files


@dataclass(frozen=True)
class _Said:
    """One finding as it is printed; `line` is the recipe's, and 0 where the whole file is meant."""

    file: Path
    line: int
    level: str
    key: str
    sentence: str

    def __str__(self) -> str:
        told = text(say("lint.warning", said=self.sentence)) if self.level == "warning" else self.sentence
        return f"{self.file}: {told}"


def lint(paths: Iterable[Path], *, strict: bool = False, as_json: bool = False, today: date | None = None) -> int:
    """Print every finding, one per line; 1 when there was an error, with `strict` a warning as well, else 0."""
    found: list[_Said] = []
    for path in paths:
        for file, said in _of(path, today or datetime.now(UTC).date()):
            found += said
            if not as_json:
                print("\n".join(map(str, said)) or f"{file}: {text(say('lint.fine'))}")
    if as_json:
        rows = [{**vars(said), "file": str(said.file)} for said in found]
        print(json.dumps(rows, indent=2))
    return 1 if any(strict or said.level == "error" for said in found) else 0


def _of(path: Path, today: date) -> Iterable[tuple[Path, list[_Said]]]:
    """Each file that this path stands for, with what is said about it."""
    try:
        inside = [path / file.name for file in recipe_files(path)] if path.is_dir() else [path]
    except Problem as unreadable:
        yield path, [_refused(path, unreadable)]
        return
    if not inside:
        yield path, [_Said(path, 0, "error", "", text(say("lint.empty_folder")))]
    for file in inside:
        try:
            yield file, _about(file, load(file, file.parent), today)
        except Problem as unreadable:
            yield file, [_refused(file, unreadable)]


def _about(file: Path, loaded: Loaded, today: date) -> list[_Said]:
    findings = [*loaded.findings, *_twice(file), *loaded.warnings(today)]
    findings.sort(key=lambda one: (one.level != "error", one.line_in(loaded.toml)))
    return [_Said(file, one.line_in(loaded.toml), one.level, one.key, one.sentence(loaded.toml)) for one in findings]


def _twice(file: Path) -> list[Finding]:
    """A recipe that would be refused beside those that come with the wizard."""
    own = Path(str(files("wizard") / "products"))
    taken = (own / file.name).exists() and file.resolve().parent != own.resolve()
    return [Finding((), say("lint.twice", id=file.stem))] if taken else []


def _refused(file: Path, unreadable: Problem) -> _Said:
    return _Said(Path(unreadable.values["file"]), 0, "error", "", unreadable.values["said"])
