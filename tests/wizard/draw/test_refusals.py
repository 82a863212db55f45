"""Whatever the engine refuses is said on the page: never Streamlit's own error box, never a dead button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_engine import engine_at
from reading import Page, open_page, open_scene

from steps.model.problems import Problem, problem
from steps.model.views import Ask, Card
from steps.model.words import say
from wizard.text import text

ALTERED = problem("journal-altered", setup="abc23456", seq="3", how="changed")
FULL = problem("journal-full", said="No space left on device")


def told(page: Page, stopped: Problem) -> bool:
    """Whether the page says it, and did not end in an error of its own."""
    assert not page.at.exception
    return text(say(f"problem.{stopped.code}.what", **stopped.values)) in page.said()


def look(page: Page) -> None:
    page.at.run()


def trail(page: Page) -> None:
    page.button("Audit trail").click().run()


@pytest.mark.parametrize(
    ("call", "scene", "act"),
    [
        ("file", "hand", look),
        ("reveal", "hand", look),
        ("summary", "finish", look),
        ("summary", "plan", lambda page: page.button("Export").click().run()),
        ("events", "plan", trail),
        ("products", "home", look),
    ],
)
@pytest.mark.parametrize("stopped", [ALTERED, FULL], ids=lambda stopped: stopped.code)
def test_a_problem_is_said_and_gone_when_its_cause_is(
    call: str, scene: str, act: Callable[[Page], None], stopped: Problem
) -> None:
    page = open_scene(scene)
    page.engine.broken[call] = stopped
    act(page)
    assert told(page, stopped)
    page.engine.broken.clear()
    act(page)
    assert not told(page, stopped)


def test_what_cannot_be_made_has_no_button() -> None:
    page = open_scene("finish")
    page.engine.broken = {"summary": problem("recipe-wrong", file="own.toml", said="gone")}
    page.at.run()
    assert len(page.at.get("download_button")) == 0
    assert page.said().count("The product file own.toml cannot be used.") == 1


@pytest.mark.parametrize("call", ["setups", "states"])
def test_a_page_that_cannot_be_drawn_says_why(call: str) -> None:
    engine = engine_at("register_app", Ask())
    page = open_page(engine, "" if call == "setups" else "?w=abc23456")
    engine.broken[call] = ALTERED
    page.at.run()
    assert told(page, ALTERED)


def test_a_refused_card_is_said_above_the_page() -> None:
    page = open_page(engine_at("choose_product", Ask(cards=(Card("a", "A", ""),))), "?w=abc23456")
    page.engine.refuses = problem("answer-not-offered", field="card", offered="B")
    page.button("A").click().run()
    assert told(page, page.engine.refuses)
