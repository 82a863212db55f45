"""A bundle shows what the customer saw, holds no secret, and hides whose it is where that is asked for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bundle_sources import ACME, APP, CLIENT, PRODUCT, SEEN, TENANT, WHO, bundle, events, poisoned, source, stopped
from prepared_files import SECRET, TOKEN

from steps.model.problems import problem
from steps.model.views import Open
from wizard.bundle.make import bundle_file
from wizard.bundle.read import read
from wizard.bundle.source import Source
from wizard.recipes import RecipeShelf
from wizard.secret_shapes import shape_in

SHELF = RecipeShelf()


def content(made: Source, mask: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bundle_file(made, mask=mask)[1])
    return found


def test_every_view_comes_back_as_it_was(tmp_path: Path) -> None:
    found = read(bundle(tmp_path), SHELF)
    shown = {step: seen.view for step, seen in found.seen.items()}
    opened, asked = shown.pop("sign_in"), shown.pop("make_secret")
    assert shown == {step: view for step, view in SEEN.items() if step not in ("sign_in", "make_secret")}
    # What only the customer may use is not in it.
    assert isinstance(opened, Open)
    assert opened == replace(SEEN["sign_in"], link="", code="", qr=False)
    assert asked == replace(SEEN["make_secret"], fields=(replace(SEEN["make_secret"].fields[0], shown=""),))


def test_the_setup_follows_from_the_events_and_the_chain_is_verified(tmp_path: Path) -> None:
    made = source()
    found = read(bundle(tmp_path), SHELF)
    assert (found.setup, found.events) == (made.setup, made.events)
    assert (found.fault, found.differs) == (None, False)
    assert found.recipe == SHELF.get("sekoia")


def test_a_problem_and_a_plan_that_stopped_come_back(tmp_path: Path) -> None:
    before = stopped().seen["register_app"]
    after = read(bundle(tmp_path, stopped()), SHELF).seen["register_app"]
    assert before.problem is not None
    assert after.problem is not None
    assert (after.problem.code, after.problem.values) == (before.problem.code, before.problem.values)
    assert after.problem.request_id == "request-1"
    assert after.applying is not None
    assert before.applying is not None
    assert (after.applying.changes, after.applying.current) == (before.applying.changes, 1)


def test_the_checks_stand_in_the_file_the_worst_first() -> None:
    checks = content(source())["checks"]
    assert checks[0] == {"step": "check_tenant", "name": "c", "verdict": "fail", "seen": "jane@acme.example"}
    assert [check["verdict"] for check in checks] == sorted(
        (check["verdict"] for check in checks), key=["fail", "warn", "info", "pass"].index
    )


LEFT_OUT = {
    "a client secret": SECRET,
    "a token": TOKEN,
    "a one-time link to the test login": "http://localhost:8765/login/start/" + "f3kq0mZx81",
    "a one-time link to the wizard": "http://localhost:8765/enter/" + "Zk31xQp07w",
    "a code in an address": "https://login.example/x?code=" + "OAQABAAIAAAD",
    "a state in an address": "https://login.example/x?client_id=1&state=" + "st4te5678",
}


@pytest.mark.parametrize("mask", [False, True], ids=["plain", "masked"])
@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_must_not_leave_is_nowhere_in_a_bundle(name: str, mask: bool, tmp_path: Path) -> None:
    canary = LEFT_OUT[name]
    tail = re.split(r"[/=]", canary)[-1]

    def put(text: str) -> str:
        return f"{text} {canary}" if text else text

    facts = tuple(poisoned(fact, put) for fact in (PRODUCT, replace(WHO), ACME))
    facts = (replace(facts[0], recipe="sekoia"), *facts[1:])
    trail = [replace(e, data=_put(e.data, put), actor=put(e.actor)) if e.kind in POISON else e for e in events(facts)]
    made = source(poisoned(SEEN, put), trail)
    trouble = problem("not-allowed", put("r"), doing=put("d"), said=put("AADSTS7000215: Invalid client secret"))
    plan = poisoned(stopped().seen["register_app"], put)
    made = replace(
        made,
        seen={
            **made.seen,
            "live_login": replace(made.seen["live_login"], view=None, problem=trouble),
            "register_app": plan,
        },
        cloud=put("Global"),
        typed=(put("acme"),),
    )
    file = bundle(tmp_path, made, mask=mask)
    written = file.read_text()
    assert tail not in written
    assert tail not in json.dumps(json.loads(written), ensure_ascii=False)
    assert shape_in(json.loads(written)) == ""
    assert json.loads(written)["redacted"] is True
    # It can still be opened.
    assert read(file, SHELF).fault is None


POISON = ("chosen", "ticked", "failed")


def _put(data: dict[str, Any], put: Any) -> dict[str, Any]:
    kept = {"code": data["code"]} if "code" in data else {}
    found: dict[str, Any] = {**json.loads(json.dumps(_all(data, put))), **kept}
    return found


def _all(data: Any, put: Any) -> Any:
    if isinstance(data, dict):
        return {name: _all(one, put) for name, one in data.items()}
    if isinstance(data, list | tuple):
        return [_all(one, put) for one in data]
    return put(data) if isinstance(data, str) else data


def test_an_invisible_character_of_the_tenant_does_not_keep_a_bundle_from_opening(tmp_path: Path) -> None:
    made = source(trail=events((PRODUCT, WHO, replace(ACME, name="Ac\u202eme\x07"))))
    found = read(bundle(tmp_path, made), SHELF)
    assert found.setup.tenant is not None
    assert found.setup.tenant.name == "Ac⟨U+202E⟩me⟨U+0007⟩"
    assert found.document.redacted


PRIVATE = (
    TENANT,
    CLIENT,
    "jane@acme.example",
    "acme.example",
    "Jane Doe",
    "Acme Ltd",
    "Sekoia for Acme",
    "wiki.acme.example",
    "or Bob",
)


def test_a_masked_bundle_tells_nobody_whose_it_is(tmp_path: Path) -> None:
    told = source()
    report = replace(SEEN["live_login"], text=f"AADSTS50105: the user 'Somebody Else' of {TENANT.upper()}")
    seen = {**told.seen, "live_login": replace(told.seen["live_login"], view=report)}
    written = bundle(tmp_path, replace(told, seen=seen), mask=True).read_text()
    for value in (*PRIVATE, "Somebody Else"):
        assert value.lower() not in written.lower(), value
    assert '"hash": ""' in written
    found = read(bundle(tmp_path, replace(told, seen=seen), mask=True), SHELF)
    assert found.document.masked
    assert (found.fault, found.differs, found.document.checkpoint) == (None, False, "")


def test_equal_values_have_equal_placeholders_and_different_ones_do_not() -> None:
    made = content(source(), mask=True)
    facts = made["facts"]
    tenant, client = facts["SignedIn"]["tenant_id"], facts["Registration"]["client_id"]
    assert tenant != client
    assert re.fullmatch(r"id-\d+", tenant)
    assert facts["Tenant"]["tenant_id"] == tenant
    assert facts["SignedIn"]["object_id"] == client
    assert made["steps"]["grant_access"]["view"]["tasks"][0]["values"][0]["text"] == tenant
    assert re.fullmatch(r"person-\d+", facts["SignedIn"]["user_name"])
    assert facts["SignedIn"]["user_name"] == made["events"][0]["actor"]
    assert facts["Product"]["answers"]["domains"][0] == facts["Tenant"]["domain"]


def test_what_is_public_stays_readable_in_a_masked_bundle() -> None:
    made = content(source(), mask=True)
    assert made["facts"]["Product"]["answers"]["app_host"] == "app.sekoia.io"
    assert made["facts"]["Registration"]["redirect_uris"]["web"][0].startswith("https://app.sekoia.io/path-")
    link = made["steps"]["grant_access"]["view"]["tasks"][0]["link"]
    assert re.fullmatch(r"https://entra\.microsoft\.com/id-\d+/#view/x", link)
    assert made["steps"]["live_login"]["view"]["title"]["key"] == "check_tenant.cannot"
    assert [event["kind"] for event in made["events"]] == [event.kind for event in source().events]
    assert APP.unique_name == made["facts"]["Registration"]["unique_name"]
