"""The page around the views: where it is, how it goes on, what it hands out."""

from __future__ import annotations

import pytest
from fake_engine import NAMES, SECRET, engine_at
from reading import open_page, open_scene, unescaped
from samples import PLAN
from scenes import SCENES, home

from steps.model.problems import problem
from steps.model.views import Ask, Done, HandOver, Open, Value
from steps.model.words import say
from wizard.text import sentences, text

AT = "?w=abc23456"


def test_the_first_page_lists_every_setup_by_its_last_change() -> None:
    rows = open_scene("home").parts("cards")[0]["cards"]
    assert [row["name"] for row in rows] == ["abc23456", "def23456", "ghj23456"]
    assert rows[0]["title"] == "Hugging Face"
    assert rows[0]["text"] == "Contoso Ltd · Step 4 of 10: Register the app"
    assert rows[2]["title"] == "No product chosen yet"


def test_the_first_page_offers_every_product() -> None:
    assert [card["title"] for card in open_scene("home").parts("cards")[1]["cards"]] == ["Hugging Face", "Sekoia.io"]
    assert [card["title"] for card in open_scene("first").parts("cards")[0]["cards"]] == ["Hugging Face", "Sekoia.io"]


def test_an_unknown_setup_leads_to_the_first_page_and_says_why() -> None:
    page = open_page(home(), "?w=gone2345&step=sign_in")
    assert "There is no setup gone2345 here." in page.said()
    assert "Start a new setup" in page.said()


@pytest.mark.parametrize("address", ["", f"{AT}&step=register_app"])
def test_only_a_practice_tenant_has_a_way_to_what_can_go_wrong(address: str) -> None:
    engine = home()
    said = "Rehearse what can go wrong"
    assert said not in open_page(engine, address).said()
    engine.practice = True
    assert said in open_page(engine, address).said()


@pytest.mark.parametrize("step", ["finish", "nothing", ""])
def test_an_address_of_a_locked_or_unknown_step_shows_where_the_work_is(step: str) -> None:
    page = open_page(engine_at("register_app", PLAN), f"{AT}&step={step}")
    assert page.step == "register_app"
    assert "4 changes in your tenant" in page.said()


def test_a_reload_finds_the_same_page_from_the_address_alone() -> None:
    engine = engine_at("register_app", PLAN)
    first, again = open_page(engine, f"{AT}&step=register_app"), open_page(engine, f"{AT}&step=register_app")
    assert first.said() == again.said()


def test_the_page_goes_on_when_the_step_that_is_worked_on_is_done() -> None:
    engine = engine_at("sign_in", Open("https://login.example", "Waiting", "Sign in"))
    page = open_page(engine, f"{AT}&step=sign_in")
    engine.views["sign_in"], engine.done = Done(None), 3
    page.at.run()
    assert page.step == "register_app"


def test_a_done_step_that_is_revisited_stays_and_says_how_to_continue() -> None:
    engine = engine_at("register_app", PLAN)
    engine.views["sign_in"] = Done(None, (Value("Signed in as", "Alice"),))
    page = open_page(engine, f"{AT}&step=sign_in")
    assert page.step == "sign_in"
    page.button("Continue").click().run()
    assert page.step == "register_app"


def test_a_done_step_worth_reading_waits_for_the_person() -> None:
    engine = engine_at("live_login", Open("/login/start/x", "Waiting", "Sign in"))
    page = open_page(engine, f"{AT}&step=live_login")
    engine.views["live_login"], engine.done = Done(None, stay=True), 9
    page.at.run()
    assert page.step == "live_login"
    page.button("Continue").click().run()
    assert page.step == "finish"


def test_a_step_that_a_later_one_led_to_leads_back_there() -> None:
    engine = engine_at("finish", Done(None))
    led = f"{AT}&step=grant_access&from=live_login"
    page = open_page(engine, led)
    page.button("Continue with “Test the login”").click().run()
    assert page.step == "live_login"
    page = open_page(engine, led)
    page.button("Back").click().run()
    assert page.step == "live_login"
    engine.views["grant_access"] = PLAN
    page = open_page(engine, led)
    engine.views["grant_access"] = Done(None)
    page.at.run()
    assert page.step == "live_login"
    # From there on the way is the usual one.
    assert "from" not in page.at.query_params


def test_a_sign_in_that_a_step_lacked_leads_to_whatever_is_open_then() -> None:
    # The step may be done by it: a killed program had made everything before.
    engine = engine_at("register_app", problem("sign-in-needed"))
    engine.views["sign_in"] = PLAN
    page = open_page(engine, f"{AT}&step=register_app")
    page.button("Go to “Sign in to Microsoft Entra ID”").click().run()
    assert page.step == "sign_in"
    assert "from" not in page.at.query_params
    engine.views["sign_in"], engine.views["register_app"], engine.done = Done(None), Done(None), 4
    page.at.run()
    assert page.step == "grant_access"


