"""A secret that was pasted is tried until Entra knows it, and refused with the reason when it never will."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from steps.by_hand import secret as by_hand
from steps.model.facts import Product, Registration, SecretRecord, SignedIn
from steps.model.ports import Provider
from steps.model.problems import AskAgain
from steps.model.setup import Setup
from steps.model.tried import Tried
from steps.model.views import Done, Guide, View, Wait
from wizard.entra.cloud import GLOBAL
from wizard.entra.portal import Portal
from wizard.oidc.proofs import AskedUntilKnown
from wizard.recipes import RecipeShelf
from wizard.text import text
from wizard.vault import MemoryVault

EXPIRES = (date.today() + timedelta(days=180)).isoformat()

TENANT, CLIENT = "11111111-2222-3333-4444-555555555555", "aaaaaaaa-2222-3333-4444-555555555555"
VALUE = "abc8Q~" + "canary-canary-canary-canary-canary"
LONG_AGO = datetime.now(UTC) - timedelta(minutes=5)


class Entra:
    """Answers each try with the next of these verdicts; the last one stays."""

    def __init__(self, *verdicts: str) -> None:
        self.verdicts = list(verdicts)
        self.asked = 0

    def try_secret(self, tenant_id: str, client_id: str, secret: Any) -> Tried:
        self.asked += 1
        assert (tenant_id, client_id, secret.reveal()) == (TENANT, CLIENT, VALUE)
        verdict = self.verdicts.pop(0) if len(self.verdicts) > 1 else self.verdicts[0]
        return Tried(verdict, 0 if verdict == "accepted" else 7000215, "Microsoft's words")


def world(entra: Entra, at: datetime | None = None, vault: MemoryVault | None = None) -> Any:
    return SimpleNamespace(
        recipes=RecipeShelf(),
        proofs=AskedUntilKnown(cast(Provider, entra), retry=0.005, again=0.005),
        vault=vault or MemoryVault(),
        clock=SimpleNamespace(now=lambda: at or datetime.now(UTC)),
        sign_in=SimpleNamespace(current=lambda: None),
        portal=Portal(GLOBAL, lambda: TENANT),
    )


def setup(**choices: Any) -> Setup:
    return Setup(
        "s",
        "2026-11-21T00:00:00Z",
        product=Product("hugging_face", "Hugging Face", "", {"redirection_uri": "https://huggingface.co/x"}),
        signed_in=SignedIn(TENANT, "", "jane@contoso.com", "", "by_hand", "Global"),
        registration=Registration("", CLIENT, "", "App", consented=True),
        choices={"by_hand": True, **choices},
    )


def pasted(entra: Entra, at: datetime | None = None) -> tuple[Setup, Any]:
    """The setup after the value was pasted at `at`, and the world that holds it, seen now."""
    vault = MemoryVault()
    answers = {"client_secret": VALUE, "secret_expires": EXPIRES}
    taken = by_hand.take(answers, setup(), world(entra, at, vault))
    assert VALUE not in repr(taken)
    return setup(**taken.choices), world(entra, vault=vault)


def looked(setup: Setup, world: Any) -> View:
    """What the step shows once it no longer waits."""
    until = time.monotonic() + 10
    while isinstance(view := by_hand.look(setup, world), Wait):
        assert time.monotonic() < until
        time.sleep(0.002)
    return view


def test_it_is_believed_when_entra_took_it_twice() -> None:
    entra = Entra("accepted")
    view = looked(*pasted(entra))
    assert isinstance(view, Done)
    assert isinstance(view.fact, SecretRecord)
    assert (view.fact.proven, view.fact.hint, view.fact.expires) == (True, "abc", EXPIRES)
    assert view.fact.how == {"value": "checked", "expires": "typed"}
    assert entra.asked == 2


@pytest.mark.parametrize("verdict", ["secret-wrong", "client-unknown"])
def test_a_refusal_may_only_mean_that_it_still_spreads(verdict: str) -> None:
    for verdicts in ((verdict,), ("accepted", verdict)):
        entra = Entra(*verdicts)
        after, held = pasted(entra)
        while entra.asked < 4:
            assert isinstance(by_hand.look(after, held), Wait)
        held.proofs.drop("s")
        assert isinstance(looked(*pasted(Entra(*verdicts), LONG_AGO)), Guide)


def test_a_refusal_stays_on_the_page_while_entra_is_asked_once_more() -> None:
    entra = Entra("secret-wrong", "accepted")
    after, held = pasted(entra, LONG_AGO)
    held.proofs = AskedUntilKnown(cast(Provider, entra), retry=0.005, again=0.005, abandoned=0.02)
    assert isinstance(looked(after, held), Guide)
    time.sleep(0.05)
    seen = [by_hand.look(after, held)]
    while not isinstance(seen[-1], Done):
        seen.append(by_hand.look(after, held))
    assert isinstance(seen[0], Guide)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("secret-wrong", "not one of this app's secrets"),
        ("secret-expired", "expired"),
        ("client-unknown", CLIENT),
        ("tenant-unknown", "does not know this tenant"),
        ("enterprise-application-missing", "no enterprise application"),
        ("refused", "another reason"),
        ("unclear", "not an answer of Entra's"),
    ],
)
def test_every_reason_has_its_own_sentence(verdict: str, said: str) -> None:
    view = looked(*pasted(Entra(verdict), LONG_AGO))
    assert isinstance(view, Guide)
    assert view.report
    (finding,) = view.report.sections[0].findings
    assert said in text(finding.name)
    assert finding.seen == "Microsoft's words"
    assert VALUE not in repr(view)


def test_after_a_restart_it_is_asked_for_again() -> None:
    after, _ = pasted(Entra("accepted"))
    view = by_hand.look(after, world(Entra("accepted")))
    assert isinstance(view, Guide)
    assert view.report is None


def test_renewing_asks_for_another_value_and_can_be_called_off() -> None:
    after, held = pasted(Entra("accepted"))
    key = str(after.choices["pasted_key_id"])
    renewing = replace(after, secret=SecretRecord(key, "abc", EXPIRES, True))
    renewing = replace(renewing, choices={**renewing.choices, "renew_secret": key})
    view = by_hand.look(renewing, held)
    assert isinstance(view, Guide)
    assert view.ask
    assert [card.name for card in view.ask.cards] == ["keep", "refused"]


@pytest.mark.parametrize("typed", ["aaaaaaaa-2222-3333-4444-555555555555", "abc******************", "", "short"])
def test_what_is_no_value_is_refused_before_anything_is_asked(typed: str) -> None:
    entra = Entra("accepted")
    with pytest.raises(AskAgain) as refused:
        by_hand.take({"client_secret": typed, "secret_expires": EXPIRES}, setup(), world(entra))
    assert refused.value.values["field"] == "client_secret"
    assert entra.asked == 0
