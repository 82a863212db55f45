"""Signing in with the real azure-identity, three ways, and holding to one tenant and one person."""

from __future__ import annotations

import gc
import threading
import time
import warnings
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from http.server import HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from steps.model.facts import SignedIn
from steps.model.problems import Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.person import ADMINISTRATOR, shown, sign_in, wait_for
from wizard.entra.permissions import asked as asked_for
from wizard.entra.sign_in import SigningIn
from wizard.practice import PracticeTenant


@pytest.fixture
def signing(practice: PracticeTenant) -> Iterator[SigningIn]:
    signing = SigningIn(practice.cloud, lambda: None)
    yield signing
    signing.forget()


def test_device_code_shows_a_link_and_a_code_and_then_who_came(practice: PracticeTenant, signing: SigningIn) -> None:
    begun = time.monotonic()
    signing.begin("device_code")
    assert time.monotonic() - begun < 0.5
    prompt = shown(signing)
    assert prompt.way == "device_code"
    assert prompt.link == f"{practice.cloud.pages}/devicelogin"
    assert prompt.until.endswith("+00:00")
    assert signing.current() is None
    practice.approve_device_code(prompt.code, ADMINISTRATOR)
    who = wait_for(signing.current)
    person = practice.directory.person(ADMINISTRATOR)
    assert who == SignedIn(
        practice.tenant_id,
        person["id"],
        person["userPrincipalName"],
        "Adele Vance",
        "device_code",
        practice.cloud.name,
    )
    assert signing.prompt() is None


def test_the_browser_gets_a_link_on_our_page_and_no_window(practice: PracticeTenant, signing: SigningIn) -> None:
    signing.begin("browser")
    prompt = shown(signing)
    asked = parse_qs(urlsplit(prompt.link).query)
    assert prompt.link.startswith(f"{practice.cloud.pages}/")
    assert asked["prompt"] == ["select_account"]
    named = {scope.rsplit("/", 1)[1] for scope in asked["scope"][0].split() if "/" in scope}
    assert named == {*asked_for(deeper=True)}
    practice.sign_in_and_deliver(prompt.link, ADMINISTRATOR)
    assert wait_for(signing.current).user_name == practice.directory.user_name(ADMINISTRATOR)


def test_one_sign_in_serves_every_graph_request_without_a_second_prompt(entra: Entra) -> None:
    entra.directory.organization()
    entra.directory.organization()
    assert entra.signing.prompt() is None
    assert entra.signing.current() == entra.who


@pytest.mark.parametrize("person", [ADMINISTRATOR, "mina.osei"])
def test_refused_or_unapproved_permissions_are_said_once_and_the_next_attempt_succeeds(
    fresh_practice: PracticeTenant, person: str
) -> None:
    signing = SigningIn(fresh_practice.cloud, lambda: None)
    signing.begin("browser")
    fresh_practice.sign_in_and_deliver(shown(signing).link, person, consent=False)
    with pytest.raises(Problem) as caught:
        wait_for(signing.current)
    assert caught.value.code == "sign-in-declined"
    assert signing.current() is None
    assert signing.prompt() is None
    assert sign_in(fresh_practice, signing)
    signing.forget()


def test_a_blocked_device_code_is_explained_and_the_browser_still_works(fresh_practice: PracticeTenant) -> None:
    signing = SigningIn(fresh_practice.cloud, lambda: None)
    fresh_practice.scenarios.device_code_blocked = True
    signing.begin("device_code")
    fresh_practice.approve_device_code(shown(signing).code, ADMINISTRATOR)
    with pytest.raises(Problem) as caught:
        wait_for(signing.current)
    assert caught.value.code == "sign-in-failed"
    assert "AADSTS53003" in caught.value.values["said"]
    assert sign_in(fresh_practice, signing)
    signing.forget()


def test_an_abandoned_attempt_counts_for_nothing(practice: PracticeTenant, signing: SigningIn) -> None:
    signing.begin("device_code")
    old = shown(signing)
    signing.begin("device_code")
    new = wait_for(lambda: p if (p := signing.prompt()) and p.code and p.code != old.code else None)
    practice.approve_device_code(old.code, "gideon.hall")
    practice.approve_device_code(new.code, ADMINISTRATOR)
    assert wait_for(signing.current).display_name == "Adele Vance"