@pytest.mark.parametrize("origin", ["finish", "sign_in", "nothing"])
def test_nobody_is_led_back_to_what_is_locked_before_or_unknown(origin: str) -> None:
    page = open_page(engine_at("register_app", PLAN), f"{AT}&step=check_tenant&from={origin}")
    page.button("Continue").click().run()
    assert page.step == "register_app"


def test_opening_a_done_step_again_is_an_answer_and_finishing_it_goes_on() -> None:
    engine = engine_at("register_app", PLAN)
    engine.views["choose_product"] = Done(None, change=say("choose_product.change"))
    page = open_page(engine, f"{AT}&step=choose_product")
    page.button("Change the answers").click().run()
    assert engine.asked == [("answer", "choose_product", {"change": "yes"})]
    engine.views["choose_product"] = Ask((), submit="Save")
    page.at.run()
    page.button("Save").click().run()
    assert page.step == "register_app"


def test_back_goes_to_the_step_before() -> None:
    page = open_scene("plan")
    page.button("Back").click().run()
    assert page.step == "check_tenant"


def test_the_last_step_leads_back_to_the_setups() -> None:
    page = open_scene("finish")
    assert "Continue" not in page.buttons()
    page.button("All setups").click().run()
    assert "Your setups" in page.said()


@pytest.mark.parametrize(
    "scene", [scene for scene in SCENES if scene not in ("home", "first", "doctor", "doctor alone")]
)
def test_every_step_tells_its_place_and_its_state_in_words(scene: str) -> None:
    page = open_scene(scene)
    wide, phone = page.parts("stepper")
    assert wide == phone
    here = [step for step in wide["steps"] if step["here"]]
    assert [step["id"] for step in here] == [page.step]
    assert all(step["word"] for step in wide["steps"])
    assert len(wide["steps"]) == len(NAMES)


def test_a_finished_step_that_is_revisited_still_looks_finished() -> None:
    engine = engine_at("register_app", PLAN)
    steps = open_page(engine, f"{AT}&step=sign_in").parts("stepper")[0]["steps"]
    assert (steps[1]["state"], steps[1]["here"], steps[1]["word"]) == ("done", True, "Done")


@pytest.mark.parametrize("scene", SCENES)
def test_no_page_is_sent_the_secret_before_it_is_asked_for(scene: str) -> None:
    page = open_scene(scene)
    secret = [part for part in page.values() if part["secret"]]
    assert len(secret) == (1 if scene in ("hand", "handed", "unmade") else 0)
    assert SECRET not in str(page.at.get("bidi_component")) + str(page.values()) + page.markup()


def test_a_secret_that_is_gone_cannot_be_copied_and_its_file_not_made() -> None:
    page = open_page(engine_at("configure_product", SCENES["hand"]().views["configure_product"], secret=""), AT)
    assert [part["gone"] for part in page.values() if part["secret"]] == [True]
    assert "The client secret is no longer in memory." in page.said()
    assert len(page.at.get("download_button")) == 1


def test_what_was_handed_over_can_be_seen_again() -> None:
    shown = SCENES["hand"]().views["configure_product"]
    assert isinstance(shown, HandOver)
    engine = engine_at("live_login", None)
    engine.views["configure_product"] = Done(None, handed=shown)
    assert "Choose OIDC and paste these values." in open_page(engine, f"{AT}&step=configure_product").said()


def test_the_summary_can_be_downloaded_in_every_form() -> None:
    page = open_scene("finish")
    offered = [unescaped(button.proto.label) for button in page.at.get("download_button")]
    assert offered == ["Markdown", "JSON", "Calendar (secret expiry)"]


def test_the_audit_trail_tells_every_kind_of_event_newest_first() -> None:
    page = open_scene("plan")
    page.button("Audit trail").click().run()
    said = page.said()
    told = [
        "Failed: Microsoft asks for a pause.",
        "Done: Create the app registration",
        "Step done: Choose the product",
    ]
    places = [said.index(sentence) for sentence in [*told, "Setup started"]]
    assert places == sorted(places)


def test_an_export_is_offered_once_there_is_something_to_export() -> None:
    assert "Export" not in open_scene("cards").buttons()
    page = open_scene("plan")
    page.button("Export").click().run()
    assert "It holds no secrets." in page.said()


def test_every_event_of_the_journal_has_its_sentence() -> None:
    from wizard.fold import APPLY

    told = {key.removeprefix("screen.trail.") for key in sentences() if key.startswith("screen.trail.")}
    assert set(APPLY) <= told
    assert text(say("screen.trail.created"))
