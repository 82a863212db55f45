"""What is said before a login leads to what mends it, by the right number, and keeps nobody from going on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from testers import BEFORE_LOGIN
from walked import Walked, begun

from steps import check_tenant, grant_access, preflight
from steps.model.chosen import chosen
from steps.model.views import Done, Finding, Guide, Propose
from steps.model.words import Say
from steps.preflight import Preflight
from steps.test_login import before
from wizard.text import text


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """A setup that has its test login left; a test puts back what it changes."""
    with begun(tmp_path_factory.mktemp("mended")) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant", *BEFORE_LOGIN)
        yield walked


class Later:
    """The same clock, so many days on."""

    def __init__(self, one: Walked, days: int) -> None:
        self._clock, self._days = one.world.clock, days

    def now(self) -> datetime:
        return self._clock.now() + timedelta(days=self._days)


def keys(found: tuple[Finding, ...], *verdicts: str) -> set[str]:
    return {f.name.key for f in found if f.verdict in verdicts and isinstance(f.name, Say)}


def look(one: Walked) -> Preflight:
    return preflight.before_login(one.setup, chosen(one.setup, one.world), one.world)


def test_a_policy_or_an_address_keeps_nobody_from_registering(one: Walked) -> None:
    assert one.setup.product
    wrong = replace(
        one.setup.product, answers={**one.setup.product.answers, "redirection_uri": "https://huggingface.co/con*toso"}
    )
    setup = replace(one.setup, product=wrong)
    one.tenant.scenarios.blocked_by_policy = "Block all"
    try:
        view = check_tenant.look(setup, one.world)
    finally:
        one.tenant.scenarios.reset()
    assert isinstance(view, Done)
    assert view.stay
    assert view.report
    assert keys(view.report.sections[0].findings, "warn") >= {"check_tenant.policies", "preflight.redirect"}


@pytest.mark.parametrize("number", ["7000112", "7000116"])
def test_what_microsoft_says_of_an_application_that_is_switched_off_leads_to_what_switches_it_on(
    number: str, one: Walked
) -> None:
    one.edit_principal(lambda principal: principal.update(accountEnabled=False))
    (explained,) = one.world.logins.explain(f"AADSTS{number}: Application is disabled.")
    view = one.look(explained.step)
    assert isinstance(view, Propose), explained.step
    assert [change.kind for change in view.changes] == ["enabled"]
    # The same by hand, with the page on which it is done.
    by_hand = replace(one.setup, choices={**one.setup.choices, "by_hand": ("grant_access",)})
    guide = grant_access.look(by_hand, one.world)
    assert isinstance(guide, Guide)
    assert any("enable_sign_in" in task.name for task in guide.tasks)
    one.confirm(explained.step)
    assert isinstance(one.look(explained.step), Done)
    assert keys(look(one).findings, "fail") == set()


@pytest.mark.parametrize(("pem", "number"), [("", "7000215"), ("PEM", "700027")])
def test_what_is_gone_is_said_with_the_number_that_microsoft_has_for_it(pem: str, number: str, one: Walked) -> None:
    assert one.setup.secret
    for secret, days, own in (
        (replace(one.setup.secret, key_id="gone", certificate=pem), 0, number),
        (replace(one.setup.secret, certificate=pem), 400, "700027" if pem else "7000222"),
    ):
        setup, world = replace(one.setup, secret=secret), replace(one.world, clock=Later(one, days))
        found = preflight.before_login(setup, chosen(setup, world), world).findings
        said = [text(f.do) for f in found if f.verdict == "fail"]
        assert [f"AADSTS{own}." in sentence for sentence in said] == [True], said
        by_hand = replace(setup, choices={**setup.choices, "by_hand": True})
        known = preflight.before_login(by_hand, chosen(by_hand, world), world).findings
        assert days == 0 or [f"AADSTS{own}." in text(f.do) for f in known] == [True]


def test_an_enterprise_application_that_is_gone_is_said_with_its_own_numbers(one: Walked) -> None:
    principals = one.tenant.directory.service_principals
    assert one.setup.registration
    there = principals.get(one.setup.registration.service_principal_id)
    assert there
    principals.drop(there["id"])
    try:
        (found,) = [f for f in look(one).findings if f.verdict == "fail"]
    finally:
        principals.put(there["id"], there)
    # 7000112 is an application that is switched off, 650052 a service that the tenant does not have.
    assert [number in text(found.do) for number in ("700016", "7000229", "7000112", "650052")] == [True] * 2 + [
        False
    ] * 2


def test_somebody_who_is_assigned_for_the_test_alone_is_said_to_stay_so(one: Walked) -> None:
    typed = {"tester": one.tenant.directory.user_name("mina.osei")}
    other = replace(one.setup, choices={**one.setup.choices, **preflight.take_tester(typed, one.setup, one.world)})
    changes = preflight.before_login(other, chosen(other, one.world), one.world).changes
    assert [change.kind for change in changes] == ["assignment"]
    (said,) = preflight.stays(changes, other)
    assert typed["tester"] in text(said)
    mina = changes[0].values["principal_id"]
    meant = replace(other, choices={**other.choices, "people": (f"User|{mina}|Mina Osei",)})
    assert preflight.stays(changes, meant) == ()
    view = before.view(other, chosen(other, one.world), one.world)
    assert isinstance(view, Propose)
    assert said in view.notes
