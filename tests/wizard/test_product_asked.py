"""The product asked before the test login, through the engine: what is told, what is kept, and what never is."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from by_hand_setup import told
from walked import Walked, begun

from steps.model.problems import AskAgain
from steps.model.views import Ask, Done, Finding, Open, Report, Wait
from tests.wizard.product_side.playing_product import Asked, PlayingProduct, page, redirect

READY = (
    *("choose_product", "sign_in", "check_tenant", "register_app"),
    *("grant_access", "collect_endpoints", "make_secret", "configure_product"),
)


@pytest.fixture(scope="module")
def sekoia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """Its address must be typed, and it is elsewhere: a stand-in answers for it."""
    with begun(tmp_path_factory.mktemp("typed"), "sekoia") as walked:
        walked.walk(*READY)
        yield walked


def asked(walked: Walked, **answers: str) -> Report:
    """Ask the product; what is told when it has answered."""
    walked.answer("live_login", **(answers or {"card": "product_probe"}))
    for _ in range(100):
        view = walked.look("live_login")
        if isinstance(view, Report):
            return view
        assert isinstance(view, Wait)
        time.sleep(0.05)
    raise TimeoutError


def findings(report: Report) -> list[Finding]:
    return [one for section in report.sections[:-1] for one in section.findings]


def test_an_address_that_only_the_person_knows_is_asked_for(sekoia: Walked) -> None:
    sekoia.tenant.scenarios.product_behind_proxy = True
    view = sekoia.look("live_login")
    assert isinstance(view, Open)
    assert view.ask
    assert [card.name for card in view.ask.cards] == ["product_probe", "product_first"]
    sekoia.answer("live_login", card="product_probe")
    assert isinstance(view := sekoia.look("live_login"), Ask)
    assert told(view.fields).startswith("product_login\nurl\nSingle Sign-on URL")
    with pytest.raises(AskAgain, match="answer-not-https"):
        sekoia.answer("live_login", product_login="http://app.sekoia.io/user/oidc/x")
    report = asked(sekoia, product_login="https://app.sekoia.io/user/oidc/x?ticket=canary")
    assert report.verdict == "fail"
    (wrong,) = (one for one in findings(report) if one.verdict == "fail")
    assert (wrong.seen, wrong.at) == ("http://app.sekoia.io/user/callback", 4)
    assert "X-Forwarded-Proto" in told(wrong)
    assert "The first difference is at character 5: “:” instead of “s”." in told(wrong)
    assert "a stand-in answered for the product" in told(report)
    sekoia.tenant.scenarios.product_behind_proxy = False
    sekoia.answer("live_login", card="product_probe")
    healed = asked(sekoia, product_login="https://app.sekoia.io/user/oidc/x?ticket=canary")
    assert healed.verdict == "pass"
    assert "canary" not in repr(sekoia.engine.events(sekoia.setup.id))


def test_what_was_found_stays_without_asking_again_until_the_person_goes_back(sekoia: Walked) -> None:
    sekoia.answer("live_login", card="product_probe")
    found = asked(sekoia, product_login="https://app.sekoia.io/user/oidc/x")
    sekoia.world.product.drop(sekoia.setup.id)  # as after a restart
    assert sekoia.look("live_login") == found
    assert sekoia.setup.choices["product_probe"] == found.kept["product_probe"]
    assert {"state", "nonce", "code_challenge"}.isdisjoint(
        json.loads(str(found.kept["product_probe"]))["led"][0]["request"]
    )
    sekoia.answer("live_login", back="yes")
    assert isinstance(sekoia.look("live_login"), Open)
    assert not sekoia.setup.choices["product_probe"]
    sekoia.walk("live_login")
    assert isinstance(done := sekoia.look("live_login"), Done)
    assert done.ask
    assert [card.name for card in done.ask.cards] == ["product_probe"]


def test_pasting_stays_beside_asking(sekoia: Walked) -> None:
    sekoia.answer("live_login", card="product_probe")
    assert isinstance(view := sekoia.look("live_login"), Ask)
    assert [card.name for card in view.cards] == ["product_first", "back"]
    sekoia.answer("live_login", card="product_first")
    assert isinstance(view := sekoia.look("live_login"), Ask)
    assert view.fields[0].name == "product_request"
    sekoia.answer("live_login", card="back")


OM = "/api/v1/system/config/auth"


@pytest.fixture(scope="module")
def openmetadata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Walked, PlayingProduct]]:
    """A product on this machine is asked itself, in practice mode too."""
    with PlayingProduct() as product, begun(tmp_path_factory.mktemp("here"), "openmetadata") as walked:
        walked.person._rehearsal.answers["om_url"] = product.plain_url("", "localhost")  # type: ignore[index]
        walked.walk(*READY)
        yield walked, product


def settings(walked: Walked, product: PlayingProduct, **changed: str) -> bytes:
    known, signed_in, endpoints = walked.setup.registration, walked.setup.signed_in, walked.setup.endpoints
    assert known
    assert signed_in
    assert endpoints
    good = {
        "provider": "azure",
        "clientType": "confidential",
        "clientId": known.client_id,
        "authority": endpoints.issuer.removesuffix("/v2.0"),
        "callbackUrl": product.plain_url("/callback", "localhost"),
        "secretOfSomebody": "canary",
    }
    return page(200, json.dumps(good | changed))


def door(walked: Walked, **changed: str) -> Callable[[Asked], bytes]:
    known, endpoints = walked.setup.registration, walked.setup.endpoints
    assert known
    assert endpoints
    sent = {
        "client_id": known.client_id,
        "redirect_uri": known.redirect_uris["web"][0],
        "response_type": "code",
        "response_mode": "query",
        "scope": "openid email profile offline_access",
        "state": "canary",
        "nonce": "canary",
        "code_challenge": "canary",
        "code_challenge_method": "S256",
    }
    query = urlencode({name: text for name, text in (sent | changed).items() if text})
    return lambda _: redirect(f"{endpoints.authorization}?{query}", "Set-Cookie: pac4j=canary; HttpOnly")


def test_the_login_and_the_public_settings_are_both_compared(openmetadata: tuple[Walked, PlayingProduct]) -> None:
    walked, product = openmetadata
    product.plays = {"/api/v1/auth/login": door(walked), OM: settings(walked, product)}
    report = asked(walked)
    assert report.verdict == "pass", told(report)
    assert [one.path.partition("?")[0] for one in sorted(product.asked, key=lambda one: one.path)] == [
        "/api/v1/auth/login",
        OM,
    ]
    shown = told(report)
    assert f"{product.plain_url('/auth/callback', 'localhost')}\ninfo" in shown  # registered, and not asked for
    wrong = {"authority": "https://login.microsoftonline.com/common", "clientType": "public"}
    product.plays[OM] = settings(walked, product, **wrong)
    report = asked(walked)
    failed = {one.name: one for one in findings(report) if one.verdict == "fail"}
    assert {name: one.seen for name, one in failed.items()} == wrong
    assert "The first difference is at character" in told(failed["clientType"])
    assert "canary" not in repr(walked.engine.events(walked.setup.id))


DIFFERENT: dict[str, tuple[dict[str, str], str, str]] = {
    "port": ({"redirect_uri": "/callback/"}, "fail", "a slash at the end"),
    "capital": (
        {"redirect_uri": "/Callback"},
        "fail",
        "is at character HERE: “C” instead of “c”",
    ),
    "encoded": ({"redirect_uri": "/call%62ack"}, "fail", "written in two ways"),
    "no address": ({"redirect_uri": ""}, "pass", "exactly what is registered"),
    "client": ({"client_id": "1a2b3c4d-5e6f-4708-9192-a3b4c5d6e7f8"}, "fail", "another app"),
    "hybrid": ({"response_type": "code id_token"}, "fail", "AADSTS700054"),
    "fragment": ({"response_mode": "fragment"}, "fail", "stays in the browser"),
    "scope": ({"scope": "openid User.Read"}, "fail", "Nobody consented to this"),
    "no openid": ({"scope": "profile"}, "fail", "no ID token"),
    "silent": ({"prompt": "none"}, "fail", "AADSTS50058"),
    "consent": ({"prompt": "consent"}, "warn", "Remove prompt=consent"),
    "password": ({"prompt": "login"}, "pass", "types the password at each sign-in"),
    "no PKCE": ({"code_challenge": "", "code_challenge_method": ""}, "pass", "no PKCE challenge"),
    "plain PKCE": ({"code_challenge_method": ""}, "warn", "Set the method to S256"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_each_difference_is_told(openmetadata: tuple[Walked, PlayingProduct], name: str) -> None:
    walked, product = openmetadata
    changed, verdict, says = DIFFERENT[name]
    here = product.plain_url("", "localhost")
    filled = {key: f"{here}{sent}" if key == "redirect_uri" and sent else sent for key, sent in changed.items()}
    product.plays = {"/api/v1/auth/login": door(walked, **filled), OM: settings(walked, product)}
    report = asked(walked)
    assert report.verdict == verdict, told(report)
    assert says.replace("HERE", str(len(here) + 2)) in told(report)


def test_what_looks_like_a_secret_is_shown_and_never_kept(openmetadata: tuple[Walked, PlayingProduct]) -> None:
    walked, product = openmetadata
    secret = "Ab18Q~CanaryCanary.Canary-Canary_Canary1"
    wrong = door(walked, redirect_uri=f"https://x.example/{secret}")
    product.plays = {"/api/v1/auth/login": wrong, OM: page(404, "")}
    assert asked(walked).verdict == "fail"
    assert secret not in repr(walked.engine.events(walked.setup.id))
    walked.answer("live_login", back="yes")


def test_nothing_is_asked_before_the_click(openmetadata: tuple[Walked, PlayingProduct]) -> None:
    walked, product = openmetadata
    product.reset()
    for step in ("configure_product", "live_login"):
        walked.look(step)
        walked.look(step)
    assert product.asked == []


def test_what_was_not_seen_is_not_praised(tmp_path: Path) -> None:
    # A public client of a product elsewhere: in practice mode its settings are not read, and there is nothing else.
    with begun(tmp_path, "openmetadata", 1) as walked:
        walked.walk(*READY)
        report = asked(walked)
    assert report.verdict == "warn"
    assert "not everything could be seen" in told(report)
    assert "the product's public settings are not read" in told(report)


def test_an_end_leaves_the_other_way(openmetadata: tuple[Walked, PlayingProduct]) -> None:
    walked, product = openmetadata
    product.plays = {"/api/v1/auth/login": page(200, "<input type=password>"), OM: settings(walked, product)}
    report = asked(walked)
    assert (report.verdict, "asks for its own password" in told(report)) == ("warn", True)
    product.plays["/api/v1/auth/login"] = redirect("https://login.microsoft-online.com/x?client_id=y")
    report = asked(walked)
    assert (report.verdict, "looks like Microsoft, but is not" in told(report)) == ("fail", True)
    walked.answer("live_login", back="yes")
