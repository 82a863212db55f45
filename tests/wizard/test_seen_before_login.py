"""What the login page knows before anybody signs in: with Graph, with the least permissions, and by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from walked import Walked, begun

from steps import preflight
from steps.model.chosen import Chosen, chosen
from steps.model.facts import Access, Principal
from steps.model.problems import Problem
from steps.model.views import Done, Finding
from steps.model.words import Say
from steps.preflight import Preflight
from steps.preflight.around import clock

UP_TO_LOGIN = ("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """A setup that has its test login left; a test puts back what it changes."""
    with begun(tmp_path_factory.mktemp("seen")) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant", *UP_TO_LOGIN)
        yield walked


def keys(found: tuple[Finding, ...], *verdicts: str) -> set[str]:
    return {f.name.key for f in found if f.verdict in verdicts and isinstance(f.name, Say)}


def look(one: Walked, **changed: Any) -> Preflight:
    """What is known now; `changed` replaces parts of the product's Entra half."""
    picked = chosen(one.setup, one.world)
    altered = replace(picked, app=replace(picked.app, **changed))
    return preflight.before_login(one.setup, altered, one.world)


def test_nothing_is_wrong_with_what_was_just_made(one: Walked) -> None:
    known = look(one)
    assert keys((*known.tester, *known.findings), "fail", "warn") == set()
    assert (known.verdict, known.changes) == ("pass", ())
    assert known.user_name == one.person.user_name


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"audience": "AzureADMultipleOrgs"}, "preflight.registration"),
        ({"token_version": 1}, "preflight.registration"),
        ({"public_client_flows": True}, "preflight.registration"),
        ({"groups": "SecurityGroup"}, "preflight.registration"),
        ({"platform": "spa"}, "preflight.redirect"),
        ({"redirects": ("https://elsewhere.example/callback",)}, "preflight.redirect"),
        ({"scopes": ("openid", "profile", "email", "offline_access")}, "preflight.consent"),
    ],
)
def test_a_registration_that_differs_is_mended_by_its_own_plan(
    changed: dict[str, Any], found: str, one: Walked
) -> None:
    known = look(one, **changed)
    assert found in keys(known.findings, "fail", "warn")
    assert known.changes
    assert {change.step for change in known.changes} == {"register_app"}


def test_somebody_else_is_named_and_looked_up(one: Walked) -> None:
    typed = {"tester": one.tenant.directory.user_name("noel.brandt")}
    choices = preflight.take_tester(typed, one.setup, one.world)
    other = replace(one.setup, choices={**one.setup.choices, **choices})
    assert preflight.tester(other).name == typed["tester"]
    known = preflight.before_login(other, chosen(other, one.world), one.world)
    assert keys(known.tester, "fail") == {"preflight.mail"}
    assert [change.kind for change in known.changes] == ["assignment"]
    assert preflight.take_tester({"tester": " "}, one.setup, one.world) == {"tester": ""}


@pytest.mark.parametrize(
    ("typed", "code"), [("nobody@contoso-practice.example", "answer-no-tester"), ("Noel", "answer-not-sign-in-name")]
)
def test_nobody_is_guessed(typed: str, code: str, one: Walked) -> None:
    with pytest.raises(Problem) as caught:
        preflight.take_tester({"tester": typed}, one.setup, one.world)
    assert (caught.value.code, caught.value.values["field"]) == (code, "tester")


@pytest.mark.parametrize(
    ("row", "found"), [({"accountEnabled": False}, "preflight.tester"), (None, "preflight.tester")]
)
def test_an_account_that_cannot_sign_in_is_said(row: dict[str, Any] | None, found: str, one: Walked) -> None:
    users = one.tenant.directory.users
    mina = one.tenant.directory.person("mina.osei")
    choices = {**one.setup.choices, "tester": f"{mina['id']}|{mina['userPrincipalName']}"}
    try:
        users.drop(mina["id"])
        if row is not None:
            users.put(mina["id"], {**mina, **row})
        setup = replace(one.setup, choices=choices)
        known = preflight.before_login(setup, chosen(setup, one.world), one.world)
    finally:
        users.put(mina["id"], mina)
    assert keys(known.tester, "fail") == {found}
    # Nobody is assigned by the ID of an account that is gone.
    assert [change.kind for change in known.changes] == ([] if row is None else ["assignment"])


