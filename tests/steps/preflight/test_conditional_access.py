"""Which Conditional Access policies meet a login, and how loudly that is said."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from steps.model.people import Memberships, Person
from steps.model.policies import Policies
from steps.model.words import Say
from steps.preflight.conditional import of_login, of_tenant

WORLD: Any = SimpleNamespace(portal=SimpleNamespace(link=lambda page, **ids: f"https://portal.example/{page}"))
MEMBER = Memberships({"g-in": "In", "g-out": "Out"}, frozenset(), 2, ("Global Reader",), frozenset({"r"}))
ME = Person("me", "me@contoso.example", "Me", guest=False, enabled=True)
GUEST = Person("me", "me_fabrikam.example#EXT#@contoso.example", "Me", guest=True, enabled=True)
HIDDEN = Person("me", "me@contoso.example", "Me")
ALL: dict[str, Any] = {"includeApplications": ["All"]}
EVERYBODY: dict[str, Any] = {"includeUsers": ["All"]}


def policy(
    *controls: str,
    state: str = "enabled",
    apps: dict[str, Any] | None = None,
    users: dict[str, Any] | None = None,
    **conditions: Any,
) -> dict[str, Any]:
    return {
        "id": "1",
        "displayName": "Named",
        "state": state,
        "conditions": {"applications": apps or ALL, "users": users or EVERYBODY, **conditions},
        "grantControls": {"operator": "OR", "builtInControls": list(controls)} if controls else None,
    }


@pytest.mark.parametrize(
    ("given", "verdict", "do"),
    [
        (policy("block"), "fail", "policy_blocks"),
        (policy("block", locations={"includeLocations": ["All"]}), "warn", "policy_may_block"),
        (policy("block", signInRiskLevels=["high"]), "warn", "policy_may_block"),
        (policy("compliantDevice"), "warn", "policy_device"),
        (policy("domainJoinedDevice", "mfa"), "warn", "policy_device"),
        (policy("mfa"), "info", "policy_more"),
        (policy(), "info", "policy_more"),
        (policy("block", apps={"includeApplications": ["app"]}), "fail", "policy_blocks"),
        (policy("block", users={"includeUsers": ["me"]}), "fail", "policy_blocks"),
        (policy("block", users={"includeUsers": [], "includeGroups": ["g-in"]}), "fail", "policy_blocks"),
        (policy("block", users={"includeUsers": [], "includeRoles": ["r"]}), "fail", "policy_blocks"),
        (policy("block", state="enabledForReportingButNotEnforced"), "pass", "no_policy"),
        (policy("block", clientAppTypes=["exchangeActiveSync", "other"]), "pass", "no_policy"),
        (policy("block", clientAppTypes=["browser"]), "fail", "policy_blocks"),
        (policy("block", state="disabled"), "pass", "no_policy"),
        (policy("block", apps={"includeApplications": ["other"]}), "pass", "no_policy"),
        (policy("block", apps={**ALL, "excludeApplications": ["app"]}), "pass", "no_policy"),
        (policy("block", apps={"includeApplications": ["Office365"]}), "pass", "no_policy"),
        (policy("block", users={"includeUsers": ["somebody"]}), "pass", "no_policy"),
        (policy("block", users={**EVERYBODY, "excludeUsers": ["me"]}), "pass", "no_policy"),
        (policy("block", users={**EVERYBODY, "excludeGroups": ["g-out"]}), "pass", "no_policy"),
        (policy("block", authenticationFlows={"transferMethods": "deviceCodeFlow"}), "pass", "no_policy"),
        ({"id": "1", "state": "enabled", "conditions": None, "grantControls": None}, "pass", "no_policy"),
    ],
)
def test_a_policy_is_said_as_loudly_as_it_will_be_heard(given: dict[str, Any], verdict: str, do: str) -> None:
    (found,) = of_login(Policies(conditional_access=(given,)), "app", ME, MEMBER, WORLD)
    assert isinstance(found.do, Say)
    assert (found.verdict, found.do.key) == (verdict, f"preflight.{do}")
    assert bool(found.link) is (verdict != "pass")


def test_policies_that_are_hidden_are_unknown_and_not_none_at_all() -> None:
    (found,) = of_tenant(Policies(), WORLD)
    assert found.verdict == "info"


@pytest.mark.parametrize("methods", ["deviceCodeFlow", "authenticationTransfer,deviceCodeFlow"])
def test_a_blocked_device_code_flow_is_named_before_anybody_tries_it(methods: str) -> None:
    blocked = policy("block", authenticationFlows={"transferMethods": methods})
    names = [
        found.name.key
        for found in of_tenant(Policies(conditional_access=(blocked,)), WORLD)
        if isinstance(found.name, Say)
    ]
    assert "preflight.device_code" in names


SPARED = policy("block", users={**EVERYBODY, "excludeGroups": ["g-staff"]})
OUTSIDERS = {"guestOrExternalUserTypes": "b2bCollaborationGuest,b2bCollaborationMember"}
SOME_TENANTS = {**OUTSIDERS, "externalTenants": {"membershipKind": "enumerated", "members": ["t"]}}


@pytest.mark.parametrize(
    ("given", "person", "member", "met"),
    [
        (policy("block", users={**EVERYBODY, "excludeRoles": ["r"]}), ME, MEMBER, "no_policy"),
        (policy("block", users={**EVERYBODY, "excludeRoles": ["other"]}), ME, MEMBER, "policy_blocks"),
        (policy("block", users={**EVERYBODY, "excludeRoles": ["r"]}), ME, Memberships(), "policy_may_meet"),
        (policy("block", users={"includeRoles": ["other"]}), ME, MEMBER, "no_policy"),
        (policy("block", users={"includeRoles": ["r"]}), ME, None, "policy_may_meet"),
        (SPARED, ME, MEMBER, "policy_blocks"),
        (SPARED, ME, None, "policy_may_meet"),
        (policy("block", users={"includeUsers": ["GuestsOrExternalUsers"]}), GUEST, MEMBER, "policy_blocks"),
        (policy("block", users={"includeUsers": ["GuestsOrExternalUsers"]}), ME, MEMBER, "no_policy"),
        (policy("block", users={"includeUsers": ["GuestsOrExternalUsers"]}), HIDDEN, MEMBER, "policy_may_meet"),
        (
            policy("block", users={**EVERYBODY, "excludeUsers": ["GuestsOrExternalUsers"]}),
            GUEST,
            MEMBER,
            "no_policy",
        ),
        (policy("block", users={"includeGuestsOrExternalUsers": OUTSIDERS}), GUEST, MEMBER, "policy_blocks"),
        (policy("block", users={"includeGuestsOrExternalUsers": OUTSIDERS}), ME, MEMBER, "no_policy"),
        (policy("block", users={"includeGuestsOrExternalUsers": SOME_TENANTS}), GUEST, MEMBER, "policy_may_meet"),
        (
            policy("block", users={**EVERYBODY, "excludeGuestsOrExternalUsers": OUTSIDERS}),
            GUEST,
            MEMBER,
            "no_policy",
        ),
        (
            policy("block", users={**EVERYBODY, "excludeGuestsOrExternalUsers": OUTSIDERS}),
            HIDDEN,
            MEMBER,
            "policy_may_meet",
        ),
        (policy("block", apps={"applicationFilter": {"mode": "include"}}), ME, MEMBER, "policy_may_meet"),
        (policy("block", apps={**ALL, "applicationFilter": {"mode": "exclude"}}), ME, MEMBER, "policy_may_meet"),
        (policy("block", apps={"includeApplications": ["None"]}), ME, MEMBER, "no_policy"),
    ],
)
def test_whom_and_what_a_policy_names_decides_whether_it_is_met(
    given: dict[str, Any], person: Person, member: Memberships | None, met: str
) -> None:
    (found,) = of_login(Policies(conditional_access=(given,)), "app", person, member, WORLD)
    assert isinstance(found.do, Say)
    assert found.do.key == f"preflight.{met}"
    assert found.verdict == {"no_policy": "pass", "policy_blocks": "fail", "policy_may_meet": "warn"}[met]


@pytest.mark.parametrize(
    ("given", "verdict", "do"),
    [
        (policy("block"), "warn", "policy_blocks"),
        (SPARED, "info", "policy_spares"),
        (policy("block", users={**EVERYBODY, "excludeRoles": ["r"]}), "info", "policy_spares"),
        (policy("block", users={**EVERYBODY, "excludeUsers": ["me"]}), "info", "policy_spares"),
        (policy("block", users={**EVERYBODY, "excludeGuestsOrExternalUsers": OUTSIDERS}), "info", "policy_spares"),
        (policy("block", apps={**ALL, "applicationFilter": {"mode": "exclude"}}), "info", "policy_spares"),
        (policy("compliantDevice", users={**EVERYBODY, "excludeGroups": ["g-in"]}), "info", "policy_device"),
        (policy("block", users={"includeUsers": ["None"]}), "pass", "no_policy"),
    ],
)
def test_nothing_that_may_spare_the_tester_ends_the_look_at_the_tenant(
    given: dict[str, Any], verdict: str, do: str
) -> None:
    (found,) = of_tenant(Policies(conditional_access=(given,)), WORLD)
    assert isinstance(found.do, Say)
    assert (found.verdict, found.do.key) == (verdict, f"preflight.{do}")
