"""Before anybody is sent to sign in: what Entra does not know yet is waited for, and Graph is asked once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from by_hand_setup import told
from product_answers import READY
from walked import Walked, begun

from steps import live_login
from steps.by_hand import test_address
from steps.model.chosen import chosen
from steps.model.ports import Provider
from steps.model.problems import AskAgain, Problem
from steps.model.secret import Secret
from steps.model.tried import Tried
from steps.model.views import Ask, Guide, Open, Propose, View, Wait
from wizard.oidc.proofs import AskedUntilKnown
from wizard.practice.people import DOMAIN

GOOD, UNKNOWN = Tried("accepted"), Tried("redirect-unknown", 50011, "AADSTS50011: does not match")


class Scripted:
    """A provider that gives these answers about an address, the last one for ever; it takes every secret."""

    def __init__(self, *answers: Tried) -> None:
        self.answers, self.asked = list(answers), 0

    def try_redirect(self, *about: object) -> Tried:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]

    def try_secret(self, *about: object) -> Tried:
        return GOOD


class Counted:
    """A directory that counts what is asked of it."""

    def __init__(self, real: Any) -> None:
        self.real, self.asked = real, 0

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        return getattr(self.real, name)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with begun(tmp_path_factory.mktemp("waits")) as made:
        made.walk(*READY)
        yield made
        made.answer("live_login", change="yes")
        made.walk("live_login", "finish")


@pytest.fixture
def fresh(walked: Walked) -> Walked:
    """Nothing proven, nothing offered."""
    walked.tenant.scenarios.reset()
    walked.answer("live_login", change="yes")
    return walked


def test_a_secret_that_still_spreads_is_waited_for_and_said_how_it_goes(fresh: Walked) -> None:
    assert fresh.setup.secret
    fresh.tenant.scenarios.lag_seconds = 3.0
    while not all(map(fresh.tenant.directory.visible, tuple(fresh.tenant.directory._born))):
        time.sleep(0.05)
    fresh.tenant.directory.born(fresh.setup.secret.key_id)
    seen: list[View] = []
    while not isinstance(view := fresh.look("live_login", waiting=True), Open):
        seen.append(view)
    assert all(isinstance(one, Wait) for one in seen)
    said = "\n".join(map(told, seen))
    assert "Making sure that Entra takes the secret" in said
    assert "Asked once" in said
    assert "Still spreading. Entra said last: AADSTS7000215: Invalid client secret provided." in said
    assert isinstance(seen[0], Wait)
    assert seen[0].since < seen[0].until


def test_a_secret_that_is_refused_is_a_dead_end_with_a_way_on(fresh: Walked) -> None:
    fresh.tenant.scenarios.secret_expired = True
    with pytest.raises(Problem, match="secret-expired") as refused:
        fresh.look("live_login")
    assert "AADSTS7000222" in refused.value.values["said"]
    # The page that it leads to does not say that Entra accepts the secret.
    assert "The client secret has expired." in told(fresh.look("make_secret"))
    fresh.tenant.scenarios.secret_expired = False
    assert isinstance(fresh.look("live_login"), Open)
    assert "Entra accepted this secret." in told(fresh.look("make_secret"))


def looked(walked: Walked, *answers: Tried, most: int = 2000) -> list[View]:
    """Every look at the step until it no longer waits, with an Entra that says this of the address."""
    proofs = AskedUntilKnown(cast(Provider, Scripted(*answers)), retry=0.01, again=0.01)
    world, seen = replace(walked.world, proofs=proofs), []
    for _ in range(most):
        seen.append(live_login.look(walked.setup, world))
        if not isinstance(seen[-1], Wait):
            return seen
    raise TimeoutError


def test_an_address_of_the_test_that_still_spreads_is_waited_for(fresh: Walked) -> None:
    *waits, offered = looked(fresh, *[UNKNOWN] * 20, GOOD)
    assert isinstance(offered, Open)
    said = "\n".join(map(told, waits))
    assert "Making sure that Entra knows the address of the test" in said
    assert "Entra said last: AADSTS50011" in said


def test_nobody_has_to_wait(fresh: Walked) -> None:
    proofs = AskedUntilKnown(cast(Provider, Scripted(UNKNOWN)), retry=0.01, again=0.01)
    world, view = replace(fresh.world, proofs=proofs), live_login.look(fresh.setup, fresh.world)
    while not isinstance(view, Wait) or not view.ask:
        view = live_login.look(fresh.setup, world)
    fresh.answer("live_login", card=view.ask.cards[0].name)
    assert isinstance(live_login.look(fresh.setup, world), Open)
    fresh.answer("live_login", card="again")
    assert isinstance(live_login.look(fresh.setup, world), Wait)
    proofs.drop(fresh.setup.id)


def test_not_waiting_is_said_of_one_secret(fresh: Walked) -> None:
    proofs = AskedUntilKnown(cast(Provider, Scripted(UNKNOWN)), retry=0.01, again=0.01)
    world = replace(fresh.world, proofs=proofs)
    fresh.answer("live_login", card="no_waiting")
    assert isinstance(live_login.look(fresh.setup, world), Open)
    world.logins.drop(fresh.setup.id)
    setup = fresh.setup
    assert setup.secret
    for other in (
        replace(setup, secret=replace(setup.secret, key_id="another")),
        replace(setup, choices={**setup.choices, "no_waiting": True}),
    ):
        world.vault.keep(setup.id, "another", Secret("another secret"))
        assert isinstance(live_login.look(other, world), Wait)
        world.logins.drop(setup.id)
        proofs.drop(setup.id)


def test_another_person_is_waited_for_anew(fresh: Walked) -> None:
    fresh.answer("live_login", card="no_waiting")
    fresh.answer("live_login", tester=f"gideon.hall@{DOMAIN}")
    assert fresh.setup.choices["no_waiting"] == ""
    fresh.answer("live_login", tester="")


def test_what_was_seen_before_a_proof_is_believed_for_that_login_only(fresh: Walked) -> None:
    proofs = AskedUntilKnown(cast(Provider, Scripted(GOOD, UNKNOWN)), retry=0.01, again=0.01)
    world = replace(fresh.world, proofs=proofs)
    assert isinstance(live_login.look(fresh.setup, world), Wait)
    fresh.edit(lambda app: app["web"]["redirectUris"].remove(fresh.person.callback))
    assert isinstance(live_login.look(fresh.setup, world), Wait), "seen a moment ago"
    setup = fresh.setup
    made = replace(setup.made[-1], undone=True)
    changed = replace(setup, made=(*setup.made[:-1], made), seq=setup.seq + 1)
    assert isinstance(live_login.look(changed, world), Propose), "something was taken back since"
    proofs.drop(setup.id)
    fresh.edit(lambda app: app["web"]["redirectUris"].append(fresh.person.callback))


def test_an_address_that_entra_says_nothing_of_stops_nobody(fresh: Walked) -> None:
    assert isinstance(looked(fresh, Tried("unclear"))[-1], Open)


def test_graph_is_asked_before_the_login_and_not_at_every_look(fresh: Walked) -> None:
    directory = Counted(fresh.world.directory)
    world = replace(fresh.world, directory=cast(Any, directory))
    view = live_login.look(fresh.setup, world)
    assert directory.asked
    planned = directory.asked
    while isinstance(view, Wait):
        view = live_login.look(fresh.setup, world)
    assert isinstance(view, Open)
    offered = directory.asked
    assert offered <= 2 * planned
    for _ in range(20):
        assert live_login.look(fresh.setup, world) == view
    assert directory.asked == offered


def test_somebody_else_can_test_and_is_named_on_the_page(fresh: Walked) -> None:
    view = fresh.look("live_login")
    assert isinstance(view, Open)
    assert [one.text for one in view.values] == [f"adele.vance@{DOMAIN}"]
    assert view.report
    fresh.answer("live_login", card="other_tester")
    asked = fresh.look("live_login")
    assert isinstance(asked, Ask)
    with pytest.raises(AskAgain, match="answer-no-tester"):
        fresh.answer("live_login", tester=f"nobody@{DOMAIN}")
    fresh.answer("live_login", card="back")
    assert isinstance(fresh.look("live_login"), Open)
    fresh.answer("live_login", card="other_tester")
    fresh.answer("live_login", tester=f"mina.osei@{DOMAIN}")
    assert isinstance(fresh.look("live_login"), Propose)
    fresh.answer("live_login", card="test_without")
    assert isinstance(fresh.look("live_login"), Open)
    fresh.answer("live_login", tester=f"gideon.hall@{DOMAIN}")
    assert "Global Administrator" in told(fresh.look("live_login"))
    fresh.answer("live_login", tester="")
    offered = fresh.look("live_login")
    assert isinstance(offered, Open)
    assert [one.text for one in offered.values] == [f"adele.vance@{DOMAIN}"]


@pytest.mark.parametrize(
    ("answers", "missing"),
    [((GOOD, GOOD), False), ((GOOD, UNKNOWN), True), ((UNKNOWN,), True), ((Tried("unclear"),), False)],
    ids=["known twice", "known once", "unknown", "not told"],
)
def test_by_hand_an_address_is_believed_after_two_good_answers(
    walked: Walked, answers: tuple[Tried, ...], missing: bool
) -> None:
    world = replace(walked.world, provider=cast(Any, Scripted(*answers)))
    found = test_address.missing(walked.setup, world, chosen(walked.setup, world))
    assert isinstance(found, Guide) == missing
