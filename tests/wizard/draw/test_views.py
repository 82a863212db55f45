"""Every kind of view shows what it holds, and asks the engine what the person wants."""

from __future__ import annotations

import re

import pytest
from fake_engine import SECRET, engine_at
from reading import open_page, open_scene
from said import SAID
from samples import CHANGES, CODE, GUID, PLAN, QUESTIONS
from scenes import SCENES

from steps.model.views import Ask, Field, FileOffer, HandOver, Open
from steps.model.words import say
from wizard.carrying_out import Applying, now
from wizard.draw.markup import element, label
from wizard.text import text

AT = "?w=abc23456"


@pytest.mark.parametrize("scene", SCENES)
def test_a_view_says_what_it_holds(scene: str) -> None:
    said = open_scene(scene).said()
    assert [sentence for sentence in SAID[scene] if sentence not in said] == []


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_on_a_page_goes_through_markdown(scene: str) -> None:
    page = open_scene(scene)
    assert [found.value for found in page.at.markdown] == []
    assert "<img src=x" not in page.markup()
    assert "](https://evil" not in " ".join(page.buttons())


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene not in ("home", "first")])
def test_a_step_has_one_primary_action_at_most(scene: str) -> None:
    primary = re.findall("-primary-", " ".join(str(button.key) for button in open_scene(scene).at.button))
    assert len(primary) <= 1


@pytest.mark.parametrize(
    "hostile", ["**b**", "[x](https://evil.example)", "<b>x</b>", ":red[x]", "$x$", "https://x.y", "a@b.c"]
)
def test_a_label_shows_its_marks_instead_of_obeying_them(hostile: str) -> None:
    escaped = label(hostile)
    assert re.sub(r"\\(.)", r"\1", escaped) == hostile
    assert not re.search(r"(?<!\\)[*\[\]<>:$@.]", escaped)
    assert "<b>" not in element("p", hostile)


def test_answers_are_submitted_as_typed_and_the_page_goes_on() -> None:
    page = open_page(engine_at("choose_product", QUESTIONS), AT)
    page.field("Organization on the Hub").input("acme")
    page.button("Save and continue").click().run()
    assert page.engine.asked == [
        ("answer", "choose_product", {"organization": "acme", "plan": "team", "people": "", "groups": "yes"})
    ]


def test_a_refused_answer_is_explained_at_its_field_and_nothing_typed_is_lost() -> None:
    page = open_scene("ask")
    page.field("Organization on the Hub").input("acme data")
    page.field("Email domains").input("example.com")
    page.button("Save and continue").click().run()
    assert "Use letters, digits, hyphens and underscores only" in page.said()
    assert page.markup().count('role="alert"') == 1
    assert page.field("Organization on the Hub").value == "acme data"
    assert page.field("Email domains").value == "example.com"
    page.engine.refuses = None
    page.field("Organization on the Hub").input("acme-data")
    page.button("Save and continue").click().run()
    assert page.engine.asked[-1][2] == {
        "organization": "acme-data",
        "plan": "team",
        "people": "example.com",
        "groups": "yes",
    }


def test_a_field_that_depends_on_another_comes_and_goes_at_once() -> None:
    page = open_page(engine_at("choose_product", QUESTIONS), AT)
    assert "Own host name" not in [field.label for field in page.at.text_input]
    page.field("Plan").set_value("enterprise").run()
    page.field("Own host name").input("hub.example.com")
    page.button("Save and continue").click().run()
    assert page.engine.asked[-1][2]["host"] == "hub.example.com"
    assert page.engine.asked[-1][2]["plan"] == "enterprise"


def test_a_secret_is_dropped_from_the_page_once_it_is_taken() -> None:
    ask = Ask((Field("client_secret", "secret", "Client secret"),), submit="Use it")
    page = open_page(engine_at("live_login", ask), AT)
    assert page.field("Client secret").proto.type == page.field("Client secret").proto.PASSWORD
    page.field("Client secret").input(SECRET)
    page.button("Use it").click().run()
    assert page.engine.asked == [("answer", "live_login", {"client_secret": SECRET})]
    assert SECRET not in str(page.at.session_state)


