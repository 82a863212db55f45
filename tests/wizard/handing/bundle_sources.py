"""A setup with every kind of view, made up so that each string in it can be somebody's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from steps.model.changes import Change, Row
from steps.model.facts import Answer, Finished, Product, Registration, SignedIn, Tenant
from steps.model.problems import problem
from steps.model.setup import Setup
from steps.model.views import (
    Ask,
    Card,
    Done,
    Field,
    FileOffer,
    Finding,
    Guide,
    HandOver,
    Open,
    Propose,
    Report,
    Section,
    Task,
    Value,
    View,
    Wait,
)
from steps.model.words import Say, say
from wizard.bundle.make import bundle_file
from wizard.bundle.source import Source
from wizard.carrying_out import Applying
from wizard.fold import change_to_data, fact_to_data, fold
from wizard.journal import Event
from wizard.journal.chain import Row as Written
from wizard.journal.chain import canonical, genesis
from wizard.recipes import RecipeShelf
from wizard.seen import Seen

SHELF = RecipeShelf()
TENANT = "9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d"
CLIENT = "2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40"
AT = "2026-11-21T08:00:00+00:00"
ANSWERS: dict[str, Answer] = {"app_host": "app.sekoia.io", "domains": ("acme.example",), "create_accounts": False}
PRODUCT = Product("sekoia", "Sekoia.io", "h", ANSWERS)
WHO = SignedIn(TENANT, CLIENT, "jane@acme.example", "Jane Doe", "browser", "Global")
ACME = Tenant(TENANT, "Acme Ltd", "acme.example")
APP = Registration("o", CLIENT, "u", "Sekoia for Acme", {"web": ("https://app.sekoia.io/callback",)})
CHANGE = Change("register_app", "application", "PATCH /applications", (Row("displayName", None, "x"),), {"name": "x"})

ASK = Ask(
    (Field("host", "host", "Host", "Help", shown="wiki.acme.example"),), say("register_app.adjust"), notes=("n",)
)
REPORT = Report(
    "fail",
    say("check_tenant.cannot"),
    "text",
    (
        Section("Fine", (Finding("a", "pass", "seen"), Finding("b", "info", "seen"))),
        Section(
            "Bad", (Finding(say("check_tenant.role"), "pass"), Finding("c", "fail", "jane@acme.example", "Do this."))
        ),
    ),
)
TASK = Task("t", "Where > There", "Do it", (Value("Label", TENANT),), f"https://entra.microsoft.com/{TENANT}/#view/x")
SEEN: Mapping[str, View | Any] = {
    "choose_product": Ask(cards=(Card("sekoia", "Sekoia.io", "text"),)),
    "sign_in": Open("https://login.example/GDC9JKLM", "waiting", "Open", AT, "GDC9JKLM", True, ask=ASK),
    "check_tenant": Done(ACME, (Value("Tenant", "Acme Ltd"),), REPORT, ("note",)),
    "register_app": Propose((CHANGE,), ASK, (Card("by_hand", "By hand", ""),), ("note",)),
    "grant_access": Guide((TASK,), ASK, REPORT, ("note",)),
    "collect_endpoints": Wait("spreading", AT, AT),
    "make_secret": Ask((Field("client_secret", "secret", "Secret", shown="typed"),), "Go"),
    "configure_product": HandOver((replace(TASK, message="Hello Jane Doe"),), (FileOffer("f.env", "There"),), "Go"),
    "live_login": REPORT,
    "finish": Done(Finished(AT), exports=True, stay=True),
}


def event(before: list[Event], kind: str, data: dict[str, Any]) -> Event:
    """The next event, chained as the journal chains it."""
    previous = before[-1].hash if before else genesis("abc23456")
    row = Written("abc23456", len(before) + 1, AT, "jane@acme.example", kind, canonical(data), previous, "")
    return Event(row.setup, row.seq, row.at, row.actor, kind, data, previous, row.expected())


def events(facts: tuple[Any, ...] = (PRODUCT, WHO, ACME)) -> list[Event]:
    """A trail with an event of every kind."""
    change, made = {"change": change_to_data(CHANGE)}, []
    listed: list[tuple[str, dict[str, Any]]] = [
        ("created", {"version": "1"}),
        *(("known", {**fact_to_data(fact), "how": "found"}) for fact in facts),
        (
            "chosen",
            {"choices": {"people": ("User|1|Jane Doe",), "by_hand": True, "prepared.note": "Call Jane Doe,\nor Bob"}},
        ),
        ("ticked", {"name": "wait"}),
        ("unticked", {"name": "wait"}),
        ("intended", change),
        ("failed", {"code": "throttled", "values": {"seconds": "5"}, "request_id": "r"}),
        ("intended", change),
        ("done", {**change, "ids": {"object_id": CLIENT}}),
        ("intended", change),
        ("adopted", {"ids": {}}),
        ("intended", change),
        ("vanished", {}),
        ("undone", {"step": "register_app", "kind": "application", "target": "PATCH /applications"}),
        ("known", {**fact_to_data(APP), "how": "found"}),
        ("chosen", {"choices": {"prepared.note": "Call Jane Doe,\nor Bob"}}),
    ]
    for kind, data in listed:
        made.append(event(made, kind, json.loads(canonical(data))))
    return made


def source(seen: Mapping[str, Any] = SEEN, trail: list[Event] | None = None) -> Source:
    """All of it; a problem may stand in place of a view."""
    written = events() if trail is None else trail
    setup: Setup = fold(written)
    shown = {
        step: Seen(step, setup.seq, problem=one) if isinstance(one, Exception) else Seen(step, setup.seq, one)
        for step, one in seen.items()
    }
    return Source(setup, written, shown, SHELF.get("sekoia"), "Global", ("acme.example",))


def stopped() -> Source:
    """A plan that stopped half-way, with what Microsoft said."""
    made = source({"register_app": SEEN["register_app"]})
    trouble = problem("not-allowed", "request-1", doing="PATCH /applications", said="Insufficient privileges")
    plan = Applying((CHANGE, CHANGE), 1, AT, trouble, "register_app")
    return replace(made, seen={"register_app": Seen("register_app", 1, problem=trouble, applying=plan)})


def poisoned(value: Any, put: Callable[[str], str]) -> Any:
    """The same record with every text in it changed that may come from a person, the tenant or Microsoft."""
    if isinstance(value, str):
        return put(value)
    if isinstance(value, Mapping):
        return {name: poisoned(inside, put) for name, inside in value.items()}
    if isinstance(value, tuple):
        return tuple(poisoned(inside, put) for inside in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"key", "verdict", "kind", "step", "until", "since", "at", "way"}
        names = {field.name for field in fields(value)} - (kept if not isinstance(value, Say) else {"key"})
        return replace(value, **{name: poisoned(getattr(value, name), put) for name in names})
    return value


def bundle(folder: Path, made: Source | None = None, *, mask: bool = False) -> Path:
    """The file of a bundle."""
    name, content = bundle_file(made or source(), mask=mask)
    (folder / name).write_bytes(content)
    return folder / name
