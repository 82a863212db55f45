"""The product is asked from the page: what it sends differs by one letter, and fits once that is corrected."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from steps.model.views import Report
from wizard.assemble import assembled
from wizard.commands.person import ScriptedPerson
from wizard.journal import Journal
from wizard.places import journal_place
from wizard.practice import PracticeTenant
from wizard.recipes import RecipeShelf

from .hands import PATIENCE, Hands
from .program import Program

pytestmark = pytest.mark.browser

STEPS = (
    *("choose_product", "sign_in", "check_tenant", "register_app"),
    *("grant_access", "collect_endpoints", "make_secret", "configure_product"),
)
ADDRESS = "https://wiki.contoso.com/login"


@pytest.fixture
def setup_id(tmp_path: Path) -> str:
    """A product behind a proxy that ends TLS was asked, and then corrected while the wizard was closed."""
    folder, shelf = tmp_path / "wizard", RecipeShelf()
    folder.mkdir()
    recipe = shelf.get("any_openid_connect")
    with ExitStack() as stack:
        tenant = stack.enter_context(PracticeTenant(folder / "practice"))
        journal = Journal(journal_place(None, folder, practice=True))
        engine, hub = stack.enter_context(assembled(journal, tenant.cloud, shelf, port=8765))
        # Its rehearsal in the browser: a product without a secret, which a new program would ask for once more.
        rehearsal = next(one for one in recipe.rehearsals if one.name == "Any product, in the browser")
        person = ScriptedPerson(engine, hub, tenant, recipe, rehearsal)
        for step in STEPS:
            person.do(step)
        (setup,) = engine.setups()
        tenant.scenarios.product_behind_proxy = True
        engine.answer(setup.id, setup.seq, "live_login", {"product_login": ADDRESS})
        deadline = time.monotonic() + 30
        while not isinstance(engine.seen(setup.id, "live_login", wait=1.0).view, Report):
            assert time.monotonic() < deadline
        tenant.scenarios.product_behind_proxy = False
    return setup.id


def test_what_a_product_sends_is_shown_and_asked_again(
    setup_id: str, program: Program, context: BrowserContext
) -> None:
    hands = Hands(context)
    page = hands.page
    page.goto(program.start())
    page.goto(f"http://localhost:{program.port}/?w={setup_id}&step=live_login")
    expect(page.get_by_text("asks for something else than is registered")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("X-Forwarded-Proto").first).to_be_visible()
    expect(page.get_by_text("The first difference is at character 5: “:” instead of “s”.")).to_be_visible()
    assert page.locator(".seen mark").all_text_contents() == [":", "s"]
    assert page.locator(".seen").all_text_contents()[:2] == ["http://wiki.contoso.com/", "https://wiki.contoso.com/"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    page.set_viewport_size({"width": 1440, "height": 900})
    hands.click("Ask again")
    hands.type("Address that begins the sign-in", ADDRESS)
    hands.click("Ask it")
    expect(page.get_by_text("Practice:", exact=False).first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("itself was not asked")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("a stand-in answered for the product")).to_be_visible()
    assert page.locator(".seen mark").count() == 0
    assert "wiki.contoso.com/login" not in program.output()