def test_an_abandoned_browser_attempt_frees_its_port_and_thread(signing: SigningIn) -> None:
    signing.begin("browser")
    first = shown(signing)
    threads = [t for t in threading.enumerate() if t.name == "sign-in-browser"]
    signing.forget()
    assert signing.prompt() is None
    assert signing.current() is None
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()
    signing.begin("browser")
    assert parse_qs(urlsplit(shown(signing).link).query)["state"] != parse_qs(urlsplit(first.link).query)["state"]


def test_other_parts_of_the_program_still_open_the_real_browser(signing: SigningIn, tmp_path: Path) -> None:
    opened: list[str] = []

    class Real(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    webbrowser.register("real-of-the-test", None, Real(), preferred=True)
    signing.begin("browser")
    shown(signing)
    webbrowser.open("http://localhost:1/ours")
    assert opened == ["http://localhost:1/ours"]


def test_nobody_is_signed_in_before_and_after(practice: PracticeTenant, signing: SigningIn) -> None:
    assert signing.current() is None
    assert signing.prompt() is None
    sign_in(practice, signing)
    signing.forget()
    assert signing.current() is None
    with pytest.raises(Problem, match="sign-in-needed"):
        signing.credential()


def test_a_way_that_does_not_exist_is_an_error(signing: SigningIn) -> None:
    with pytest.raises(ValueError, match="carrier pigeon"):
        signing.begin("carrier pigeon")


def test_an_untrusted_certificate_is_named_as_such(practice: PracticeTenant, tmp_path: Path) -> None:
    import trustme

    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    signing = SigningIn(replace(practice.cloud, ca=str(other)), lambda: None)
    signing.begin("device_code")
    with pytest.raises(Problem) as caught:
        wait_for(signing.current)
    assert caught.value.code == "tls-not-trusted"


def test_a_login_host_that_does_not_answer_is_unreachable(practice: PracticeTenant) -> None:
    signing = SigningIn(replace(practice.cloud, login="https://localhost:9"), lambda: None)
    signing.begin("device_code")
    with pytest.raises(Problem) as caught:
        wait_for(signing.current)
    assert caught.value.code == "unreachable"


def test_a_proxy_in_the_environment_is_never_asked_for_loopback(
    practice: PracticeTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    signing = SigningIn(practice.cloud, lambda: None)
    assert sign_in(practice, signing)
    signing.forget()


def listeners() -> set[int]:
    """Ports from 8400 on that this process listens at for somebody who comes back."""
    servers = [one for one in gc.get_objects() if isinstance(one, HTTPServer) and one.fileno() >= 0]
    return {port for one in servers if 8400 <= (port := one.server_port) < 9000}


@pytest.mark.parametrize("when", ["before it is known", "while it is waited for"])
def test_a_dropped_browser_attempt_leaves_no_listener(practice: PracticeTenant, when: str) -> None:
    before = listeners()
    signing = SigningIn(practice.cloud, lambda: None)
    signing.begin("browser")
    if when == "while it is waited for":
        shown(signing)
    signing.forget()
    wait_for(lambda: not [t for t in threading.enumerate() if t.name == "sign-in-browser"])
    assert listeners() == before


def test_a_browser_attempt_that_fails_leaves_no_listener_and_no_unclosed_socket(practice: PracticeTenant) -> None:
    before = listeners()
    signing = SigningIn(replace(practice.cloud, login="https://localhost:9"), lambda: None)
    with warnings.catch_warnings(record=True) as unclosed:
        warnings.simplefilter("always", ResourceWarning)
        signing.begin("browser")
        with pytest.raises(Problem, match="unreachable"):
            wait_for(signing.current)
        wait_for(lambda: not [t for t in threading.enumerate() if t.name == "sign-in-browser"])
        gc.collect()
    assert [str(one.message) for one in unclosed] == []
    assert listeners() == before
