"""Who is let in, by every rule of the guard, over HTTP and WebSocket."""

from __future__ import annotations

from typing import Any

import pytest
from asgi import HOST, PORT, Answer, ask

from steps.model.words import say
from wizard.guard import Guard, LaunchLinks
from wizard.text import text

ORIGIN = f"http://{HOST}"


async def behind(scope: Any, receive: Any, send: Any) -> None:
    """The application behind the guard: whoever gets here got in."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"SAMEORIGIN")]})
    await send({"type": "http.response.body", "body": b"in"})


@pytest.fixture
def links() -> LaunchLinks:
    return LaunchLinks(PORT)


@pytest.fixture
def guard(links: LaunchLinks) -> Guard:
    return Guard(behind, PORT, links)


@pytest.fixture
def cookie(guard: Guard, links: LaunchLinks) -> str:
    return enter(guard, links.new()).header("set-cookie").partition(";")[0]


def enter(guard: Guard, link: str, **headers: str) -> Answer:
    return ask(guard, link.removeprefix(ORIGIN), headers)


@pytest.mark.parametrize(
    ("path", "headers", "expected"),
    [
        ("/", {}, 200),
        ("/", {"host": f"127.0.0.1:{PORT}"}, 200),
        ("/", {"origin": ORIGIN}, 200),
        ("/", {"sec-fetch-site": "same-origin"}, 200),
        ("/", {"sec-fetch-site": "none"}, 200),
        ("/", {"host": "rebind.example"}, 403),
        ("/", {"host": "localhost"}, 403),
        ("/", {"host": ""}, 403),
        ("/", {"host": f"localhost.rebind.example:{PORT}"}, 403),
        ("/", {"origin": "http://localhost:3000"}, 403),
        ("/", {"origin": "null"}, 403),
        ("/", {"origin": f"http://127.0.0.1:{PORT}"}, 403),
        ("/", {"sec-fetch-site": "cross-site"}, 403),
        ("/", {"sec-fetch-site": "same-site"}, 403),
        ("/", {"cookie": ""}, 403),
        ("/", {"cookie": f"wizard_{PORT}=wrong"}, 403),
        ("/", {"cookie": f"wizard_{PORT}=\xe9"}, 403),
        ("/_stcore/health", {"cookie": ""}, 403),
        ("/fonts/inter-400.woff2", {"cookie": ""}, 403),
        ("/login/start/abc", {"cookie": ""}, 200),
        ("/login/start/abc", {"cookie": "", "sec-fetch-site": "cross-site"}, 403),
        ("/login/start/abc", {"cookie": "", "host": "rebind.example"}, 403),
        ("/callback", {"cookie": "", "sec-fetch-site": "cross-site"}, 200),
        ("/callback", {"cookie": "", "origin": "https://login.microsoftonline.com"}, 200),
        ("/callback", {"cookie": "", "host": "rebind.example"}, 403),
        ("/callback/other", {"cookie": ""}, 403),
        ("/login/done", {"cookie": "", "sec-fetch-site": "cross-site"}, 200),
        ("/login/done", {"cookie": "", "origin": "https://login.microsoftonline.com"}, 403),
    ],
)
def test_a_request_is_let_in_only_from_our_own_page(
    guard: Guard, cookie: str, path: str, headers: dict[str, str], expected: int
) -> None:
    assert ask(guard, path, {"cookie": cookie, **headers}).status == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": ORIGIN}, 101),
        ({"origin": f"http://127.0.0.1:{PORT}", "host": f"127.0.0.1:{PORT}"}, 101),
        ({}, 1008),
        ({"origin": "http://localhost:3000"}, 1008),
        ({"origin": "http://rebind.example", "host": "rebind.example"}, 1008),
        ({"origin": "null"}, 1008),
        ({"origin": ORIGIN, "cookie": ""}, 1008),
        ({"origin": ORIGIN, "sec-fetch-site": "same-site"}, 1008),
    ],
)
def test_a_websocket_needs_an_origin_and_it_must_be_ours(
    guard: Guard, cookie: str, headers: dict[str, str], expected: int
) -> None:
    assert ask(guard, "/_stcore/stream", {"cookie": cookie, **headers}, kind="websocket").status == expected


@pytest.mark.parametrize("path", ["/login/start/abc", "/enter/abc"])
def test_a_websocket_gets_no_exception_for_a_link(guard: Guard, path: str) -> None:
    assert ask(guard, path, {"origin": ORIGIN}, kind="websocket").status == 1008


def test_a_launch_link_works_once(guard: Guard, links: LaunchLinks) -> None:
    link = links.new()
    first, second = enter(guard, link), enter(guard, link)
    assert (first.status, first.header("location")) == (303, "/")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in first.header("set-cookie").split(";")}
    assert (second.status, second.body.decode()) == (403, text(say("server.used")))
    assert not second.header("set-cookie")


def test_a_new_link_replaces_the_one_before_and_lets_the_same_wizard_in(guard: Guard, links: LaunchLinks) -> None:
    old, new = links.new(), links.new()
    assert enter(guard, old).status == 403
    cookie = enter(guard, new).header("set-cookie").partition(";")[0]
    assert ask(guard, "/", {"cookie": cookie}).status == 200


@pytest.mark.parametrize("token", ["", "wrong", "\xe9"])
def test_a_guessed_link_opens_nothing(guard: Guard, links: LaunchLinks, token: str) -> None:
    assert enter(guard, f"/enter/{token}").status == 403
    links.new()
    assert enter(guard, f"/enter/{token}").status == 403


def test_a_launch_link_is_refused_under_another_host_name(guard: Guard, links: LaunchLinks) -> None:
    link = links.new()
    assert enter(guard, link, host="rebind.example").status == 403
    assert enter(guard, link).status == 303


@pytest.mark.parametrize("other", ['prefs={"a": 1}; ', "a/b=1; ", "=; ", f"wizard_{PORT + 1}=x; "])
def test_cookies_of_other_programs_on_localhost_do_not_hide_ours(guard: Guard, cookie: str, other: str) -> None:
    assert ask(guard, "/", {"cookie": other + cookie}).status == 200


def test_every_answer_forbids_framing_and_outside_content(guard: Guard, cookie: str) -> None:
    for answer in (ask(guard, "/"), ask(guard, "/", {"cookie": cookie}), ask(guard, "/enter/x")):
        policy = answer.header("content-security-policy")
        assert "frame-ancestors 'none'" in policy
        assert f"ws://localhost:{PORT}" in policy
        assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
        assert answer.header("referrer-policy") == "no-referrer"
        assert answer.header("x-content-type-options") == "nosniff"


def test_a_header_of_the_application_is_not_sent_twice(guard: Guard, cookie: str) -> None:
    names = [name for name, _ in ask(guard, "/", {"cookie": cookie}).headers]
    assert names.count("x-frame-options") == 1


def test_whoever_is_turned_away_is_told_what_to_do(guard: Guard) -> None:
    assert ask(guard, "/").body.decode() == text(say("server.closed"))
