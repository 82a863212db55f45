"""One step of an automated setup by hand: what a person made is found by its client ID, compared, and worked on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from walked import Walked, begun

from steps.model.facts import Registration
from steps.model.problems import AskAgain
from steps.model.views import Done, Guide, Propose, Wait
from tests.wizard.practice.desk import Desk
from wizard.text import text

EXPIRES = (date.today() + timedelta(days=180)).isoformat()

BEFORE = ("choose_product", "sign_in", "check_tenant")
AFTER = ("grant_access", "collect_endpoints", "make_secret", "configure_product", "live_login", "finish")


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    with begun(tmp_path) as walked:
        walked.walk(*BEFORE)
        yield walked


def made_by_somebody(walked: Walked) -> dict[str, Any]:
    """An application as somebody registers it in the portal, complete but for our name for it."""
    walked.walk("register_app")
    walked.edit(lambda app: app.update(uniqueName=None, displayName="Made by Jane"))
    return walked.application


def by_hand(walked: Walked, step: str) -> Guide:
    walked.look(step)
    walked.answer(step, card="by_hand")
    view = walked.look(step)
    assert isinstance(view, Guide)
    return view


def test_a_hand_made_app_is_adopted_and_the_rest_is_done_for_the_person(walked: Walked) -> None:
    app = made_by_somebody(walked)
    by_hand(walked, "register_app")
    walked.answer("register_app", pasted=app["appId"])
    view = walked.look("register_app")
    assert isinstance(view, Done)
    assert isinstance(view.fact, Registration)
    assert (view.fact.unique_name, view.fact.display_name) == ("", "Made by Jane")
    assert view.fact.how["settings"] == view.fact.how["consent"] == "checked"
    walked.walk(*AFTER)
    assert walked.setup.finished
    assert len(walked.tenant.directory.applications_json()) == 1
    assert walked.application["displayName"] == "Made by Jane"
    assert len(walked.application["passwordCredentials"]) == 1
    assert walked.person.callback not in str(walked.application)


def test_what_still_differs_is_all_that_is_shown_and_the_wizard_can_finish_it(walked: Walked) -> None:
    app = made_by_somebody(walked)
    claims: dict[str, list[object]] = {"idToken": [], "accessToken": [], "saml2Token": []}
    walked.edit(lambda app: app.update(optionalClaims=claims))
    by_hand(walked, "register_app")
    walked.answer("register_app", pasted=app["appId"])
    view = walked.look("register_app")
    assert isinstance(view, Guide)
    assert {task.name.split("/")[1] for task in view.tasks} == {"app-token-configuration"}
    assert view.report
    walked.answer("register_app", card="automatic")
    plan = walked.look("register_app")
    assert isinstance(plan, Propose)
    (again,) = (change for change in plan.changes if change.kind == "application_again")
    assert [row.after for row in again.rows] == ["email"]
    walked.confirm("register_app")
    assert [claim["name"] for claim in walked.application["optionalClaims"]["idToken"]] == ["email"]
    assert walked.application["displayName"] == "Made by Jane"


def test_an_app_of_another_tenant_is_refused_at_the_field(walked: Walked) -> None:
    by_hand(walked, "register_app")
    with pytest.raises(AskAgain) as refused:
        walked.answer("register_app", pasted="5b1f0c1e-7a2d-4c3b-9e8f-1a2b3c4d5e6f")
    assert refused.value.code == "paste-not-in-tenant"


def test_access_by_hand_is_done_as_soon_as_the_tenant_shows_it(walked: Walked) -> None:
    walked.walk("register_app")
    walked.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=False))
    view = by_hand(walked, "grant_access")
    assert any("Assignment required" in text(task.do) for task in view.tasks)
    walked.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=True))
    assert isinstance(walked.look("grant_access"), Done)


def test_a_secret_made_by_hand_is_found_by_its_first_characters_and_used(walked: Walked) -> None:
    walked.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
    before = walked.setup.secret
    assert before
    with closing(Desk(walked.tenant).sign_in()) as desk:
        value = desk.secret(walked.application)
    walked.answer("make_secret", change="yes")
    by_hand(walked, "make_secret")
    walked.answer("make_secret", client_secret=value, secret_expires=EXPIRES)
    assert isinstance(walked.look("make_secret"), Done)
    (other,) = (one for one in walked.application["passwordCredentials"] if one["keyId"] != before.key_id)
    assert walked.setup.secret
    assert walked.setup.secret.key_id == other["keyId"]
    walked.walk("configure_product", "live_login", "finish")
    assert walked.setup.finished


def test_a_wrong_value_is_not_believed_for_its_first_characters(walked: Walked) -> None:
    walked.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
    held = walked.engine.reveal(walked.setup.id)
    before = walked.setup.secret
    assert held
    walked.answer("make_secret", change="yes")
    by_hand(walked, "make_secret")
    wrong = held.reveal()[:-4] + "zzzz"
    walked.answer("make_secret", client_secret=wrong, secret_expires=EXPIRES)
    assert isinstance(walked.look("make_secret", waiting=True), Wait)
    assert walked.setup.secret == before
    assert walked.engine.reveal(walked.setup.id) == held
