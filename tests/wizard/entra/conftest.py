"""What the tests of signing in and of the Graph adapter share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from steps.model.facts import SignedIn
from tests.wizard.entra.person import sign_in
from tests.wizard.entra.scripted_graph import QuickClock
from wizard.entra.directory import GraphDirectory
from wizard.entra.loop import Loop
from wizard.entra.patience import Patience
from wizard.entra.sign_in import SigningIn
from wizard.practice import PracticeTenant


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # msgraph-sdk warns of classes of its own while its modules load, which happens at the first use of each.
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning:msgraph"))


@dataclass
class Entra:
    """The practice tenant with somebody signed in, and the directory as that person sees it."""

    tenant: PracticeTenant
    signing: SigningIn
    who: SignedIn
    directory: GraphDirectory
    loop: Loop
    clock: QuickClock

    def directory_with(self, patience: Patience) -> GraphDirectory:
        """Another view of the same directory, with other patience."""
        return GraphDirectory(self.tenant.cloud, self.signing.credential, self.loop, patience=patience)


@pytest.fixture
def entra(fresh_practice: PracticeTenant) -> Iterator[Entra]:
    """A tenant of its own with its administrator signed in."""
    signing = SigningIn(fresh_practice.cloud, lambda: None)
    who = sign_in(fresh_practice, signing)
    loop, clock = Loop(), QuickClock()
    directory = GraphDirectory(fresh_practice.cloud, signing.credential, loop, patience=clock.patience())
    yield Entra(fresh_practice, signing, who, directory, loop, clock)
    loop.close()
    signing.forget()
