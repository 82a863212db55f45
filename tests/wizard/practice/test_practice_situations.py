"""The page on which a person switches situations on and lets things happen: each has its effect, and goes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from tests.wizard.practice.portal_visitor import Visitor
from wizard.entra.portal import Portal
from wizard.practice import PracticeTenant
from wizard.practice.misbehaviour import MISBEHAVIOURS, TABLES
from wizard.practice.mishaps import MISHAPS
from wizard.practice.portal.situations import NUMBERS, POLICY, SWITCHES
from wizard.practice.scenarios import Scenarios


@pytest.fixture
def visitor(fresh_practice: PracticeTenant) -> Iterator[Visitor]:
    with Visitor(fresh_practice) as made:
        yield made


def test_every_situation_has_its_switch() -> None:
    assert {*SWITCHES, *NUMBERS, "exempt_application", "misbehaviour"} == {field.name for field in fields(Scenarios)}


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_is_switched_on_and_off(name: str, visitor: Visitor) -> None:
    scenarios = visitor.practice.scenarios
    assert visitor.send("/situations", "off", **{name: "yes"}).status_code == 200
    assert getattr(scenarios, name) == (POLICY if name == "blocked_by_policy" else True)
    assert 'name="' + name + '" value="yes" checked' in visitor.get("/situations").text
    visitor.send("/situations", name, "off")
    assert not getattr(scenarios, name)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_kept_as_what_it_is(name: str, visitor: Visitor) -> None:
    visitor.send("/situations", "off", **{name: "3"})
    kept = getattr(visitor.practice.scenarios, name)
    assert (kept, type(kept)) == (3, type(getattr(Scenarios(), name)))


@pytest.mark.parametrize("typed", ["-1", "often", "1e9", "nan", "inf", "2.5"])
def test_what_is_no_number_changes_nothing(typed: str, visitor: Visitor) -> None:
    answer = visitor.send("/situations", "off", throttled=typed, no_premium="yes")
    assert answer.status_code == 400
    assert visitor.practice.scenarios == Scenarios()


def test_a_sign_in_that_goes_wrong_is_one_of_the_table(visitor: Visitor) -> None:
    one = next(iter(MISBEHAVIOURS))
    visitor.send("/situations", "off", misbehaviour=one)
    assert visitor.practice.scenarios.misbehaviour == one
    visitor.send("/situations", "off", misbehaviour="nothing of the kind")
    assert visitor.practice.scenarios.misbehaviour == ""


def test_the_application_that_a_policy_spares_is_named_by_its_client_id(visitor: Visitor) -> None:
    visitor.send("/situations", "off", exempt_application=f" {visitor.practice.tenant_id} ")
    assert visitor.practice.scenarios.exempt_application == visitor.practice.tenant_id
    assert visitor.practice.tenant_id in visitor.get("/situations").text.partition("exempt_application")[2]


def test_every_misbehaviour_stands_in_the_group_of_its_table(visitor: Visitor) -> None:
    page = visitor.get("/situations").text
    groups = [part.partition("</optgroup>")[0] for part in page.split("<optgroup ")[1:]]
    assert len(groups) == len(TABLES) == len({group.partition(">")[0] for group in groups})
    for group, table in zip(groups, TABLES.values(), strict=True):
        assert re.findall(r'<option value="([^"]+)"', group) == [*table]
    assert sum(map(len, TABLES.values())) == len(MISBEHAVIOURS)


def test_the_link_of_the_wizard_arrives_at_the_page(visitor: Visitor) -> None:
    view = Portal(visitor.practice.cloud, lambda: "").link("situations").partition("#")[2]
    assert visitor.http.get(f"{visitor.base}/open", params={"view": view}).url.path.endswith("/situations")


def test_everything_is_switched_off_at_once(visitor: Visitor) -> None:
    visitor.send("/situations", "off", no_premium="yes", throttled="3")
    # Throttling meets Graph only: the portal's own page goes on.
    visitor.http.post(f"{visitor.base}/situations", data={"off": "yes"})
    assert visitor.practice.scenarios == Scenarios()


@pytest.mark.parametrize("name", MISHAPS)
def test_something_happens_to_what_is_registered(name: str, visitor: Visitor) -> None:
    client_id = visitor.register(uri="https://product.example/callback", platform="web")
    visitor.http.post(f"{visitor.base}/apps/{client_id}/overview", data={"do": "create"})
    answer = visitor.http.post(f"{visitor.base}/situations", data={"mishap": name})
    assert answer.status_code == 200
    (principal,) = [p for p in visitor.practice.directory.service_principals if p["appId"] == client_id] or [{}]
    seen = {
        "switched_off": lambda: principal["accountEnabled"] is False,
        "moved": lambda: _app(visitor, client_id)["spa"]["redirectUris"] == ["https://product.example/callback"],
        "misspelt": lambda: (
            _app(visitor, client_id)["web"]["redirectUris"] == ["https://product.example/callback/old"]
        ),
        "nested": lambda: (
            [a["principalDisplayName"] for a in visitor.practice.directory.assignments] == ["Data team"]
        ),
        "open_to_all": lambda: principal["appRoleAssignmentRequired"] is False,
        "doubled": lambda: len(visitor.practice.directory.applications) == 2,
        "deleted": lambda: not principal,
    }
    assert seen.get(name, lambda: True)()


def test_nobody_else_may_switch(visitor: Visitor) -> None:
    foreign = {"Origin": "https://evil.example"}
    answer = visitor.http.post(f"{visitor.base}/situations", data={"no_premium": "yes"}, headers=foreign)
    assert answer.status_code == 403
    assert visitor.practice.scenarios == Scenarios()


def _app(visitor: Visitor, client_id: str) -> dict[str, dict[str, list[str]]]:
    app = visitor.practice.directory.application_of(client_id)
    assert app
    return app
