"""What may come to /callback, and from whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import Person
from .hostile import Misbehaviour

Params = list[tuple[str, str]]
PROMISED = {"authorization_response_iss_parameter_supported": True}


def replaced(params: Params, name: str, value: str) -> Params:
    return [(key, value if key == name else old) for key, old in params]


def without(params: Params, name: str) -> Params:
    return [(key, old) for key, old in params if key != name]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda sent: replaced(sent, "state", "wrong"), id="state-wrong"),
        pytest.param(lambda sent: without(sent, "state"), id="state-missing"),
        pytest.param(lambda sent: [*sent, ("state", "second")], id="two-states"),
        pytest.param(lambda sent: [*sent, *sent], id="everything-twice"),
        pytest.param(lambda sent: [], id="nothing"),
    ],
)
def test_an_answer_that_belongs_to_no_attempt_changes_nothing(person: Person, change: Any) -> None:
    sent, key = person.leave()
    person.hub.complete(change(sent), key)
    assert person.attempt().status == "opened"
    assert "token" not in person.provider.calls
    person.hub.complete(sent, key)
    assert person.attempt().status == "passed"


@pytest.mark.parametrize(
    ("change", "promised", "at"),
    [
        pytest.param({"iss": "other"}, {}, "response-iss", id="resp-iss-unadvertised-wrong"),
        pytest.param({"iss": "other"}, PROMISED, "response-iss", id="resp-iss-wrong"),
        pytest.param({}, PROMISED, "response-iss", id="resp-iss-missing"),
        pytest.param({"iss": "issuer"}, PROMISED, "", id="resp-iss-ok"),
        pytest.param({"iss": "issuer"}, {}, "", id="resp-iss-unadvertised-ok"),
        pytest.param({"code": "second"}, {}, "single", id="redirect-uri-param-smuggled"),
        pytest.param({"error": "access_denied"}, {}, "no-error", id="error-and-code"),
        pytest.param({"error": ""}, {}, "no-error", id="empty-error"),
    ],
)
def test_parameters_that_do_not_belong_end_the_attempt_before_the_code_is_used(
    person: Person, change: dict[str, str], promised: dict[str, Any], at: str
) -> None:
    person.provider.misbehave(Misbehaviour(metadata=promised))
    sent, key = person.leave()
    added = [(name, person.provider.issuer if value == "issuer" else value) for name, value in change.items()]
    person.hub.complete([*sent, *added], key)
    assert person.attempt().status == ("refused" if at else "passed")
    assert [check.name for check in person.attempt().checks if check.verdict == "fail"] == ([at] if at else [])
    assert person.provider.calls.get("token", 0) == (0 if at else 1)


def test_a_code_is_missing(person: Person) -> None:
    sent, key = person.leave()
    person.hub.complete(without(sent, "code"), key)
    assert person.attempt().checks[-1].name == "code"


def test_the_second_delivery_of_an_answer_finds_nothing(person: Person) -> None:
    sent, key = person.leave()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: person.hub.complete(sent, key), range(8)))
    assert person.attempt().status == "passed"
    assert person.provider.calls["token"] == 1


@pytest.mark.parametrize("key", [None, "", "somebody-else"])
def test_an_answer_from_another_browser_is_refused(person: Person, key: str | None) -> None:
    sent, _ = person.leave()
    person.hub.complete(sent, key)
    assert [(check.name, check.verdict) for check in person.attempt().checks][-1] == ("browser", "fail")
    assert "token" not in person.provider.calls


def test_an_answer_before_the_link_was_opened_changes_nothing(person: Person) -> None:
    person.offer()
    person.hub.complete([("code", "c"), ("state", "")], "")
    assert person.attempt().status == "waiting"


def test_a_posted_code_needs_the_cookie(person: Person) -> None:
    sent, key = person.leave()
    person.hub.complete(sent, None, form_post=True)
    assert person.attempt().checks[-1].name == "browser"
    person.hub.drop("s1")
    sent, key = person.leave()
    person.hub.complete(sent, key, form_post=True)
    assert person.attempt().status == "passed"


def test_a_posted_error_is_shown_without_the_cookie(person: Person) -> None:
    # oidcc-client-test-form-post-error
    sent, _ = person.leave()
    person.hub.complete([*without(sent, "code"), ("error", "login_required")], None, form_post=True)
    assert (person.attempt().status, person.attempt().error) == ("refused", "login_required")


def test_an_error_is_kept_as_the_text_it_is(person: Person) -> None:
    said = "AADSTS65004: User declined.\r\nTrace ID: <script>alert(1)</script>"
    sent, key = person.leave()
    person.hub.complete([*without(sent, "code"), ("error", "access_denied"), ("error_description", said)], key)
    attempt = person.attempt()
    assert attempt.error == "access_denied: AADSTS65004: User declined. Trace ID: <script>alert(1)</script>"
    assert [one.code for one in person.hub.explain(attempt.error)] == ["AADSTS65004"]


def test_a_bare_denial_is_given_both_readings(person: Person) -> None:
    sent, key = person.leave()
    denied = [("error", "access_denied"), ("error_subcode", "cancel")]
    person.hub.complete([*without(sent, "code"), *denied], key)
    found = person.hub.explain(person.attempt().error)
    assert len(found) == 2
    assert not any(one.sure for one in found)


def test_an_answer_after_eleven_minutes_is_too_late(person: Person) -> None:
    sent, key = person.leave()
    person.clock.ahead = timedelta(minutes=11)
    person.hub.complete(sent, key)
    assert person.attempt().status == "expired"
    assert "token" not in person.provider.calls
    person.hub.drop("s1")
    assert person.log_in().status == "passed"


def test_a_link_that_was_never_opened_expires(person: Person) -> None:
    offered = person.offer()
    person.clock.ahead = timedelta(minutes=10)
    assert person.attempt().status == "expired"
    assert person.hub.start(offered.id) is None


def test_the_link_works_once(person: Person) -> None:
    offered = person.offer()
    assert (offered.status, offered.opened) == ("waiting", "")
    assert person.hub.start("unknown") is None
    assert person.hub.start(offered.id)
    assert person.hub.start(offered.id) is None
    assert person.attempt().status == "opened"
    assert person.attempt().opened


def test_there_is_one_attempt_until_it_is_dropped(person: Person) -> None:
    first = person.offer()
    assert person.offer() == first
    person.hub.drop("s1")
    assert person.hub.current(person.setup) is None
    assert person.hub.start(first.id) is None
    assert person.offer().id != first.id


def test_an_answer_to_a_dropped_attempt_changes_nothing(person: Person) -> None:
    sent, key = person.leave()
    person.hub.drop("s1")
    person.hub.complete(sent, key)
    assert person.hub.current(person.setup) is None
    assert "token" not in person.provider.calls


def test_two_logins_share_no_random_value(person: Person) -> None:
    seen = set()
    for _ in range(2):
        started = person.hub.start(person.offer().id)
        assert started
        asked = parse_qs(urlsplit(started[0]).query)
        seen |= {asked[name][0] for name in ("state", "nonce", "code_challenge")} | {started[1]}
        person.hub.drop("s1")
    assert len(seen) == 8
