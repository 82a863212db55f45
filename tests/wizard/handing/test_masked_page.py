"""What a pasted error and a report name is in no masked bundle, and is covered while others look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bundle_sources import ACME, PRODUCT, SEEN, WHO, bundle, event, events, source

from steps.model.facts import Answer
from steps.model.setup import Setup
from steps.model.views import Done, Finding, Guide, Open, Report, Section, View
from steps.model.words import Words, say
from steps.test_login.never_back import CODES, NAMED
from wizard.bundle.make import bundle_file
from wizard.bundle.read import read
from wizard.evidence import is_telling
from wizard.fold import fold
from wizard.journal import Event
from wizard.oidc.errors import explain
from wizard.private import of_page, of_setup
from wizard.recipes import RecipeShelf
from wizard.seen import Seen

OTHERS = "Fabrikam Holding"
CORRELATION = "7000215a-0000-4000-8000-000000050105"
CODES_KEPT = tuple(
    one.key for said in ("AADSTS50105", "access_denied", "Need admin approval", "Code: a_b") for one in explain(said)
)


def named(tenant: str = OTHERS, user: str = "Lee", **others: str) -> str:
    """As the step keeps what a page named."""
    told = {"tenant": tenant, "user": user, "client_id": "", "redirect_uri": "", "timestamp": "2026-11-21T03:00:00Z"}
    return json.dumps({**told, "correlation_id": CORRELATION, **others}, sort_keys=True)


def trail(*pasted: str) -> list[Event]:
    """The usual events, with an error pasted so many times."""
    made = events((PRODUCT, WHO, ACME))
    for one in pasted:
        choices: dict[str, Answer] = {NAMED: one, CODES: CODES_KEPT}
        made.append(event(made, "chosen", json.loads(json.dumps({"choices": choices}))))
    return made


def choices(file: Path) -> list[dict[str, Any]]:
    told = [one["data"]["choices"] for one in json.loads(file.read_text())["events"] if one["kind"] == "chosen"]
    return [one for one in told if NAMED in one]


def test_a_masked_bundle_does_not_tell_what_a_pasted_error_named(tmp_path: Path) -> None:
    stopped = Report("fail", "t", f"said in {OTHERS}", (Section("s", (Finding("n", "fail", OTHERS),)),))
    made = source({**SEEN, "live_login": stopped}, trail(named("Northwind Traders"), named()))
    file = bundle(tmp_path, made, mask=True)
    for value in (OTHERS, "Northwind Traders", "Lee", CORRELATION):
        assert value not in file.read_text(), value
    first, last = choices(file)
    kept = json.loads(last[NAMED])
    assert (kept["timestamp"], kept["client_id"]) == ("2026-11-21T03:00:00Z", "")
    assert kept["tenant"] != json.loads(first[NAMED])["tenant"]
    assert kept["tenant"] in file.read_text().partition("live_login")[2]
    assert tuple(last[CODES]) == CODES_KEPT, "what it means can still be read"
    assert read(file, RecipeShelf()).fault is None


@pytest.mark.parametrize("odd", ["", "{", "[]", "7", '{"tenant": 7}', '{"tenant": ["a"]}', "null", "Fabrikam"])
def test_what_a_foreign_bundle_keeps_there_breaks_nothing(odd: str) -> None:
    made = source(trail=trail(odd))
    assert isinstance(tuple(of_setup(fold(made.events))), tuple)
    assert bundle_file(made, mask=True)[1]


SAYS: list[tuple[Words, str, set[str]]] = [
    (say("preflight.assigned"), "Jackal Crew, Ibex Guild", {"Jackal Crew", "Ibex Guild"}),
    (say("preflight.groups"), "Jackal Crew", {"Jackal Crew"}),
    (say("preflight.tester"), "Lee", {"Lee"}),
    (say("preflight.ours"), f"Okapi ({CORRELATION})", {"Okapi"}),
    (say("preflight.other_name"), f"Okapi (test) ({CORRELATION})", {"Okapi (test)"}),
    (say("preflight.registration"), "Okapi", {"Okapi"}),
    (say("preflight.registration"), "displayName: Okapi → Tapir", {"Okapi", "Tapir"}),
    (say("check_tenant.policies"), "Block all but staff", {"Block all but staff"}),
    (say("live_login.named_tenant"), OTHERS, {OTHERS}),
    ("given_name", "Lee", {"Lee"}),
    # These tell nothing, and would be hidden wherever else they stand.
    (say("preflight.assigned"), "appRoleAssignmentRequired: false", set()),
    (say("preflight.assigned"), "appRoleAssignedTo: –", set()),
    (say("preflight.mail"), "mail: –", set()),
    (say("preflight.groups"), "12", set()),
    (say("preflight.registration"), "isFallbackPublicClient: true → false", set()),
    (say("preflight.registration"), "requiredResourceAccess (Microsoft Graph): – → openid", set()),
    (say("preflight.clock"), "+0.3 s", set()),
    ("ver", "2.0", set()),
]


@pytest.mark.parametrize(("name", "seen", "told"), SAYS)
@pytest.mark.parametrize("kind", ["report", "done", "open", "guide"])
def test_whose_it_is_is_found_in_every_view_with_a_report(kind: str, name: Words, seen: str, told: set[str]) -> None:
    finding = Finding(name, "pass", seen)
    report = Report("pass", "t", "t", (Section("s", (finding,)),))
    views: dict[str, View] = {
        "report": report,
        "done": Done(ACME, report=report),
        "open": Open("", "w", "l", report=report),
        "guide": Guide((), report=report),
    }
    assert {*of_page(Seen("live_login", 1, views[kind]))} == told
    assert is_telling(finding) or not told


def test_what_a_pasted_error_named_is_known_of_a_setup() -> None:
    assert {OTHERS, "Lee"} <= {*of_setup(Setup("abc23456", "", choices={NAMED: named()}))}
