"""The same table in the practice tenant: every behaviour that can be switched on there gets the same verdict."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from steps.model.problems import Problem
from wizard.oidc.fetch import trust
from wizard.practice import PracticeTenant
from wizard.practice.misbehaviour import MISBEHAVIOURS

from .rows import LOST, METADATA, ROWS, Row
from .test_practice import Admin, Product
from .test_practice import admin as admin

PLAYED = [row for row in ROWS if row.id in MISBEHAVIOURS]


@pytest.fixture(scope="module")
def registered(admin: Admin) -> Product:
    return Product(admin)


@pytest.fixture
def product(registered: Product, practice: PracticeTenant) -> Iterator[Product]:
    """One application for all rows; at the end of each the tenant is honest again, and a person can sign in."""
    yield registered
    practice.scenarios.misbehaviour = ""
    assert registered.log_in("mina.osei").status == "passed"


@pytest.mark.parametrize("row", PLAYED, ids=lambda row: row.id)
def test_a_practice_login_ends_as_the_table_says(row: Row, product: Product, practice: PracticeTenant) -> None:
    practice.scenarios.misbehaviour = row.id
    attempt = product.log_in("mina.osei")
    assert [check.name for check in attempt.checks if check.verdict == "fail"] == ([row.at] if row.at else [])
    assert tuple(check.name for check in attempt.checks if check.verdict == "warn") == row.warns
    assert (attempt.status, attempt.error) == ("refused" if row.at else "passed", row.says)


@pytest.mark.parametrize("id", LOST)
def test_a_practice_answer_that_belongs_to_no_attempt_changes_nothing(
    id: str, product: Product, practice: PracticeTenant
) -> None:
    practice.scenarios.misbehaviour = id
    assert product.log_in("mina.osei").status == "opened"


@pytest.mark.parametrize("id", METADATA)
def test_wrong_metadata_of_the_practice_tenant_is_a_named_problem(
    id: str, product: Product, practice: PracticeTenant
) -> None:
    practice.scenarios.misbehaviour = id
    with pytest.raises(Problem) as refused:
        product.log_in("mina.osei")
    assert refused.value.code == METADATA[id]


def test_the_administrators_own_sign_in_is_left_alone(practice: PracticeTenant) -> None:
    tried = [row.id for row in PLAYED if row.at and not MISBEHAVIOURS[row.id].raw]
    try:
        for id in tried[:3] + tried[-3:]:
            practice.scenarios.misbehaviour = id
            with httpx2.Client(verify=trust(practice.cloud.ca), trust_env=False) as http:
                assert Admin(practice, http).http.headers["authorization"]
    finally:
        practice.scenarios.misbehaviour = ""


def test_what_nobody_knows_is_played_by_nobody(product: Product, practice: PracticeTenant) -> None:
    practice.scenarios.misbehaviour = "made-up"
    assert product.log_in("mina.osei").status == "passed"


def test_every_behaviour_can_be_switched_on() -> None:
    assert {*(row.id for row in PLAYED), *LOST, *METADATA} == set(MISBEHAVIOURS)
