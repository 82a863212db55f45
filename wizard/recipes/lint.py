"""`sso-wizard lint FILE.toml …`: the loader's checks, for somebody who writes a recipe."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from steps.model.problems import Problem
from steps.model.words import say
from wizard.text import text

from .lines import line_of
from .shelf import load


def lint(paths: Iterable[Path]) -> int:
    """Print every finding, one per line; returns 0 when there was none, else 1."""
    wrong = 0
    for path in paths:
        try:
            loaded = load(path, path.parent)
        except Problem as unreadable:
            print(f"{path}: {unreadable.values['said']}")
            wrong += 1
            continue
        for finding in sorted(loaded.findings, key=lambda one: line_of(loaded.toml, one.path)):
            print(f"{path}: {finding.sentence(loaded.toml)}")
        if not loaded.findings:
            print(f"{path}: {text(say('lint.fine'))}")
        wrong += len(loaded.findings)
    return 1 if wrong else 0
