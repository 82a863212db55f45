"""One playing product for all tests of a file, and a clean one for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playing_product import PlayingProduct


@pytest.fixture(scope="module")
def running() -> Iterator[PlayingProduct]:
    with PlayingProduct() as made:
        yield made


@pytest.fixture
def product(running: PlayingProduct) -> PlayingProduct:
    running.reset()
    return running
