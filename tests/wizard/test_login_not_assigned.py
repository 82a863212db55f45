"""Microsoft says that somebody is not assigned: the tenant is asked whether that is so, and nobody is put to test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from by_hand_setup import told
from stopped_login import NOT_ASSIGNED, left_alone, log_of, offered, paste, wrong
from walked import Walked

from steps import live_login
from steps.model.problems import problem
from steps.model.views import Open, Propose, Report
from wizard.practice import StaysOnPage
from wizard.practice.graph.assignments import DEFAULT_ACCESS
from wizard.practice.people import DOMAIN, identity

ADELE, MINA, OMAR = (f"{name}@{DOMAIN}" for name in ("adele.vance", "mina.osei", "omar.reyes"))


class Away:
    """A directory that nobody reaches."""

    def __getattr__(self, name: str) -> Any:
        raise problem("unreachable", host="graph", said="away")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with left_alone(tmp_path_factory.mktemp("left")) as made:
        yield made


def assign_group(walked: Walked, name: str) -> str:
    """Assign a group in the portal; the ID of the assignment."""
    setup = walked.setup
    assert setup.registration
    assert setup.signed_in
    made = {
        "id": f"assigned-{name}",
        "appRoleId": DEFAULT_ACCESS,
        "createdDateTime": "2026-11-21T10:00:00Z",
        "principalDisplayName": name,
        "principalId": identity(setup.signed_in.tenant_id, "group", name),
        "principalType": "Group",
        "resourceId": setup.registration.service_principal_id,
    }
    walked.tenant.directory.assignments.put(made["id"], made)
    return made["id"]


@pytest.mark.parametrize(
    ("user", "group", "verdict", "said"),
    [
        (ADELE, "", "warn", "This account is assigned."),
        (ADELE.upper(), "", "warn", "This account is assigned."),
        (MINA, "Engineering", "warn", "This account is assigned."),
        (MINA, "", "fail", "Assigned are: Adele Vance."),
        # A group within a group does not count.
        (MINA, "Data team", "fail", "Assigned are: Adele Vance, Data team."),
        (OMAR, "Engineering", "fail", "Assign this account too"),
        (f"nobody@{DOMAIN}", "", "info", "No account of your tenant has this sign-in name"),
    ],
)
def test_whether_somebody_is_assigned_is_what_the_tenant_says(
    walked: Walked, user: str, group: str, verdict: str, said: str
) -> None:
    made = assign_group(walked, group) if group else ""
    (found,) = wrong(paste(walked, NOT_ASSIGNED, user=user))
    assert (found.seen, found.verdict, found.step) == (user, verdict, "grant_access" if verdict == "fail" else "")
    assert said in told(found)
    if made:
        walked.tenant.directory.assignments.drop(made)


def test_without_graph_nobody_is_judged_by_the_name_on_a_badge(walked: Walked) -> None:
    """The tenant is out of reach: access was read by display name, and Microsoft says the sign-in name."""
    paste(walked, NOT_ASSIGNED, user=ADELE)
    view = live_login.look(walked.setup, replace(walked.world, directory=cast(Any, Away())))
    assert isinstance(view, Report)
    (found,) = wrong(view)
    assert (found.verdict, found.seen) == ("warn", ADELE)
    assert "Noted as assigned: Adele Vance." in told(found)


def test_a_person_who_is_not_assigned_is_named_and_can_be_assigned_at_once(walked: Walked) -> None:
    address, _ = walked.person.open_link(offered(walked)) or ("", "")
    with pytest.raises(StaysOnPage) as stays:
        walked.tenant.sign_in(address, "omar.reyes")
    walked.answer("live_login", page_says=stays.value.said)
    report = walked.look("live_login")
    assert isinstance(report, Report)
    (found,) = wrong(report)
    assert (found.seen, found.step) == (OMAR, "grant_access")
    # The log has the same login, by the correlation ID of the page.
    assert "AADSTS50105" in log_of(walked)
    assert report.ask
    assert f"Test as {OMAR}" in told(report.ask)
    walked.answer("live_login", card="test_as")
    proposed = walked.look("live_login")
    assert isinstance(proposed, Propose)
    assert [(one.step, one.kind) for one in proposed.changes] == [("grant_access", "assignment")]
    walked.answer("live_login", card="test_without")
    assert isinstance(walked.look("live_login"), Open)
    walked.answer("live_login", tester="")
    assert isinstance(walked.look("live_login"), Open)


@pytest.mark.parametrize("user", [OMAR, f"nobody@{DOMAIN}", "someone@fabrikam.example"])
def test_a_text_that_names_somebody_makes_nobody_the_tester(walked: Walked, user: str) -> None:
    report = paste(walked, NOT_ASSIGNED, user=user)
    assert walked.setup.choices.get("tester", "") == ""
    assert report.ask
    assert ("Test as" in told(report.ask)) == (user == OMAR)
    walked.answer("live_login")
    view = walked.look("live_login")
    assert isinstance(view, Open)
    assert [one.text for one in view.values] == [ADELE]


def test_whoever_tests_already_is_not_offered_again(walked: Walked) -> None:
    report = paste(walked, NOT_ASSIGNED, user=ADELE)
    assert report.ask
    assert "Test as" not in told(report.ask)
