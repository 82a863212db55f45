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
from stopped_login import MISMATCH, REGISTERED, TRACE, leave, left_alone, log_of, offered, paste
from walked import Walked

from steps.model.problems import AskAgain
from steps.model.views import Done, Open, Report
from steps.test_login import opened
from wizard.text import text

MEANS = ("What it means", "What it may mean")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with left_alone(tmp_path_factory.mktemp("left")) as made:
        yield made


def test_an_unknown_number_is_shown_whole_with_microsofts_own_page(walked: Walked) -> None:
    shown = told(paste(walked, "AADSTS9999991: Something new happened.\n" + TRACE))
    assert "9999991" in shown
    assert "login.microsoftonline.com/error?code=9999991" in shown
    report = walked.look("live_login")
    assert isinstance(report, Report)
    links = [one.link for section in report.sections for one in section.findings]
    assert "https://login.microsoftonline.com/error?code=9999991" in links
    # In Microsoft's words, as nobody here has others.
    (words,) = (one.findings for one in report.sections if told(one.title) == "In Microsoft's words")
    assert [one.name for one in words] == ["Something new happened."]


def test_of_a_known_number_microsofts_sentence_is_not_kept(walked: Walked) -> None:
    report = paste(walked, MISMATCH, uri=REGISTERED)
    assert "In Microsoft's words" not in told(report)
    assert "having trouble" not in repr(walked.setup.choices)


def test_a_bare_access_denied_has_both_readings(walked: Walked) -> None:
    report = paste(walked, f"{walked.person.callback}?error=access_denied&error_subcode=cancel&state=CANARY")
    meant = [one for one in report.sections if told(one.title) == "What it may mean"]
    assert [[one.verdict for one in section.findings] for section in meant] == [["fail", "info", "info"]] * 2
    assert all("How sure: a good guess" in told(section) for section in meant)
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))


def meaning(report: Report) -> list[str]:
    return [told(one.findings) for one in report.sections if told(one.title) in MEANS]


@pytest.mark.parametrize(
    "said",
    [
        "Need admin approval. Contoso needs permission to access resources that only an admin can grant.",
        "Selected user account does not exist in tenant 'Contoso' and cannot access the application.",
        "AADSTS50011 and AADSTS700016",
        "error=access_denied",
        '{"error": {"code": "fooBar_baz", "message": "?"}}',
        '{"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges to complete …"}}',
    ],
)
def test_a_kept_answer_is_the_answer_that_was_given(walked: Walked, said: str) -> None:
    found = walked.world.logins.explain(said)
    assert found
    kept = meaning(paste(walked, said.replace("{", "{{").replace("}", "}}")))
    assert len(kept) == len(found)
    for one, shown in zip(found, kept, strict=True):
        assert all(text(words) in shown for words in (one.what, one.why, one.do))
        assert ("a good guess" in shown) == (not one.sure and one.whose != "")


def test_of_a_log_with_thousands_of_errors_a_few_are_kept(walked: Walked) -> None:
    assert len(meaning(paste(walked, "\n".join(f"AADSTS{number}" for number in range(50000, 53000))))) == 8


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


TIMES = [
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+05:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-05:00",
    "2099-01-01T00:00:00Z",
    "2001-01-01T00:00:00",
    "2026-13-45T99:99:99Z",
]


@pytest.mark.parametrize("time", TIMES)
def test_no_time_that_a_page_names_stops_the_page(walked: Walked, time: str) -> None:
    leave(walked)
    walked.answer("live_login", page_says=f"AADSTS50011: no match.\nTimestamp: {time}")
    assert isinstance(walked.look("live_login"), Report)
    # Around then the log has nothing: it is asked about the time at which this was pasted.
    assert "no entry of this sign-in yet" in log_of(walked)
    walked.answer("live_login")
    assert isinstance(walked.look("live_login"), Open)


@pytest.mark.parametrize("kept", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "noon", "2026-11-21T10:00:00"])
def test_a_time_that_was_kept_before_stops_nobody_either(walked: Walked, kept: str) -> None:
    paste(walked, "AADSTS50011: no match.")
    named = {**json.loads(str(walked.setup.choices["page_named"])), "timestamp": kept}
    walked.engine._record.append(walked.setup.id, "chosen", {"choices": {"page_named": json.dumps(named)}})
    assert isinstance(walked.look("live_login"), Report)
    walked.engine._record.append(walked.setup.id, "chosen", {"choices": {"page_at": kept}})
    assert isinstance(walked.look("live_login"), Report)


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
    shown = opened.view(attempt, walked.setup, None, world)
    assert (shown.overdue, shown.opened) == (overdue, attempt.opened)
    assert shown.ask
    assert ("What does the page say?" in told(shown.ask.title)) == overdue


def test_what_was_kept_is_harmless_and_small(walked: Walked) -> None:
    paste(walked, MISMATCH, uri=REGISTERED + "/")
    kept = json.loads(str(walked.setup.choices["page_named"]))
    assert set(kept) == {"correlation_id", "request_id", "timestamp", "redirect_uri", "client_id", "tenant", "user"}
