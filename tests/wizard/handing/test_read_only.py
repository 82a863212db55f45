"""A bundle as an engine: it answers like the customer's, begins where something is wrong, and does nothing."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bundle_sources import PRODUCT, SEEN, WHO, bundle, events, source

from steps.model.facts import Configured, Finished, LoginResult, Registration, SecretRecord
from steps.model.problems import Problem, problem
from steps.model.views import Done, Report
from wizard.bundle.make import bundle_file
from wizard.bundle.read import read
from wizard.bundle.shown import BundleEngine, NoLogins
from wizard.bundle.source import Source
from wizard.engine import Engine
from wizard.recipes import RecipeShelf
from wizard.text import text

SHELF = RecipeShelf()
ID = "abc23456"


def shown(folder: Path, made: Source | None = None, mask: bool = False) -> BundleEngine:
    return BundleEngine(read(bundle(folder, made, mask=mask), SHELF))


def banner(engine: BundleEngine) -> str:
    assert engine.read_only is not None
    return " ".join(text(line) for line in (engine.read_only.title, *engine.read_only.lines))


WRITES: dict[str, Callable[[Engine], object]] = {
    "begin": lambda engine: engine.begin("sekoia"),
    "create": lambda engine: engine.create(),
    "prepare": lambda engine: engine.prepare({}, {}),
    "answer": lambda engine: engine.answer(ID, 1, "finish", {}),
    "confirm": lambda engine: engine.confirm(ID, 1, "finish", ()),
    "tick": lambda engine: engine.tick(ID, "x", on=True),
    "file": lambda engine: engine.file(ID, "x"),
    "own_file": lambda engine: engine.own_file(ID, "x", b""),
    "source": lambda engine: engine.source(ID),
}
READS = ("setups", "setup", "events", "products", "position", "states", "seen", "look_again", "summary", "typed")
QUIET = ("reveal", "close", "cloud", "practice", "is_waiting")


@pytest.mark.parametrize("name", WRITES)
def test_every_call_that_would_do_something_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        WRITES[name](shown(tmp_path))
    assert refused.value.code == "read-only"


def test_nothing_of_the_engine_is_left_to_chance() -> None:
    public = {name for name, _ in inspect.getmembers(Engine) if not name.startswith("_")} - {"read_only"}
    assert public == {*WRITES, *READS, *QUIET}
    assert {name for name in public if name not in vars(BundleEngine)} == set()


def test_what_is_read_is_what_the_customer_has(tmp_path: Path) -> None:
    made, engine = source(), shown(tmp_path)
    assert engine.setups() == [made.setup]
    assert engine.events(ID) == made.events
    assert engine.cloud == "Global"
    assert engine.position(made.setup) == "register_app"
    assert engine.states(made.setup) == {
        name: "done" if number < 3 else "open" if name == "register_app" else "locked"
        for number, name in enumerate(engine.step_names)
    }
    assert engine.seen(ID, "register_app").view == SEEN["register_app"]
    assert engine.reveal(ID) is None
    assert engine.products() == ()
    name, content = engine.summary(ID, "json")
    assert name.endswith(".json")
    assert json.loads(content)["setup"] == ID
    with pytest.raises(Problem) as unknown:
        engine.setup("other")
    assert unknown.value.code == "setup-unknown"
    with pytest.raises(Problem) as locked:
        engine.seen(ID, "finish")
    assert locked.value.code == "changed-elsewhere"


REFUSED = problem("registration-forbidden", said="Insufficient privileges")
SPREADING = problem("throttled", seconds="5")


@pytest.mark.parametrize(
    ("seen", "begins", "state"),
    [
        ({"register_app": REFUSED}, "register_app", "attention"),
        ({"register_app": SPREADING}, "register_app", "open"),
        ({"sign_in": SEEN["live_login"]}, "sign_in", "open"),
        ({"check_tenant": SEEN["check_tenant"], "register_app": REFUSED}, "check_tenant", "attention"),
        ({"register_app": SEEN["grant_access"]}, "register_app", "attention"),
        ({}, "register_app", "open"),
    ],
    ids=[
        "a-problem",
        "no-problem-but-a-wait",
        "a-report",
        "a-done-with-a-report",
        "a-guide-with-a-report",
        "nothing",
    ],
)
def test_the_first_page_is_the_one_on_which_something_is_wrong(
    seen: dict[str, Any], begins: str, state: str, tmp_path: Path
) -> None:
    engine = shown(tmp_path, source(seen))
    assert engine.read_only is not None
    assert engine.read_only.begin_at == begins
    assert engine.states(engine.setup(ID))["register_app"] == state


def test_the_check_that_failed_comes_first(tmp_path: Path) -> None:
    engine = shown(tmp_path, source({"register_app": SEEN["live_login"], "check_tenant": SEEN["check_tenant"]}))
    whole, done = engine.seen(ID, "register_app").view, engine.seen(ID, "check_tenant").view
    assert isinstance(whole, Report)
    assert isinstance(done, Done)
    assert done.report is not None
    for report in (whole, done.report):
        assert [section.title for section in report.sections] == ["Bad", "Fine"]
        assert [finding.verdict for finding in report.sections[0].findings] == ["fail", "pass"]


def test_a_step_that_nobody_looked_at_shows_what_is_known_of_it(tmp_path: Path) -> None:
    engine = shown(tmp_path, source({}))
    done = engine.seen(ID, "sign_in").view
    assert isinstance(done, Done)
    assert WHO.user_name in [value.text for value in done.values]
    assert engine.seen(ID, "register_app").problem is not None
    assert str(engine.seen(ID, "register_app").problem).startswith("bundle-unseen")


def test_every_fact_can_be_shown_without_its_view(tmp_path: Path) -> None:
    at = "2026-11-21T08:00:00+00:00"
    facts = (
        PRODUCT,
        WHO,
        Registration("o", "c", "u", "n", consented=True, service_principal_id="s"),
        SecretRecord("k", "abc", "2027-05-20", proven=True),
        Configured(at),
        LoginResult(at, "jane@acme.example", "s", "o", claims={"oid": "o"}),
        Finished(at),
    )
    engine = shown(tmp_path, source({}, events(facts)))
    states = engine.states(engine.setup(ID))
    assert all(engine.seen(ID, step).view for step, state in states.items() if state == "done")


def test_the_banner_says_what_it_is_and_as_of_when(tmp_path: Path) -> None:
    engine = shown(tmp_path)
    told = banner(engine)
    assert told.startswith("Read-only: what the customer sees, as of 20")
    assert "Every event is as it was written." in told
    assert engine.read_only is not None
    assert engine.read_only.verdict == "info"


def test_the_banner_does_not_hide_a_trail_that_was_altered(tmp_path: Path) -> None:
    data = json.loads(bundle_file(source(), mask=False)[1])
    data["events"][2]["actor"] = "somebody else"
    data["facts"]["Tenant"]["name"] = "Other"
    file = tmp_path / "x.ssobundle"
    file.write_text(json.dumps(data))
    engine = BundleEngine(read(file, SHELF))
    assert "does not verify: event 3 is wrong. It was altered" in banner(engine)
    assert "not what its audit trail says" in banner(engine)
    assert engine.read_only is not None
    assert engine.read_only.verdict == "warn"


def test_the_banner_says_why_a_trail_cannot_be_verified(tmp_path: Path) -> None:
    assert "placeholders, so the audit trail cannot be verified" in banner(shown(tmp_path, mask=True))
    trail = events()
    trail[0] = replace(trail[0], actor="a\u202eb")
    assert "left out, so the audit trail cannot be verified" in banner(shown(tmp_path, source(trail=trail)))


def test_the_banner_says_that_the_product_file_is_another_one(tmp_path: Path) -> None:
    data = json.loads(bundle_file(source(), mask=False)[1])
    data["product"]["hash"] = "another"
    file = tmp_path / "x.ssobundle"
    file.write_text(json.dumps(data))
    assert "Your product file for Sekoia.io is another one" in banner(BundleEngine(read(file, SHELF)))


def test_no_test_login_begins_or_ends() -> None:
    logins = NoLogins()
    assert logins.start("x") is None
    logins.complete([("code", "x")], "key")
