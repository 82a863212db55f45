"""The pages a browser opens: what they allow, what they escape, and how a person gets through them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium
from tests.wizard.practice.desk import AZURE_CLI, COMMAND_LINE_TOOLS, GRAPH, Desk, fields
from wizard.practice import PracticeTenant, StaysOnPage


def test_pages_load_nothing_from_elsewhere_and_run_no_script(desk: Desk) -> None:
    app = desk.application()
    for address in (desk.authorize_url(app["appId"]), f"{desk.practice.cloud.pages}/devicelogin"):
        answer = desk.http.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "same-origin")
    assert (
        "form-action 'self' http://localhost;"
        in desk.http.get(desk.authorize_url(app["appId"])).headers["content-security-policy"]
    )


def test_names_are_shown_as_text(desk: Desk) -> None:
    app = desk.application(displayName="<script>alert(1)</script>")
    page = desk.http.get(desk.authorize_url(app["appId"])).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_form_of_another_site_is_not_taken_for_ours(desk: Desk) -> None:
    app = desk.application()
    address, mina = desk.authorize_url(app["appId"]), desk.practice.directory.person("mina.osei")["id"]
    ours = {"Origin": desk.practice.cloud.pages}
    assert desk.http.post(address, data={"person": mina}, headers=ours).is_redirect
    assert not desk.http.post(address, data={"person": mina}, headers={"Origin": "https://evil.example"}).is_redirect
    foreign = desk.http.post(
        f"{desk.practice.cloud.pages}/devicelogin", data={"code": "x"}, headers={"Origin": "https://evil.example"}
    )
    assert foreign.status_code == 400


def test_a_request_may_come_as_a_form(desk: Desk) -> None:
    app = desk.application()
    address, _, query = desk.authorize_url(app["appId"]).partition("?")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://product.example"}
    answer = desk.http.post(address, content=query, headers=headers)
    assert (answer.status_code, "Pick an account" in answer.text) == (200, True)


def test_a_session_answers_prompt_none(desk: Desk) -> None:
    app = desk.application()
    mina = desk.practice.directory.person("mina.osei")["id"]
    picked = desk.http.post(desk.authorize_url(app["appId"]), data={"person": mina})
    session = picked.headers["set-cookie"].partition(";")[0]
    silent = desk.authorize_url(app["appId"], prompt="none")
    back = desk.http.get(silent, headers={"Cookie": session})
    assert "code" in fields(back.headers["location"])
    signed_out = desk.http.get(f"{desk.practice.cloud.pages}/{desk.practice.tenant_id}/oauth2/v2.0/logout")
    assert "You signed out" in signed_out.text


def test_signing_out_goes_back_only_to_a_registered_address(desk: Desk) -> None:
    desk.application(web={"redirectUris": ["https://product.example/bye"]})
    address = f"{desk.practice.cloud.pages}/{desk.practice.tenant_id}/oauth2/v2.0/logout?post_logout_redirect_uri="
    assert desk.http.get(f"{address}https://product.example/bye").headers["location"] == "https://product.example/bye"
    assert desk.http.get(f"{address}https://evil.example/bye").status_code == 200


def test_a_login_hint_narrows_the_choice(desk: Desk) -> None:
    app = desk.application()
    hinted = desk.authorize_url(app["appId"], login_hint="mina.osei@contoso-practice.example")
    page = desk.http.get(hinted).text
    assert ("Mina Osei" in page, "Adele Vance" in page) == (True, False)


def test_a_scripted_person_must_exist(practice: PracticeTenant, desk: Desk) -> None:
    with pytest.raises(KeyError):
        practice.sign_in(desk.authorize_url(AZURE_CLI), "nobody")
    with pytest.raises(StaysOnPage):
        practice.sign_in(desk.authorize_url(AZURE_CLI, redirect_uri="https://x.example"), "mina.osei")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(params=[(1440, "light"), (390, "dark")], ids=["wide", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    opened = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    opened.close()
    assert wrong == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.browser
def test_a_person_gets_through_the_device_pages(fresh_practice: PracticeTenant, page: Page) -> None:
    desk = Desk(fresh_practice)
    scope = f"{GRAPH}/Application.ReadWrite.All {GRAPH}/GroupMember.Read.All openid"
    form = {"client_id": COMMAND_LINE_TOOLS, "scope": scope}
    begun = desk.http.post(desk.login("/oauth2/v2.0/devicecode"), data=form).json()
    page.goto(begun["verification_uri"])
    expect(page.get_by_role("note")).to_contain_text("Practice tenant")
    page.get_by_role("textbox", name="Code").fill("wrong")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_contain_text("does not work")
    assert fits(page)
    page.get_by_role("textbox", name="Code").fill(begun["user_code"].lower())
    page.get_by_role("button", name="Next").click()
    assert fits(page)
    page.get_by_role("button", name="Adele Vance adele.vance@contoso-practice.example").click()
    expect(page.get_by_text("GroupMember.Read.All")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("You can close this tab")).to_be_visible()
    device = {"grant_type": "device_code", "client_id": COMMAND_LINE_TOOLS, "device_code": begun["device_code"]}
    assert desk.redeem(**device).status_code == 200
    desk.close()


@pytest.mark.browser
@pytest.mark.parametrize("mode", ["query", "form_post"])
def test_a_person_gets_back_to_the_application(fresh_desk: Desk, page: Page, mode: str) -> None:
    with Application() as application:
        app = fresh_desk.do(
            "POST", "/applications", {"displayName": "x", "web": {"redirectUris": [application.address]}}
        )
        asked = fresh_desk.authorize_url(app["appId"], redirect_uri=application.address, response_mode=mode)
        page.goto(asked)
        page.get_by_role("button", name="Mina Osei mina.osei@contoso-practice.example").click()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("The application is here")).to_be_visible()
        assert application.methods[-1] == ("POST" if mode == "form_post" else "GET")


class Application:
    """A product's redirect URI on this machine."""

    def __enter__(self) -> Application:
        methods: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                methods.append(self.command)
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b'<link rel="icon" href="data:,"><p>The application is here</p>')

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                """Nothing to say."""

        self.methods = methods
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self._server.server_port}/callback"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
