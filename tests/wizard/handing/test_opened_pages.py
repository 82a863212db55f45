"""Support sees the customer's own pages: every step of a real setup, drawn from its bundle and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import wizard
from steps.model.words import say
from tests.wizard.walked import Walked, begun
from wizard import running
from wizard.bundle.make import bundle_file
from wizard.bundle.read import read
from wizard.bundle.shown import BundleEngine, NoLogins
from wizard.engine import Engine
from wizard.recipes import RecipeShelf
from wizard.text import text

APP = Path(wizard.__file__).with_name("app.py")
BANNER = "Read-only: what the customer sees"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """A setup that was walked to its end, and whose pages were all seen."""
    with begun(tmp_path_factory.mktemp("customer")) as made:
        made.walk(*made.engine.step_names)
        for step in made.engine.step_names:
            made.look(step)
        yield made


def opened(walked: Walked, folder: Path, *, mask: bool = False) -> BundleEngine:
    name, content = bundle_file(walked.engine.source(walked.setup.id), mask=mask)
    (folder / name).write_bytes(content)
    return BundleEngine(read(folder / name, RecipeShelf()))


def page(engine: Engine, address: dict[str, str]) -> AppTest:
    running.start(engine, NoLogins())
    at = AppTest.from_file(str(APP), default_timeout=20)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def said(at: AppTest) -> list[str]:
    """Every text of the page but the banner, in order."""
    bodies = [found.proto.body for found in at.get("html") if "<style>" not in found.proto.body]
    texts = [html.unescape(re.sub(r"<[^>]+>", " ", body)) for body in bodies if BANNER not in body]
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def without_practice(told: list[str]) -> list[str]:
    """Without the ways to the practice tenant's own pages: it does not run where a bundle is opened."""
    portal = f" {text(say('screen.open_portal'))}"
    return [each.replace(portal, "") for each in told if each != text(say("screen.situations"))]


def parts(at: AppTest) -> list[tuple[str, str]]:
    """What each component was given, but for what differs from redraw to redraw."""
    found = [(part.proto.component_name, part.proto.json) for part in at.get("bidi_component")]
    return [(name, re.sub(r'"turn": \d+', "", data)) for name, data in found]


STEPS = ("choose_product", "sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints")
STEPS += ("make_secret", "live_login")


@pytest.mark.parametrize("step", STEPS)
def test_a_page_of_a_bundle_is_the_customers_page(step: str, walked: Walked, tmp_path: Path) -> None:
    address = {"w": walked.setup.id, "step": step}
    theirs, ours = page(walked.engine, address), page(opened(walked, tmp_path), address)
    assert said(ours) == without_practice(said(theirs))
    assert parts(ours) == parts(theirs)
    assert [button.label for button in ours.button] == [button.label for button in theirs.button]
    bodies = " ".join(found.proto.body for found in ours.get("html"))
    assert bodies.count(BANNER) == 1


@pytest.mark.parametrize("step", ["configure_product", "finish"])
@pytest.mark.parametrize("mask", [False, True], ids=["plain", "masked"])
def test_a_page_with_files_says_that_there_are_none_here(
    step: str, mask: bool, walked: Walked, tmp_path: Path
) -> None:
    ours = page(opened(walked, tmp_path, mask=mask), {"w": walked.setup.id, "step": step})
    assert BANNER in " ".join(found.proto.body for found in ours.get("html"))


def test_the_way_in_leads_to_the_page_that_matters_and_stays_there(walked: Walked, tmp_path: Path) -> None:
    engine = opened(walked, tmp_path)
    at = page(engine, {})
    assert at.query_params["step"] in ("finish", ["finish"])
    assert at.query_params["w"] in (walked.setup.id, [walked.setup.id])


def test_a_click_says_that_nothing_is_done_here(walked: Walked, tmp_path: Path) -> None:
    at = page(opened(walked, tmp_path), {"w": walked.setup.id, "step": "choose_product"})
    change = next(button for button in at.button if "Change" in button.label)
    change.click().run()
    assert not at.exception
    assert any("Nothing can be changed here" in told for told in said(at))


def test_the_audit_trail_and_the_summary_can_be_read(walked: Walked, tmp_path: Path) -> None:
    at = page(opened(walked, tmp_path), {"w": walked.setup.id, "step": "sign_in"})
    next(button for button in at.button if button.label == "Audit trail").click().run()
    assert not at.exception
    assert any("Setup started" in told for told in said(at))


@pytest.mark.parametrize("mask", [False, True], ids=["plain", "masked"])
def test_no_page_of_a_bundle_holds_the_secret(mask: bool, walked: Walked, tmp_path: Path) -> None:
    engine = opened(walked, tmp_path, mask=mask)
    held = walked.engine.reveal(walked.setup.id)
    assert held is not None
    for step in engine.step_names:
        at = page(engine, {"w": walked.setup.id, "step": step})
        assert held.reveal() not in " ".join([*said(at), *(data for _, data in parts(at))])
    (file,) = tmp_path.glob("*.ssobundle")
    assert held.reveal() not in file.read_text()


def test_a_masked_page_does_not_say_whose_it_is(walked: Walked, tmp_path: Path) -> None:
    engine = opened(walked, tmp_path, mask=True)
    setup = walked.setup
    assert setup.tenant is not None
    assert setup.signed_in is not None
    assert setup.registration is not None
    private = [setup.tenant.name, setup.tenant.domain, setup.tenant.tenant_id, setup.registration.client_id]
    private += [setup.signed_in.user_name, setup.signed_in.display_name, setup.signed_in.object_id]
    for step in engine.step_names:
        at = page(engine, {"w": setup.id, "step": step})
        seen = " ".join([*said(at), *(data for _, data in parts(at))]).lower()
        assert [value for value in private if value.lower() in seen] == []
