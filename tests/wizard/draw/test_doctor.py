"""The page that explains errors: reached from everywhere, works without a setup, and leads to the step that helps."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from fake_engine import NAMES, FakeEngine, engine_at
from reading import Page, open_page, open_scene
from samples import LOGIN
from samples_mended import PAGE

from steps.model.setup import Setup
from steps.model.views import Finding
from wizard.draw import ways
from wizard.draw.doctor import ANSWERED
from wizard.oidc import errors
from wizard.read_only import ReadOnly
from wizard.text import sentences

ALL = {(name, code) for name in ("aadsts", "oauth", "graph") for code in errors.family(name)}


def ask(page: Page, typed: str) -> str:
    page.at.text_area[0].input(typed)
    page.button("Explain").click()
    page.at.run()
    assert not page.at.exception
    return page.said()


def test_the_first_page_leads_there_and_back() -> None:
    page = open_scene("home")
    page.button("What does this error mean?").click().run()
    assert "Paste what Microsoft's page, the product or its log says." in page.said()
    page.button("All setups").click().run()
    assert "Your setups" in page.said()


def test_a_step_leads_there_and_back_to_itself() -> None:
    page = open_page(engine_at("live_login", LOGIN), "?w=abc23456&step=register_app")
    page.button("What does this error mean?").click().run()
    assert "Hugging Face · Contoso Ltd" in page.said()
    page.button("Back to the step").click().run()
    assert (page.step, page.at.query_params.get("doctor")) == ("register_app", None)


def test_an_error_is_explained_without_a_setup() -> None:
    page = open_scene("doctor alone")
    said = ask(page, "AADSTS50011: The redirect URI 'http://wiki.example.com/cb' specified in the request")
    for part in ("what", "why", "next"):
        assert sentences()[f"aadsts.50011.{part}"] in said
    assert "To be mended in the app registration" in said
    assert "Mended in the step “Register the app”" in said
    assert [value["value"] for value in page.values()] == ["http://wiki.example.com/cb"]
    assert 'href="https://login.microsoftonline.com/error?code=50011"' in page.markup()
    assert 'href="https://entra.microsoft.com/#app-authentication"' in page.markup()


def test_an_unknown_error_is_told_in_microsofts_words() -> None:
    page = open_scene("doctor alone")
    said = ask(page, "AADSTS9999991: Something new happened to 'Wiki'.\nTrace ID: 0a1b")
    assert "Something new happened to 'Wiki'." in said
    assert "Trace ID" not in said
    assert "Something new" not in ask(page, "AADSTS50011: Something new happened.")


def test_with_a_setup_the_links_are_those_of_the_setup() -> None:
    page = open_scene("doctor")
    ask(page, "AADSTS50105")
    assert 'href="?w=abc23456&amp;step=grant_access&amp;from=live_login"' in page.markup()
    assert 'href="https://entra.microsoft.com/abc23456#enterprise-users"' in page.markup()


def test_several_errors_and_unknown_ones_are_all_answered() -> None:
    page = open_scene("doctor alone")
    said = ask(page, "AADSTS99999 and access_denied")
    assert "Microsoft reported error 99999" in said
    assert sentences()["oauth.access_denied.approval.what"] in said
    assert sentences()["oauth.access_denied.cancel.what"] in said
    assert "a good guess" in said


@pytest.mark.parametrize("typed", ["it does not work", "   ", ""])
def test_a_text_without_an_error_says_what_to_paste(typed: str) -> None:
    page = open_scene("doctor alone")
    assert "No error of Microsoft's was recognized" not in page.said()
    assert "No error of Microsoft's was recognized" in ask(page, typed)


def test_nothing_pasted_reaches_the_address_or_the_engine() -> None:
    page = open_scene("doctor")
    ask(page, "AADSTS7000215 client_secret=S3cret-Value-0123456789")
    assert "S3cret" not in page.markup() + repr(page.at.query_params) + repr(page.engine.asked)
    assert page.engine.asked == []


def test_a_text_is_read_once_and_not_at_every_look() -> None:
    page = open_scene("doctor")
    ask(page, "AADSTS7000215 client_secret=S3cret-Value-0123456789")
    kept = page.at.session_state[ANSWERED]
    page.at.run()
    assert page.at.session_state[ANSWERED] is kept
    assert "S3cret" not in repr(kept)
    assert sentences()["aadsts.50011.what"] in ask(page, "AADSTS50011")
    assert page.at.session_state[ANSWERED] is not kept


def test_an_unknown_setup_leads_to_the_first_page() -> None:
    assert "There is no setup gone2345 here." in open_page(FakeEngine(), "?doctor=on&w=gone2345").said()


@pytest.mark.parametrize(("name", "code"), sorted(ALL))
def test_every_step_that_is_named_is_led_to(name: str, code: str) -> None:
    step = errors.family(name)[code].step
    engine = engine_at("finish", None)
    if step:
        markup = str(ways.to_step(step, engine, "abc23456"))
        address = parse_qs(markup.partition('href="?')[2].partition('"')[0].replace("&amp;", "&"))
        assert address == {"w": ["abc23456"], "step": [step]}
        assert sentences()[f"step.{step}.title"] in markup


def links(page: Page) -> list[str]:
    return [part.partition('"')[0] for part in page.markup().split('<a href="')[1:]]


def test_a_finding_links_to_its_step_and_its_page() -> None:
    page = open_scene("mended")
    steps = [f"?w=abc23456&amp;step={step}&amp;from=live_login" for step in ("register_app", "grant_access")]
    pages = [PAGE, PAGE]
    assert [link for link in links(page) if link.startswith("?")] == steps
    assert [link for link in links(page) if "Authentication" in link] == pages
    assert "javascript:" not in page.markup()
    assert 'aria-label="Open in the Entra admin center: The address is not registered."' in page.markup()
    assert "Mended in the step “Finish and hand over”" in page.said()


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://127.0.0.1:8766/portal/x/#view/apps", "Open in the Entra admin center"),
        ("https://login.microsoftonline.com/error?code=9999991", "What Microsoft says about it"),
        ("http://login.example/error", ""),
        ("http://127.0.0.1.example/portal", ""),
        ("http://localhost:80@login.example/", ""),
    ],
)
def test_a_finding_leads_to_https_and_to_the_practice_tenants_portal(link: str, says: str) -> None:
    shown = str(ways.ways(Finding("It is wrong.", "fail", link=link), None))
    assert (f'href="{link}"' in shown, says in shown) == (bool(says), True)


def test_where_nothing_can_be_changed_a_step_is_named_and_not_led_to() -> None:
    page = open_scene("mended")
    page.engine.read_only = ReadOnly("info", "Read-only", (), "live_login")
    page.at.run()
    assert [link for link in links(page) if link.startswith("?")] == []
    assert "Mended in the step “Register the app”" in page.said()


def test_a_step_that_is_not_reached_is_no_link() -> None:
    engine = engine_at("sign_in", None)
    assert "<a" not in ways.to_step("register_app", engine, "abc23456")
    assert "<a" not in ways.to_step(NAMES[0], replace(engine, kept={"": Setup("", "")}), "")
