"""Asking until Entra knows: twice in a row, with patience, in the background, and never for nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import pytest

from steps.model.facts import Endpoints
from steps.model.ports import Provider
from steps.model.problems import Problem, problem
from steps.model.proving import Proof
from steps.model.secret import Secret
from steps.model.tried import Tried
from wizard.oidc.proofs import AskedUntilKnown

ENDPOINTS = Endpoints("https://login.example/t/v2.0", "https://login.example/authorize", "t", "j", "d")
GOOD, WRONG = Tried("accepted"), Tried("secret-wrong", 7000215, "AADSTS7000215: Invalid client secret provided.")
UNKNOWN = Tried("redirect-unknown", 50011, "AADSTS50011: does not match")
LONG = timedelta(seconds=60)


class Scripted:
    """A provider that gives these answers, the last one for ever; an exception is raised."""

    def __init__(self, *answers: Tried | Exception) -> None:
        self.answers, self.asked = list(answers), 0
        self.go = threading.Event()
        self.go.set()

    def try_secret(self, tenant_id: str, client_id: str, secret: Secret) -> Tried:
        assert self.go.wait(10)
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    def try_redirect(self, endpoints: Endpoints, client_id: str, redirect_uri: str) -> Tried:
        return self.try_secret("", client_id, Secret(redirect_uri))


def proofs(scripted: Scripted, **more: Any) -> AskedUntilKnown:
    return AskedUntilKnown(cast(Provider, scripted), **{"retry": 0.01, "again": 0.01, **more})


def ended(ask: Callable[[], Proof]) -> Proof:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if (found := ask()).state != "asking":
            return found
        time.sleep(0.005)
    raise TimeoutError


SECRETS: dict[str, tuple[tuple[Tried, ...], str, int]] = {
    "known everywhere": ((GOOD,), "accepted", 2),
    "known late": ((WRONG, WRONG, GOOD), "accepted", 4),
    "known here and not there": ((GOOD, WRONG, GOOD), "accepted", 4),
    "the application is not known yet": ((Tried("client-unknown", 700016), GOOD), "accepted", 3),
    "expired": ((Tried("secret-expired", 7000222), GOOD), "refused", 1),
    "no enterprise application": ((Tried("enterprise-application-missing", 7000229), GOOD), "refused", 1),
    "refused for another reason": ((Tried("refused", 53003), GOOD), "refused", 1),
    "an answer that nobody can read": ((Tried("unclear"), GOOD), "refused", 1),
    "lost after a first good answer": ((GOOD, Tried("secret-expired", 7000222)), "refused", 2),
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_believed_after_two_good_answers_in_a_row(name: str) -> None:
    answers, state, tries = SECRETS[name]
    asked = proofs(Scripted(*answers))
    found = ended(lambda: asked.secret("s", "t", "c", Secret("x")))
    assert (found.state, found.tries) == (state, tries)


REDIRECTS: dict[str, tuple[tuple[Tried, ...], str, int]] = {
    "known everywhere": ((GOOD,), "accepted", 2),
    "known late": ((UNKNOWN, GOOD), "accepted", 3),
    "known here and not there": ((GOOD, UNKNOWN, GOOD), "accepted", 4),
    "a page that nobody can read": ((Tried("unclear"),), "accepted", 1),
    "refused for another reason": ((Tried("refused", 53003),), "accepted", 1),
}


@pytest.mark.parametrize("name", REDIRECTS)
def test_an_address_that_entra_does_not_judge_locks_nobody_out(name: str) -> None:
    answers, state, tries = REDIRECTS[name]
    asked = proofs(Scripted(*answers))
    found = ended(lambda: asked.redirect("s", ENDPOINTS, "c", "http://localhost:1/callback"))
    assert (found.state, found.tries) == (state, tries)


def test_patience_ends_and_the_last_words_of_entra_stay() -> None:
    asked = proofs(Scripted(WRONG), patience=(timedelta(seconds=0.05), LONG))
    found = ended(lambda: asked.secret("s", "t", "c", Secret("x")))
    assert (found.state, found.last) == ("refused", WRONG)
    assert found.tries > 1
    asked = proofs(Scripted(UNKNOWN), patience=(LONG, timedelta(seconds=0.05)))
    assert ended(lambda: asked.redirect("s", ENDPOINTS, "c", "u")).state == "refused"


def test_nobody_waits_while_it_is_asked() -> None:
    scripted = Scripted(GOOD)
    scripted.go.clear()
    asked = proofs(scripted)
    begun = time.monotonic()
    found = asked.secret("s", "t", "c", Secret("x"))
    assert (found.state, found.tries, time.monotonic() - begun < 1) == ("asking", 0, True)
    assert found.since < found.until
    assert asked.begun("s")
    assert not asked.begun("other")
    scripted.go.set()
    assert ended(lambda: asked.secret("s", "t", "c", Secret("x"))).state == "accepted"


def test_a_proof_that_was_dropped_or_is_of_another_secret_begins_anew() -> None:
    scripted = Scripted(GOOD)
    asked = proofs(scripted)
    assert ended(lambda: asked.secret("s", "t", "c", Secret("x"))).tries == 2
    assert ended(lambda: asked.secret("s", "t", "c", Secret("x"))).tries == 2
    assert scripted.asked == 2
    ended(lambda: asked.secret("s", "t", "c", Secret("y")))
    assert scripted.asked == 4
    asked.drop("s")
    assert not asked.begun("s")
    ended(lambda: asked.secret("s", "t", "c", Secret("y")))
    assert scripted.asked == 6


def test_what_kept_us_from_asking_is_told_and_asking_again_heals_it() -> None:
    gone = problem("unreachable", host="login.example", said="no route")
    scripted = Scripted(gone, GOOD)
    asked = proofs(scripted)
    found = ended(lambda: asked.secret("s", "t", "c", Secret("x")))
    assert (found.state, found.fault) == ("refused", gone)
    assert isinstance(found.fault, Problem)
    asked.drop("s")
    assert ended(lambda: asked.secret("s", "t", "c", Secret("x"))).state == "accepted"


def test_a_proof_that_nobody_waits_for_ends_by_itself() -> None:
    scripted = Scripted(WRONG)
    asked = proofs(scripted, abandoned=0.05)
    asked.secret("s", "t", "c", Secret("x"))
    awaited(lambda: not asked.begun("s"))
    awaited(lambda: not [one for one in threading.enumerate() if one.name == "proof"])


def test_a_secret_is_in_no_words_of_its_proof() -> None:
    scripted = Scripted(WRONG)
    asked = proofs(scripted)
    found = asked.secret("s", "t", "c", Secret("CANARY"))
    assert "CANARY" not in f"{found!r} {vars(asked)!r}"
    asked.drop("s")


@pytest.mark.parametrize("answer", [GOOD, Tried("secret-expired", 7000222)], ids=["accepted", "refused"])
def test_a_proof_that_ended_is_forgotten_once_nobody_asks_about_it(answer: Tried) -> None:
    scripted = Scripted(answer)
    asked = proofs(scripted, abandoned=0.1)
    ended(lambda: asked.secret("s", "t", "c", Secret("x")))
    assert asked.begun("s")
    before = scripted.asked
    awaited(lambda: not asked.begun("s"))
    again = asked.secret("s", "t", "c", Secret("x"))
    assert (again.state, again.last) == ("asking", None if answer == GOOD else answer)
    ended(lambda: asked.secret("s", "t", "c", Secret("x")))
    assert scripted.asked == 2 * before


def test_a_proof_that_builds_on_something_else_begins_anew() -> None:
    scripted = Scripted(GOOD)
    asked = proofs(scripted)
    ended(lambda: asked.secret("s", "t", "c", Secret("x"), known=("adele",)))
    assert [asked.begun("s", known) for known in (("adele",), ("gideon",), None)] == [True, False, False]
    assert asked.secret("s", "t", "c", Secret("x"), known=("gideon",)).state == "asking"
    ended(lambda: asked.redirect("s", ENDPOINTS, "c", "u", known=("mina",)))
    assert asked.begun("s", ("mina",))


def test_patience_counts_from_when_the_secret_was_written() -> None:
    scripted = Scripted(WRONG)
    asked = proofs(scripted)
    found = ended(lambda: asked.secret("s", "t", "c", Secret("x"), since="2026-01-01T00:00:00+00:00"))
    assert (found.state, found.tries, found.until) == ("refused", 1, "2026-01-01T00:01:00+00:00")


def awaited(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    assert true()
