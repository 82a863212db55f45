"""Fixtures that every part's tests share: the practice tenant, over real TLS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_only import nothing_left_the_machine as nothing_left_the_machine

from wizard.practice import PracticeTenant


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test counted is read at the end of a run, where nothing else of a test that passed is shown."""
    for report in terminalreporter.getreports("passed"):
        for name, counted in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(f"{report.location[2]}: {counted}")


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeTenant]:
    """One tenant for the whole run: for tests that only read, or that clean up what they make."""
    with PracticeTenant(tmp_path_factory.mktemp("practice")) as tenant:
        yield tenant


@pytest.fixture
def fresh_practice(tmp_path: Path) -> Iterator[PracticeTenant]:
    """A tenant in which nothing has happened yet."""
    with PracticeTenant(tmp_path / "practice") as tenant:
        yield tenant
