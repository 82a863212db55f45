"""The page of somebody who works in the Entra admin center: what to do there, and what comes back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from fake_engine import SECRET, engine_at
from reading import Page, open_page, open_scene
from samples_by_hand import ACTIONS, BY_HAND

from steps.model.problems import problem
from steps.model.views import Ask, Card, Field, FileOffer, Guide, Task
from steps.model.words import say
from wizard.text import text

AT = "?w=abc23456"
PAGE = "Overview\nApplication (client) ID\n" * 4000


def asking(*fields: Field) -> Page:
    return open_page(engine_at("register_app", Guide(ACTIONS[:2], Ask(fields, "Take it"))), AT)


def test_actions_on_one_page_over_there_are_one_card_with_one_link() -> None:
    page = open_scene("guide")
    assert [link.proto.url for link in page.at.get("link_button")] == [
        next(task.link for task in ACTIONS if f"/~/{where}/" in task.link)
        for where in dict.fromkeys(task.link.split("/")[-3] for task in ACTIONS)
    ]
    headings = re.findall(r'menu-before">([^<]*)</span><span>([^<]*)<', page.markup())
    assert headings[:2] == [("App registrations &gt; ", "New registration"), headings[1]]
    assert len(headings) == len(page.at.get("link_button"))


def test_actions_are_numbered_through_and_those_done_are_ticked() -> None:
    rows = open_scene("guide").parts("task")
    assert [row["number"] for row in rows] == list(range(1, 15))
    assert [row["ticked"] for row in rows] == [True] * 3 + [False] * 11


def test_no_address_of_a_task_stands_in_the_keys_of_the_page() -> None:
    assert not re.search(r"st-key-\S*https", str(open_scene("guide").at.main))


def test_a_file_that_is_needed_over_there_is_offered_above_the_actions() -> None:
    offer = FileOffer("certificate.pem", "Upload it on the page below")
    page = open_page(engine_at("make_secret", Guide(ACTIONS[:2], Ask(submit="Check"), files=(offer,))), AT)
    assert len(page.at.get("download_button")) == 1
    said = page.said()
    assert said.index("certificate.pem") < said.index("Upload it on the page below") < said.index("0 of 2 done")


def test_what_was_wrong_stands_above_the_actions() -> None:
    said = open_scene("guide").said()
    sentences = (text(say("by_hand.differs")), "3 of 14 done", text(say("by_hand.paste_title")))
    places = [said.index(sentence) for sentence in sentences]
    assert places == sorted(places)


def test_it_can_be_checked_again_beside_every_answer() -> None:
    for view in (BY_HAND, Guide(ACTIONS), Guide(ACTIONS, Ask(submit="I have done this"))):
        page = open_page(engine_at("register_app", view), AT)
        page.button("Check again").click().run()
        assert page.engine.asked == [("look_again", "register_app")]


def test_an_answer_without_fields_and_a_way_out_are_one_click() -> None:
    ask = Ask(submit="Done that", cards=(Card("out", "Out", ""),))
    for button, answers in (("Out", {"card": "out"}), ("Done that", {})):
        page = open_page(engine_at("register_app", Guide((), ask)), AT)
        page.button(button).click().run()
        assert page.engine.asked == [("answer", "register_app", answers)]


def test_a_pasted_page_is_handed_on_whole_and_kept_nowhere() -> None:
    page = asking(Field("pasted", "pasted", "The page"))
    page.field("The page").input(PAGE)
    page.button("Take it").click().run()
    assert page.engine.asked == [("answer", "register_app", {"pasted": PAGE})]
    assert "client" not in str(page.at.session_state)


def test_a_pasted_page_that_was_refused_stands_there_still() -> None:
    page = asking(Field("pasted", "pasted", "The page"))
    page.engine.refuses = problem("answer-too-long", field="pasted", most="200,000")
    page.field("The page").input(PAGE)
    page.button("Take it").click().run()
    assert "longer than 200,000 characters" in page.said()
    assert page.field("The page").value == PAGE


@pytest.mark.parametrize("shown", ["", "1999-01-01", "soon"])
def test_a_day_is_not_made_up(shown: str) -> None:
    page = asking(Field("day", "day", "Expires on", shown=shown))
    page.button("Take it").click().run()
    assert page.engine.asked == [("answer", "register_app", {"day": ""})]


def test_a_day_is_handed_on_as_it_is_written_everywhere() -> None:
    day = (datetime.now(UTC) + timedelta(days=180)).date()
    page = asking(Field("day", "day", "Expires on", shown=day.isoformat()))
    assert page.at.date_input[0].value == day
    page.at.date_input[0].set_value(day + timedelta(days=1))
    page.button("Take it").click().run()
    assert page.engine.asked == [("answer", "register_app", {"day": (day + timedelta(days=1)).isoformat()})]


def test_a_secret_from_the_portal_is_dropped_once_it_is_taken() -> None:
    page = open_scene("secret")
    page.field("Value").input(SECRET)
    page.button("Try it with Entra").click().run()
    assert page.engine.asked[0][2]["client_secret"] == SECRET
    assert SECRET not in str(page.at.session_state)


def test_one_action_alone_needs_no_count() -> None:
    page = open_page(engine_at("register_app", Guide((Task("one", "Here", "Do it."),))), AT)
    assert "of 1 done" not in page.said()