def test_a_code_has_its_own_copy_field_and_a_qr_code_with_words() -> None:
    page = open_scene("code")
    assert page.parts("copy_field")[0]["value"] == CODE.code
    assert f'alt="QR code for {CODE.link}"' in page.markup()
    assert [card["name"] for card in page.parts("cards")[0]["cards"]] == ["browser", "azure_cli"]


def test_a_link_without_a_code_has_no_qr_code() -> None:
    page = open_page(engine_at("live_login", Open("/login/start/x", "Waiting", "Sign in")), AT)
    assert "data:image" not in page.markup()


def test_a_link_that_was_opened_is_not_offered_again_but_the_ways_out_are() -> None:
    page = open_scene("opened")
    assert len(page.at.get("link_button")) == 0
    assert page.said().count(text(say("live_login.never_back"))) == 0
    page.field("What does the page say?").input("AADSTS50105")
    page.button("Explain").click().run()
    page = open_scene("opened")
    page.button(text(say("live_login.again"))).click().run()
    assert page.engine.asked == [("answer", "live_login", {"card": "again"})]


def test_what_the_page_of_microsoft_said_can_be_pasted() -> None:
    page = open_scene("login")
    page.field("What does the page say?").input("AADSTS50105")
    page.button("Explain").click().run()
    assert page.engine.asked == [("answer", "live_login", {"page_says": "AADSTS50105"})]


def test_findings_stand_worst_first_with_a_word_each() -> None:
    said = open_scene("cannot").said()
    order = [
        said.index(name)
        for name in ("Registering applications", "Your role", "Client secrets", "The test login stands")
    ]
    assert order == sorted(order)


def test_a_report_without_a_question_can_be_checked_again() -> None:
    page = open_scene("cannot")
    page.button("Check again").click().run()
    assert page.engine.asked == [("look_again", "check_tenant")]


def test_progress_names_the_state_of_each_change() -> None:
    marks = re.findall(r'<li class="(\w+)">', open_scene("applying").markup())
    assert [mark for mark in marks if mark in ("made", "now", "next", "stopped")] == ["made", "now", "next", "next"]


def test_the_request_id_of_a_problem_can_be_copied() -> None:
    assert [part["value"] for part in open_scene("blocked").parts("copy_field")] == [GUID]


def test_a_report_for_us_names_no_tenant_and_no_person() -> None:
    report = open_scene("broken").at.code[0].value
    assert "other-answer" in report
    assert GUID not in report


def test_a_problem_leads_to_the_step_that_helps() -> None:
    page = open_scene("signin")
    page.button("Go to “Sign in to Microsoft Entra ID”").click().run()
    assert page.step == "sign_in"
    assert ("look_again", "sign_in") in page.engine.asked


def test_a_plan_that_stopped_is_tried_again_by_looking_anew() -> None:
    page = open_scene("stopped")
    page.engine.applying_ = None
    page.button("Try again").click().run()
    assert page.engine.asked == [("look_again", "register_app")]
    assert "Make these 4 changes" in page.buttons()


def test_a_change_that_takes_long_says_since_when_and_why() -> None:
    late = "The wizard tries again, for up to two minutes"
    said = open_scene("applying").said()
    assert late in said
    assert re.search(r"for \d+:\d\d", said)
    plan = Applying(CHANGES, 1, "2026-11-21T08:00:00+00:00").after_one_more()
    assert plan.current == 2
    assert plan.since <= now()
    page = open_page(engine_at("register_app", PLAN, applying_=plan), AT)
    assert late not in page.said()


def test_a_file_says_what_it_holds() -> None:
    def said(**held: bool) -> str:
        offer = FileOffer("sso.conf", "Here", **held)
        return open_page(engine_at("configure_product", HandOver((), (offer,))), AT).said()

    assert "Holds the client secret" in said(sensitive=True)
    assert "Holds the private key" in said(sensitive=True, by_key=True)
    assert "Holds the" not in said()


def test_an_applying_plan_without_a_problem_has_no_buttons_that_could_start_another() -> None:
    page = open_page(engine_at("register_app", PLAN, applying_=Applying(CHANGES, 0, "")), AT)
    assert not [name for name in page.buttons() if name.startswith(("Make", "Try"))]
