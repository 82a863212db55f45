"""The product asked before the test login, through the engine: what is told, what is kept, and what never is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from by_hand_setup import told
from product_answers import OM, READY, asked, door, findings, settings
from walked import Walked, begun

from steps.model.problems import AskAgain
from steps.model.views import Ask, Done, Open
from tests.wizard.product_side.playing_product import Asked, PlayingProduct, page, redirect


@pytest.fixture(scope="module")
def sekoia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """Its address must be typed, and it is elsewhere: a stand-in answers for it."""
    with begun(tmp_path_factory.mktemp("typed"), "sekoia") as walked:
        walked.walk(*READY)
        yield walked


def test_an_address_that_only_the_person_knows_is_asked_for(sekoia: Walked) -> None:
    sekoia.tenant.scenarios.product_behind_proxy = True
    view = sekoia.look("live_login")
    assert isinstance(view, Open)
    assert view.ask
    assert [card.name for card in view.ask.cards][:2] == ["product_probe", "product_first"]
    assert "The way may lead over app.sekoia.io, and over no other host." in told(view.ask.cards[0])
    sekoia.answer("live_login", card="product_probe")
    assert isinstance(view := sekoia.look("live_login"), Ask)
    assert told(view.fields).startswith("product_login\nurl\nSingle Sign-on URL")
    with pytest.raises(AskAgain, match="answer-not-https"):
        sekoia.answer("live_login", product_login="http://app.sekoia.io/user/oidc/x")
    with pytest.raises(AskAgain, match="product-login-microsoft"):
        sekoia.answer("live_login", product_login="https://login.microsoftonline.com/common")
    report = asked(sekoia, product_login="https://app.sekoia.io/user/oidc/x;s=canary?ticket=canary")
    assert report.verdict == "fail"
    assert told(report.title) == "Practice: the stand-in for Sekoia.io asks for something else than is registered"
    (wrong,) = (one for one in findings(report) if one.verdict == "fail")
    assert (wrong.seen, wrong.at) == ("http://app.sekoia.io/user/callback", 4)
    assert "X-Forwarded-Proto" in told(wrong)
    assert "The first difference is at character 5: “:” instead of “s”." in told(wrong)
    assert "a stand-in answered for the product" in told(report)
    sekoia.tenant.scenarios.product_behind_proxy = False
    sekoia.answer("live_login", card="product_probe")
    healed = asked(sekoia, product_login="https://app.sekoia.io/user/oidc/x;s=canary?ticket=canary")
    # What was not asked is not praised, whatever stands in for it.
    assert (healed.verdict, told(healed.title)) == ("info", "Practice: Sekoia.io itself was not asked")
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


@pytest.fixture(scope="module")
def openmetadata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Walked, PlayingProduct]]:
    """A product on this machine is asked itself, in practice mode too."""
    with PlayingProduct() as product:
        here = product.plain_url("", "localhost")
        with begun(tmp_path_factory.mktemp("here"), "openmetadata", om_url=here) as walked:
            walked.walk(*READY)
            yield walked, product


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
    "no address": ({"redirect_uri": ""}, "warn", "The product sends no redirect URI"),
    "nothing asked for": ({"response_type": ""}, "fail", "AADSTS900144"),
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


def test_a_parameter_sent_twice_is_a_difference(openmetadata: tuple[Walked, PlayingProduct]) -> None:
    walked, product = openmetadata
    more = b"&redirect_uri=https%3A%2F%2Fevil.example%2Fcb&client_id=other&response_type="
    product.plays = {
        "/api/v1/auth/login": lambda asked: door(walked)(asked).replace(b"&response_type=", more),
        OM: settings(walked, product),
    }
    report = asked(walked)
    twice = [one for one in findings(report) if one.verdict == "fail"]
    assert report.verdict == "fail"
    assert [told(one.name) for one in twice] == [
        "The product sends: client_id",
        "The product sends: redirect_uri",
    ]
    assert all("more than once" in told(one) for one in twice)


def test_a_link_on_the_products_page_is_told_as_one(openmetadata: tuple[Walked, PlayingProduct]) -> None:
    walked, product = openmetadata
    sent = door(walked)(Asked("GET", "", "/", {})).partition(b"Location: ")[2].partition(b"\r\n")[0].decode()
    start = sent.partition("/oauth2")[0]
    product.plays = {
        "/api/v1/auth/login": page(200, f'<input type=password><a href="{sent}">Microsoft</a>'),
        OM: settings(walked, product),
    }
    report = asked(walked)
    assert (report.verdict, "is a link on the product's page" in told(report)) == ("pass", True)
    # The page where an administrator consents names the client too, and is no sign-in.
    client = walked.setup.registration.client_id if walked.setup.registration else ""
    consent = f'<input type=password><a href="{start}/adminconsent?client_id={client}">Consent</a>'
    product.plays["/api/v1/auth/login"] = page(200, consent)
    report = asked(walked)
    assert (report.verdict, "asks for its own password" in told(report)) == ("warn", True)


SESSIONS = {
    "in the way": "/go;jsessionid=0000CANARY:-1",
    "in another program's address": "myapp://x?code_challenge=CANARY&SAMLRequest=CANARY&ticket=CANARY",
    "in no address": "https://[::1/;s=CANARY#CANARY",
    "in what is sent back to": "",
}


@pytest.mark.parametrize("name", SESSIONS)
def test_nothing_of_a_session_is_kept(openmetadata: tuple[Walked, PlayingProduct], name: str) -> None:
    walked, product = openmetadata
    here = product.plain_url("/callback;jsessionid=0000CANARY:-1", "localhost")
    product.plays = {
        "/api/v1/auth/login": redirect(SESSIONS[name]) if SESSIONS[name] else door(walked, redirect_uri=here),
        SESSIONS["in the way"]: door(walked),
        OM: settings(walked, product),
    }
    assert asked(walked).verdict == {"in the way": "pass", "in what is sent back to": "fail"}.get(name, "warn")
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))


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
    assert told(report.title) == "Practice: OpenMetadata and Collate itself was not asked"
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
