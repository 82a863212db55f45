"""What may come to /callback, and from whom."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import Person

Params = list[tuple[str, str]]


def without(params: Params, name: str) -> Params:
    return [(key, old) for key, old in params if key != name]


def callback_twice(person: Person) -> None:
    sent, key = person.leave()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: person.hub.complete(sent, key), range(8)))
    assert person.attempt().status == "passed"
    assert person.provider.calls["token"] == 1


def code_replayed(person: Person) -> None:
    sent, key = person.leave()
    person.hub.complete(sent, key)
    assert person.attempt().status == "passed"
    used = dict(sent)["code"]
    person.hub.drop("s1")
    # The code of one login in the answer to another.
    sent, key = person.leave()
    person.hub.complete([(name, used if name == "code" else value) for name, value in sent], key)
    assert (person.attempt().status, person.attempt().checks[-1].name) == ("refused", "token-answer")
    assert {"jwks": 1, "userinfo": 1}.items() <= person.provider.calls.items()


def callback_no_transaction(person: Person) -> None:
    for sent in ([("code", "c"), ("state", "")], [("code", "c"), ("state", "x" * 32)]):
        person.hub.complete(sent, "")
        assert person.hub.current(person.setup) is None
    person.offer()
    person.hub.complete([("code", "c"), ("state", "")], "")
    # A link that nobody opened waits for nobody's answer.
    assert person.attempt().status == "waiting"
    assert "token" not in person.provider.calls


def callback_late(person: Person) -> None:
    sent, key = person.leave()
    person.clock.ahead = timedelta(minutes=11)
    person.hub.complete(sent, key)
    assert person.attempt().status == "expired"
    assert "token" not in person.provider.calls


def posted_error(person: Person) -> None:
    sent, _ = person.leave()
    person.hub.complete([*without(sent, "code"), ("error", "login_required")], None, form_post=True)
    assert (person.attempt().status, person.attempt().error) == ("refused", "login_required")
    assert "token" not in person.provider.calls


DELIVERED: dict[str, Callable[[Person], None]] = {
    "callback-twice": callback_twice,
    "code-replayed": code_replayed,
    "callback-no-transaction": callback_no_transaction,
    "callback-late": callback_late,
    "oidcc-client-test-form-post-error": posted_error,
}
"""What the browser or the network may do to an answer, whatever the provider sent."""


@pytest.mark.parametrize("deliver", [pytest.param(deliver, id=id) for id, deliver in DELIVERED.items()])
def test_an_answer_counts_once_in_time_and_for_its_own_attempt(
    person: Person, deliver: Callable[[Person], None]
) -> None:
    deliver(person)
    person.heal()
    assert person.log_in().status == "passed"


def test_answers_that_belong_to_no_login_are_counted_and_end_none(person: Person) -> None:
    sent, key = person.leave()
    for stray in ([], [("code", "c")], [("code", "c"), ("state", "forged")], [*sent, ("state", "second")]):
        assert not person.hub.complete(stray, key)
    assert (person.attempt().status, person.attempt().strays) == ("opened", 4)
    assert person.hub.complete(sent, key)
    assert person.attempt().status == "passed"
    # The same answer once more, as by a reload, is no stranger's.
    assert not person.hub.complete(sent, key)
    assert person.attempt().strays == 4


def test_a_stray_answer_is_told_to_its_own_browsers_login(person: Person) -> None:
    _, key = person.leave()
    mine, other = person.setup, replace(person.setup, id="s2")
    person.setup = other
    person.leave()
    person.hub.complete([("state", "forged")], key)
    assert person.attempt().strays == 0
    person.hub.complete([("state", "forged")], None)
    assert person.attempt().strays == 1
    person.setup = mine
    assert person.attempt().strays == 2
    person.hub.drop("s2")


@pytest.mark.parametrize("key", [None, "", "somebody-else"])
def test_an_answer_from_another_browser_is_refused(person: Person, key: str | None) -> None:
    sent, _ = person.leave()
    person.hub.complete(sent, key)
    assert [(check.name, check.verdict) for check in person.attempt().checks][-1] == ("browser", "fail")
    assert "token" not in person.provider.calls


def test_a_posted_code_needs_the_cookie(person: Person) -> None:
    sent, key = person.leave()
    person.hub.complete(sent, None, form_post=True)
    assert person.attempt().checks[-1].name == "browser"
    person.hub.drop("s1")
    sent, key = person.leave()
    person.hub.complete(sent, key, form_post=True)
    assert person.attempt().status == "passed"


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
