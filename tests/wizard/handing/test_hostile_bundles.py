"""A bundle from anybody: whatever is wrong with it is named, and nothing of it is shown or followed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prepared_files import SECRET, TOKEN
from sources import TENANT, bundle, source

from steps.model.problems import Problem
from steps.model.views import Guide, HandOver, Open
from wizard.bundle.make import bundle_file
from wizard.bundle.read import Bundle, read
from wizard.recipes import RecipeShelf
from wizard.text import say_problem

SHELF = RecipeShelf()
RIGHT = bundle_file(source(), mask=False)[1]
Edit = Callable[[dict[str, Any]], object]


def opened(folder: Path, content: bytes) -> Bundle:
    file = folder / "acme.ssobundle"
    file.write_bytes(content)
    return read(file, SHELF)


def edited(edit: Edit) -> bytes:
    data = json.loads(RIGHT)
    edit(data)
    return json.dumps(data).encode()


def at(*place: str | int, put: Any) -> Edit:
    """Put a value at a place."""

    def edit(data: Any) -> None:
        for part in place[:-1]:
            data = data[part]
        data[place[-1]] = put

    return edit


def view(step: str, **more: Any) -> Edit:
    return lambda data: data["steps"][step]["view"].update(more)


def event(number: int, **more: Any) -> Edit:
    return lambda data: data["events"][number].update(more)


def event_data(number: int, **more: Any) -> Edit:
    return lambda data: data["events"][number]["data"].update(more)


def nested(depth: int) -> Any:
    return {"x": nested(depth - 1)} if depth else 1


WORDS = {"key": "name", "values": {}}
FINDING = {"name": "n", "verdict": "fail", "seen": "", "do": ""}
FIELD = {"name": "n", "kind": "text", "label": "l", "help": "", "example": "", "shown": "", "choices": []}
FIELD |= {"optional": False, "when": {}}
CHANGE = {"step": "s", "kind": "application", "target": "t", "values": {"name": "x"}, "temporary": False, "rows": []}
TASK = {"name": "n", "where": "w", "do": "d", "values": [], "link": "", "waits": "", "message": "", "ticked": ""}

EDITS: dict[str, tuple[Edit, str, str]] = {
    "newer": (at("format", put=2), "file-newer", "2"),
    "older-than-the-first": (at("format", put=0), "file-wrong-type", "format"),
    "format-in-words": (at("format", put="1"), "file-wrong-type", "format"),
    "a-key-more": (at("run", put="rm"), "file-unknown-key", "run"),
    "a-key-less": (lambda data: data.pop("masked"), "file-missing-key", "masked"),
    "not-a-time": (at("made", put="yesterday"), "file-wrong-type", "made"),
    "before-there-were-clocks": (at("made", put="0001-01-01T00:00:00+00:00"), "file-wrong-type", "made"),
    "a-setup-that-is-a-path": (at("setup", put="../x"), "file-wrong-type", "setup"),
    "a-setup-that-is-markup": (at("setup", put="<b>"), "file-wrong-type", "setup"),
    "masked-in-words": (at("masked", put="no"), "file-wrong-type", "masked"),
    "no-events": (at("events", put=[]), "bundle-event", "events"),
    "events-in-a-table": (at("events", put={}), "file-wrong-type", "events"),
    "an-event-of-another-kind": (event(0, kind="executed"), "bundle-event", "events[1]"),
    "an-event-at-no-time": (event(0, at="noon"), "bundle-event", "events[1]"),
    "an-event-with-more": (event_data(0, run="rm"), "file-unknown-key", "events[1].data.run"),
    "an-event-without-data": (event(0, data={}), "file-missing-key", "events[1].data.version"),
    "a-number-for-a-fact": (event_data(1, fact=1), "file-wrong-type", "events[2].data.fact"),
    "an-unknown-fact": (event_data(1, fact="Weather"), "bundle-event", "events"),
    "a-fact-of-another-shape": (event_data(1, value={"a": 1}), "bundle-event", "events"),
    "a-choice-of-another-type": (event_data(4, choices={"who": 1}), "file-wrong-type", "events[5].data.choices.who"),
    "a-change-of-no-kind": (event_data(7, change=CHANGE | {"kind": "?"}), "bundle-event", "events[8]"),
    "a-change-without-its-values": (event_data(7, change=CHANGE | {"values": {}}), "bundle-event", "events[8]"),
    "a-failure-that-is-none": (event_data(8, code="no-such-problem"), "bundle-event", "events[9]"),
    "a-failure-without-its-values": (event_data(8, values={}), "bundle-event", "events[9]"),
    "a-step-of-its-own": (at("steps", "install", put={}), "file-missing-key", "steps.install"),
    "an-unknown-step": (
        at("steps", "install", put={"view": None, "problem": None, "applying": None}),
        "file-unknown-key",
        "steps.install",
    ),
    "a-view-of-another-kind": (view("finish", view="Script"), "bundle-view", "steps.finish.view"),
    "a-view-without-a-kind": (lambda d: d["steps"]["finish"]["view"].pop("view"), "bundle-view", "steps.finish"),
    "a-view-with-more": (view("make_secret", html="<b>"), "file-unknown-key", "steps.make_secret.view.html"),
    "a-view-of-other-types": (view("make_secret", fields="x"), "file-wrong-type", "steps.make_secret.view.fields"),
    "a-fact-that-is-none": (view("finish", produces="Weather"), "bundle-view", "steps.finish"),
    "a-fact-that-is-another": (view("finish", produces="Tenant"), "bundle-view", "steps.finish"),
    "a-fact-in-an-ask": (view("make_secret", produces="Tenant"), "bundle-view", "steps.make_secret"),
    "a-sentence-that-is-none": (view("make_secret", title=WORDS), "bundle-view", "steps.make_secret"),
    "a-sentence-without-its-value": (
        view("make_secret", title={"key": "screen.since", "values": {}}),
        "bundle-view",
        "steps.make_secret",
    ),
    "a-verdict-of-its-own": (view("live_login", verdict="great"), "bundle-view", "steps.live_login"),
    "a-finding-with-a-verdict-of-its-own": (
        view("live_login", sections=[{"title": "t", "findings": [FINDING | {"verdict": '" onclick="x'}]}]),
        "bundle-view",
        "steps.live_login",
    ),
    "a-field-of-no-kind": (
        view("make_secret", fields=[FIELD | {"kind": "file"}]),
        "bundle-view",
        "steps.make_secret",
    ),
    "a-field-twice": (view("make_secret", fields=[FIELD, FIELD]), "bundle-view", "steps.make_secret"),
    "a-task-twice": (view("configure_product", tasks=[TASK, TASK]), "bundle-view", "steps.configure_product"),
    "a-wait-since-never": (view("collect_endpoints", since=""), "bundle-view", "steps.collect_endpoints"),
    "a-wait-until-the-end-of-time": (
        view("collect_endpoints", until="9999-12-31T23:59:59+00:00"),
        "bundle-view",
        "steps.collect_endpoints",
    ),
    "an-infinite-wait": (view("collect_endpoints", every=float("inf")), "file-broken", "line 1"),
    "a-plan-of-no-kind": (view("register_app", changes=[CHANGE | {"kind": "x"}]), "bundle-view", "register_app"),
    "a-problem-that-is-none": (
        at("steps", "finish", "problem", put={"code": "x", "values": {}, "request_id": ""}),
        "bundle-view",
        "steps.finish.problem",
    ),
    "a-plan-under-way-of-no-kind": (
        at("steps", "finish", "applying", put={"changes": [CHANGE | {"kind": "x"}], "current": 0, "since": "x"}),
        "bundle-view",
        "steps.finish.applying",
    ),
    "a-plan-under-way-since-never": (
        at("steps", "finish", "applying", put={"changes": [CHANGE], "current": 0, "since": "x"}),
        "bundle-view",
        "steps.finish.applying",
    ),
    "a-secret-in-a-view": (view("make_secret", submit=SECRET), "file-has-secret", "steps.make_secret.view.submit"),
    "a-token-in-a-choice": (event_data(4, choices={"x": TOKEN}), "file-has-secret", "events[5].data.choices.x"),
    "a-secret-by-its-name": (event_data(4, choices={"client_secret": "hunter2"}), "file-has-secret", "client_secret"),
    "right-to-left-in-a-name": (event(0, actor="a\u202eb"), "file-odd-character", "events[1].actor"),
    "an-escape-sequence": (event(0, actor="a\x1b[2Jb"), "file-odd-character", "events[1].actor"),
    "a-zero": (event(0, actor="a\0b"), "file-odd-character", "events[1].actor"),
    "half-a-character": (event(0, actor="a\ud800b"), "file-odd-character", "events[1].actor"),
    "very-deep": (at("facts", "x", put=nested(60)), "file-too-deep", "32"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_bundle_is_refused_and_the_place_is_named(name: str, tmp_path: Path) -> None:
    edit, code, names = EDITS[name]
    with pytest.raises(Problem) as refused:
        opened(tmp_path, edited(edit))
    told = say_problem(refused.value)
    assert refused.value.code == code, refused.value
    assert names in told
    for secret in (SECRET, TOKEN, "hunter2"):
        assert secret not in f"{told} {refused.value.values}"


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "file-broken"),
    "cut-off": (RIGHT[:-200], "file-broken"),
    "toml": (b"format = 1\n", "file-broken"),
    "a-list": (b"[]", "file-wrong-type"),
    "a-number": (b"1", "file-wrong-type"),
    "nothing": (b"null", "file-wrong-type"),
    "an-empty-table": (b"{}", "file-missing-key"),
    "not-a-number": (b'{"format": NaN}', "file-broken"),
    "a-million-digits": (b'{"format": ' + b"9" * 6_000 + b"}", "file-broken"),
    "a-key-twice": (b'{"format": 1, "format": 1}', "file-broken"),
    "deeper-than-the-stack": (b"[" * 200_000, "file-too-deep"),
    "compressed": (b"\x1f\x8b\x08\x00", "file-not-text"),
    "larger-than-any": (b" " * (8 * 1024 * 1024 + 1), "file-too-large"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_bundle_is_refused(name: str, tmp_path: Path) -> None:
    content, code = FILES[name]
    with pytest.raises(Problem) as refused:
        opened(tmp_path, content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("edit", "seq", "how"),
    [
        (event(4, actor="somebody else"), 5, "altered"),
        (event_data(0, version="2"), 1, "altered"),
        (lambda data: data["events"].pop(4), 5, "missing"),
        (lambda data: data["events"].pop(), 19, "truncated"),
        (lambda data: data.update(checkpoint=""), 19, "truncated"),
        (lambda data: data.update(setup="other234"), 1, "altered"),
    ],
    ids=["an-actor", "a-version", "one-removed", "the-last-removed", "no-checkpoint", "another-setup"],
)
def test_a_trail_that_does_not_verify_is_shown_with_a_warning(edit: Edit, seq: int, how: str, tmp_path: Path) -> None:
    found = opened(tmp_path, edited(edit))
    assert found.fault is not None
    assert (found.fault.how, found.fault.seq) == (how, min(seq, len(found.events) + 1))


def test_facts_that_contradict_the_trail_are_said_and_not_believed(tmp_path: Path) -> None:
    found = opened(tmp_path, edited(at("facts", "Tenant", "name", put="Other")))
    assert found.differs
    assert found.setup.tenant is not None
    assert found.setup.tenant.name == "Acme Ltd"


LINKS = {
    f"https://entra.microsoft.com/{TENANT}/#view/x": True,
    "https://portal.azure.us/x": True,
    "https://docs.sekoia.io/x": True,
    "https://sekoia.example/x": False,
    "http://entra.microsoft.com/x": False,
    "https://entra.microsoft.com.evil.example/": False,
    "https://entra.microsoft.com@evil.example/": False,
    "https://entra.microsoft.com:8443/": False,
    "https://evil.example/entra.microsoft.com": False,
    "https://entra.microsoft.com\\@evil.example/": False,
    "https://entra.micr\u043esoft.com/": False,
    "javascript:alert(1)": False,
    "data:text/html,x": False,
    "//entra.microsoft.com/x": False,
    "/login/start/abc": False,
    "https://[": False,
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_microsoft_or_the_product_or_nowhere(link: str, tmp_path: Path) -> None:
    for step in ("grant_access", "configure_product"):
        shown = opened(tmp_path, edited(at("steps", step, "view", "tasks", 0, "link", put=link))).seen[step].view
        assert isinstance(shown, Guide | HandOver)
        assert shown.tasks[0].link == (link if LINKS[link] else "")


def test_a_sign_in_is_never_offered(tmp_path: Path) -> None:
    evil = view("sign_in", link="https://login.microsoftonline.com/x", code="ABCD", qr=True)
    shown = opened(tmp_path, edited(evil)).seen["sign_in"].view
    assert isinstance(shown, Open)
    assert (shown.link, shown.code, shown.qr) == ("", "", False)


def test_a_product_that_is_not_known_here_still_shows_its_pages(tmp_path: Path) -> None:
    content = bundle_file(source(), mask=False)[1].replace(b'"sekoia"', b'"their_own"')
    found = opened(tmp_path, content)
    assert found.recipe is None
    assert found.seen["live_login"].view is not None


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda file: file.symlink_to(bundle(file.parent))], ids=["folder", "link"]
)
def test_what_is_no_file_is_refused(make: Callable[[Path], object], tmp_path: Path) -> None:
    file = tmp_path / "x.ssobundle"
    make(file)
    with pytest.raises(Problem) as refused:
        read(file, SHELF)
    assert refused.value.code in ("file-unreadable", "file-link")
