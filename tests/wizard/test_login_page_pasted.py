"""Whatever is pasted of Microsoft's page: no number, a hostile text, a session; and the clock that asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from by_hand_setup import told
from stopped_login import MISMATCH, REGISTERED, TRACE, leave, left_alone, offered, paste
from walked import Walked

from steps.model.problems import AskAgain
from steps.model.views import Done, Open, Report
from steps.test_login import opened


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with left_alone(tmp_path_factory.mktemp("left")) as made:
        yield made


def test_an_unknown_number_is_shown_whole_with_microsofts_own_page(walked: Walked) -> None:
    shown = told(paste(walked, "AADSTS9999991: Something new happened.\n" + TRACE))
    assert "9999991" in shown
    assert "login.microsoftonline.com/error?code=9999991" in shown


def test_a_bare_access_denied_has_both_readings(walked: Walked) -> None:
    report = paste(walked, f"{walked.person.callback}?error=access_denied&error_subcode=cancel&state=CANARY")
    meaning = next(one for one in report.sections if told(one.title) == "What it means")
    assert len([one for one in meaning.findings if one.verdict == "fail"]) == 2
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))


@pytest.mark.parametrize(
    "garbage", ["", "   ", "it does not work", "12", "<html></html>", "https://example.com/callback"]
)
def test_what_holds_no_error_is_refused_at_its_field(walked: Walked, garbage: str) -> None:
    leave(walked)
    with pytest.raises(AskAgain) as refused:
        walked.answer("live_login", page_says=garbage)
    assert refused.value.values["field"] == "page_says"
    assert isinstance(walked.look("live_login"), Open)


@pytest.mark.parametrize("garbage", ["A" * 150_000, "AADSTS" * 20_000, "AADSTS50011: '" + "https://" * 10_000])
def test_a_hostile_page_harms_nobody(walked: Walked, garbage: str) -> None:
    leave(walked)
    begun_at = datetime.now(UTC)
    with suppress(AskAgain):
        walked.answer("live_login", page_says=garbage)
    walked.look("live_login")
    assert datetime.now(UTC) - begun_at < timedelta(seconds=5)


def test_nothing_of_a_session_is_kept_of_an_address_bar(walked: Walked) -> None:
    secret = "Ab18Q~CanaryCanary.Canary-Canary_Canary1"
    bar = f"{walked.person.callback}?error=invalid_client&error_description=AADSTS7000215%3A+wrong&code=CANARY1"
    paste(walked, f"{bar}&state=CANARY2&client_secret={secret}&id_token=eyJCANARY3.eyJCANARY4.x")
    kept = repr(walked.engine.events(walked.setup.id))
    assert [name for name in ("CANARY1", "CANARY2", "CANARY3", secret) if name in kept] == []


def test_a_pass_after_all_counts_more_than_what_was_pasted(walked: Walked) -> None:
    address, key = walked.person.open_link(offered(walked)) or ("", "")
    walked.answer("live_login", page_says="50105")
    assert isinstance(walked.look("live_login"), Report)
    back = walked.tenant.sign_in(address, walked.person.user_name)
    walked.person._hub.complete(parse_qsl(urlsplit(back).query), key)
    assert isinstance(walked.look("live_login"), Done)


@pytest.mark.parametrize(("seconds", "overdue"), [(0, False), (59, False), (61, True), (400, True)])
def test_after_a_minute_the_page_asks_by_itself(walked: Walked, seconds: int, overdue: bool) -> None:
    waiting = leave(walked)
    assert (waiting.opened != "", waiting.overdue) == (True, False)
    attempt = walked.world.logins.current(walked.setup)
    assert attempt
    later = datetime.fromisoformat(attempt.opened) + timedelta(seconds=seconds)
    world = SimpleNamespace(clock=SimpleNamespace(now=lambda: later))
    shown = opened.view(attempt, walked.setup, None, world)  # type: ignore[arg-type]
    assert (shown.overdue, shown.opened) == (overdue, attempt.opened)
    assert shown.ask
    assert ("What does the page say?" in told(shown.ask.title)) == overdue


def test_what_was_kept_is_harmless_and_small(walked: Walked) -> None:
    paste(walked, MISMATCH, uri=REGISTERED + "/")
    kept = json.loads(str(walked.setup.choices["page_named"]))
    assert set(kept) == {"correlation_id", "request_id", "timestamp", "redirect_uri", "client_id", "tenant", "user"}
