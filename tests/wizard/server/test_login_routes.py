"""The browser leg of the test login: the link is good once, and the answer is bound to the browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from asgi import PORT, ask
from starlette.routing import Router

from wizard import running
from wizard.login_routes import login_routes

APP = Router(routes=login_routes(PORT))
COOKIE = f"wizard_login_{PORT}"


class Hub:
    """Remembers what the routes hand on."""

    def __init__(self) -> None:
        self.links = {"abc": ("https://login.example/authorize?x=1", "browser-key")}
        self.taken: list[tuple[list[tuple[str, str]], str | None, bool]] = []
        self.fault = False
        self.fits = True

    def start(self, attempt_id: str) -> tuple[str, str] | None:
        return self.links.pop(attempt_id, None)

    def complete(self, params: Sequence[tuple[str, str]], browser_key: str | None, form_post: bool = False) -> bool:
        self.taken.append((list(params), browser_key, form_post))
        if self.fault:
            raise ValueError("code=secret-code")
        return self.fits


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()
    running.start(None, hub)
    yield hub
    running.start(None, None)


def test_a_sign_in_link_leads_to_microsoft_and_binds_this_browser(hub: Hub) -> None:
    answer = ask(APP, "/login/start/abc")
    assert (answer.status, answer.header("location")) == (302, "https://login.example/authorize?x=1")
    parts = {part.strip() for part in answer.header("set-cookie").split(";")}
    assert {f"{COOKIE}=browser-key", "HttpOnly", "Path=/callback", "SameSite=lax", "Max-Age=600"} <= parts
    assert answer.header("referrer-policy") == "no-referrer"


@pytest.mark.parametrize("used", ["abc", "unknown"])
def test_a_used_or_unknown_link_says_so(hub: Hub, used: str) -> None:
    ask(APP, "/login/start/abc")
    answer = ask(APP, f"/login/start/{used}")
    assert answer.status == 410
    assert not answer.header("set-cookie")
    assert b"Go back to the wizard" in answer.body


def test_the_answer_is_handed_on_with_the_browsers_key_and_leaves_no_code_behind(hub: Hub) -> None:
    answer = ask(APP, "/callback", {"cookie": f"{COOKIE}=browser-key"}, query="code=secret-code&state=s")
    assert hub.taken == [([("code", "secret-code"), ("state", "s")], "browser-key", False)]
    assert (answer.status, answer.header("location")) == (303, "/login/done")
    assert "secret-code" not in str(answer.headers)
    assert "Max-Age=0" in answer.header("set-cookie")


def test_another_browsers_answer_is_handed_on_without_a_key(hub: Hub) -> None:
    ask(APP, "/callback", query="code=c&state=s")
    assert hub.taken == [([("code", "c"), ("state", "s")], None, False)]


def test_a_posted_answer_is_marked_as_one(hub: Hub) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    ask(APP, "/callback", kind, method="POST", body=b"code=c&state=s")
    assert hub.taken == [([("code", "c"), ("state", "s")], None, True)]


def test_a_parameter_that_comes_twice_is_handed_on_twice_for_the_hub_to_refuse(hub: Hub) -> None:
    assert ask(APP, "/callback", query="state=a&state=b&code=c").status == 303
    assert hub.taken[0][0] == [("state", "a"), ("state", "b"), ("code", "c")]


def test_a_fault_of_ours_leaves_no_code_in_the_address_nor_in_the_log(
    hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    hub.fault = True
    assert ask(APP, "/callback", query="code=secret-code&state=s").header("location") == "/login/done"
    assert "ValueError" in caplog.text
    assert "secret-code" not in caplog.text


def test_an_answer_that_fits_no_login_says_so_and_takes_nothing_from_the_one_that_is_open(hub: Hub) -> None:
    hub.fits = False
    answer = ask(APP, "/callback", {"cookie": f"{COOKIE}=browser-key"}, query="code=secret-code&state=forged")
    path, _, query = answer.header("location").partition("?")
    assert (answer.status, path) == (303, "/login/done")
    assert "secret-code" not in str(answer.headers)
    # Whoever can make this browser open an address could otherwise end a login that is under way.
    assert not answer.header("set-cookie")
    page = ask(APP, path, query=query)
    assert b"belongs to no test login" in page.body
    assert b"Sign-in finished" not in page.body
    assert b"window.close" not in page.body


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_other_methods_are_refused(hub: Hub, method: str) -> None:
    assert ask(APP, "/callback", method=method).status == 405


def test_the_last_page_closes_itself_and_loads_nothing(hub: Hub) -> None:
    answer = ask(APP, "/login/done")
    assert b"You can close this tab" in answer.body
    assert answer.header("content-security-policy").startswith("default-src 'none'")
