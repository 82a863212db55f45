"""Bundles for the tests that somebody edited, cut off or made up, and the problem that each gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bundle_sources import source
from prepared_files import SECRET, TOKEN

from wizard.bundle.make import bundle_file

RIGHT = bundle_file(source(), mask=False)[1]
Edit = Callable[[dict[str, Any]], object]


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
    "a-login-opened-at-no-time": (view("sign_in", opened="yesterday"), "bundle-view", "steps.sign_in"),
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
