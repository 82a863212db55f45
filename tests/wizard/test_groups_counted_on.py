"""A product that lets in only members of some groups: they are assigned with the plan, and a login without one is no
success."""

from __future__ import annotations

from pathlib import Path

import pytest
from by_hand_setup import told
from product_answers import READY
from walked import begun

from steps.model.changes import Change
from steps.model.views import Done, Propose
from steps.model.words import say
from wizard.practice import PracticeTenant
from wizard.practice.people import identity

PRODUCTS = (("apache_mod_auth_openidc", 1), ("jupyterhub", 1))
UNKNOWN = "3f2a9c1e-7b4d-4e6a-9d18-52c0a7f4b6e1"
"""A group that this tenant does not know can neither be assigned nor be in a token."""


def assigned(changes: tuple[Change, ...]) -> list[str | None]:
    return [row.after for change in changes if change.kind == "assignment" for row in change.rows]


@pytest.mark.parametrize(("product", "rehearsal"), PRODUCTS)
def test_groups_that_the_product_counts_on_are_assigned_in_the_plan(
    tmp_path: Path, product: str, rehearsal: int
) -> None:
    with PracticeTenant(tmp_path / "practice") as tenant:
        group = identity(tenant.directory.tenant_id, "group", "All employees")
    with begun(tmp_path, product, rehearsal, group_ids=group) as made:
        made.walk("choose_product", "sign_in", "check_tenant")
        plan = made.look("register_app")
        assert isinstance(plan, Propose)
        assert "All employees (Group)" in assigned(plan.changes)
        made.walk(*READY[3:], "live_login")
        login = made.setup.login
        assert login
        assert (login.missing, login.claims["groups"]) == ((), group)
        made.walk("finish")


@pytest.mark.parametrize(("product", "rehearsal"), PRODUCTS)
def test_a_need_without_which_people_are_refused_is_the_headline(
    tmp_path: Path, product: str, rehearsal: int
) -> None:
    with begun(tmp_path, product, rehearsal, group_ids=UNKNOWN) as made:
        made.walk(*READY, "live_login")
        login, done = made.setup.login, made.look("live_login")
        assert login
        assert login.missing == ("groups",)
        assert isinstance(done, Done)
        assert done.report
        assert (done.report.verdict, done.report.title) == ("warn", say("live_login.passed_but", who=login.user_name))
        assert "People without one of these groups are refused" in told(done.report.sections[0])
        made.walk("finish")