class Later:
    """The same clock, so many days on."""

    def __init__(self, one: Walked, days: int) -> None:
        self._clock, self._days = one.world.clock, days

    def now(self) -> datetime:
        return self._clock.now() + timedelta(days=self._days)


@pytest.mark.parametrize(("days", "verdict"), [(400, "fail"), (170, "warn"), (0, "info"), (1, "pass")])
def test_the_age_of_a_secret_is_seen(days: int, verdict: str, one: Walked) -> None:
    world = replace(one.world, clock=Later(one, days))
    known = preflight.before_login(one.setup, chosen(one.setup, world), world)
    assert "preflight.secret" in keys(known.findings, verdict)


@pytest.mark.parametrize(("ahead", "verdict"), [(-400.0, "fail"), (90.0, "warn"), (-3.0, "pass")])
def test_a_wrong_clock_is_said(ahead: float, verdict: str) -> None:
    assert [found.verdict for found in clock(ahead)] == [verdict]
    assert list(clock(None)) == []


def test_by_hand_only_what_was_typed_is_known(one: Walked) -> None:
    setup = replace(
        one.setup,
        choices={**one.setup.choices, "by_hand": True, "tester": "mina@contoso-practice.example"},
        access=Access(assignment_required=True, assigned=(Principal("", "User", "noel@contoso-practice.example"),)),
    )
    world = replace(one.world, directory=Nobody())
    known = preflight.before_login(setup, picked(one), world)
    assert known.changes == ()
    assert keys(known.tester, "warn") == {"preflight.assigned"}
    assert keys(known.findings, "pass") == {"preflight.secret"}
    assert preflight.take_tester({"tester": "jo@a.example"}, setup, world) == {"tester": "jo@a.example"}


class Nobody:
    """A directory that nobody may ask."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


def picked(one: Walked) -> Chosen:
    return chosen(one.setup, one.world)


def test_a_step_by_hand_is_mended_by_hand(one: Walked) -> None:
    setup = replace(one.setup, choices={**one.setup.choices, "by_hand": ("grant_access",), "tester": ""})
    one.edit_principal(lambda principal: principal.update(accountEnabled=False))
    try:
        known = preflight.before_login(setup, picked(one), one.world)
    finally:
        one.edit_principal(lambda principal: principal.update(accountEnabled=True))
    assert known.changes == ()
    (found,) = [f for f in known.findings if f.verdict == "fail"]
    assert found.link.startswith(one.tenant.cloud.entra_portal)


def test_with_the_least_permissions_it_is_said_what_is_not_known(tmp_path: Path) -> None:
    with begun(tmp_path) as walked:
        walked.walk("choose_product")
        walked.look("sign_in")
        walked.answer("sign_in", card="least")
        walked.walk("sign_in")
        view = walked.look("check_tenant")
        assert isinstance(view, Done)
        assert view.report
        found = view.report.sections[0].findings
        assert keys(found, "fail", "warn") == set()
        assert keys(found, "info") >= {
            "check_tenant.role",
            "check_tenant.secrets",
            "check_tenant.policies",
            "preflight.user_consent",
        }
        walked.walk("check_tenant", *UP_TO_LOGIN)
        known = look(walked)
        assert keys((*known.tester, *known.findings), "fail", "warn") == set()
        assert keys((*known.tester, *known.findings), "info") >= {"check_tenant.policies", "check_tenant.blind_spot"}
        walked.walk("live_login")
        assert walked.setup.login
