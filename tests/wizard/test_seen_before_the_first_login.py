"""What admins struggle with is seen before the first login, by somebody who has no rights in Microsoft Graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import seen_addresses
import seen_around
import seen_claims
import seen_ids
import seen_people
import seen_secrets
from _pytest.mark import ParameterSet
from by_hand_setup import Bench, bench
from early import EARLY, GRAPH, LATER, Row

CATALOGUE = Path(__file__).with_name("catalogue.txt")
"""The names of all that administrators were found to struggle with, in the order of the research."""

PARTS = (seen_addresses, seen_ids, seen_secrets, seen_people, seen_claims, seen_around)
ROWS: tuple[Row, ...] = tuple(row for part in PARTS for row in part.ROWS)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("early")) as made:
        yield made


def of(how: str) -> list[ParameterSet]:
    return [pytest.param(row, id=row.id) for row in ROWS if row.how == how]


@pytest.mark.parametrize("row", of(EARLY))
def test_early(row: Row, shared: Bench, tmp_path: Path) -> None:
    row.check(shared, tmp_path)


@pytest.mark.parametrize("row", of(GRAPH))
def test_seen_in_part(row: Row, shared: Bench, tmp_path: Path) -> None:
    assert row.rest
    row.check(shared, tmp_path)


@pytest.mark.parametrize("row", of(LATER))
def test_explained_when_it_happens(row: Row, shared: Bench, tmp_path: Path) -> None:
    row.check(shared, tmp_path)


def test_every_row_of_the_catalogue_has_its_place() -> None:
    assert [row.name for row in ROWS] == CATALOGUE.read_text("utf-8").splitlines()


def test_no_row_is_without_a_name_of_its_own_and_a_place() -> None:
    assert len({row.id for row in ROWS}) == len({row.name for row in ROWS}) == len(ROWS)
    assert all(row.where for row in ROWS)
