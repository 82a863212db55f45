"""Desks: the shared tenant's administrator for what only adds, a fresh tenant's for everything else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.wizard.practice.desk import Desk
from wizard.practice import PracticeTenant


@pytest.fixture(scope="session")
def desk(practice: PracticeTenant) -> Iterator[Desk]:
    """The administrator of the shared tenant."""
    made = Desk(practice).sign_in()
    yield made
    made.close()


@pytest.fixture
def fresh_desk(fresh_practice: PracticeTenant) -> Iterator[Desk]:
    """The administrator of a tenant in which nothing has happened yet."""
    made = Desk(fresh_practice).sign_in()
    yield made
    made.close()
