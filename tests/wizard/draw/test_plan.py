"""A plan is carried out as it was drawn, adjusted on its page, and refused where it was adjusted."""

from __future__ import annotations

import pytest
from fake_engine import engine_at
from reading import open_page, open_scene
from samples import CHANGES, PLAN

from steps.model.problems import problem
from steps.model.views import Propose
from steps.model.words import say
from wizard.text import text

AT = "?w=abc23456"


def test_a_plan_is_carried_out_by_one_click() -> None:
    page = open_scene("plan")
    page.button("Make these 4 changes").click().run()
    assert page.engine.asked == [("confirm", "register_app", CHANGES)]
    assert page.step == "grant_access"


@pytest.mark.parametrize(("code", "told"), [("busy", False), ("changed-elsewhere", True)])
def test_a_second_click_is_no_error_but_a_stale_one_is_told(code: str, told: bool) -> None:
    page = open_scene("plan")
    page.engine.refuses = problem(code)
    page.button("Make these 4 changes").click().run()
    assert (text(say(f"problem.{code}.what")) in page.said()) is told


def test_a_plan_that_was_confirmed_before_needs_no_click() -> None:
    page = open_page(engine_at("finish", Propose(CHANGES[:1], confirmed=True)), AT)
    assert not [name for name in page.buttons() if name.startswith("Make")]


def test_a_create_shows_no_red_line_and_a_list_entry_has_its_own() -> None:
    page = open_page(engine_at("register_app", Propose(CHANGES[2:3])), AT)
    assert "1 change in your tenant" in page.said()
    assert ("line added" in page.markup(), "line removed" in page.markup()) == (True, False)


def test_doing_it_by_hand_is_one_quiet_click_away() -> None:
    page = open_scene("plan")
    page.button("I'll do this by hand").click().run()
    assert page.engine.asked == [("answer", "register_app", {"card": "by_hand"})]


def test_a_click_on_a_plan_that_was_replaced_carries_nothing_out() -> None:
    page = open_scene("plan")
    drawn = page.button("Make these 4 changes").key
    page.engine.views["register_app"] = Propose(CHANGES[::-1])
    page.at.run()
    assert page.button("Make these 4 changes").key != drawn


@pytest.mark.parametrize("step", ["register_app", "grant_access", "make_secret"])
def test_a_plan_can_be_adjusted_from_its_page(step: str) -> None:
    page = open_page(engine_at(step, PLAN), AT)
    page.field("Who may sign in").set_value("everyone").run()
    page.field("Application name").input("Hub for data")
    page.button("Update the plan").click().run()
    assert page.engine.asked == [("answer", step, {"application_name": "Hub for data", "who": "everyone"})]


@pytest.mark.parametrize("step", ["register_app", "grant_access", "make_secret"])
def test_a_refused_adjustment_is_said_at_its_field_beside_the_plan(step: str) -> None:
    page = open_page(engine_at(step, PLAN), AT)
    page.engine.refuses = problem("answer-nobody", field="people", typed="bob")
    page.field("People and groups").input("bob")
    page.button("Update the plan").click().run()
    assert page.markup().count('role="alert"') == 1
    assert "4 changes in your tenant" in page.said()
    assert page.field("People and groups").value == "bob"
