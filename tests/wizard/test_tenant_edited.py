"""Running it again changes nothing; an edit in the portal is shown as a difference, and one click brings it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from walked import Walked, begun

from steps.model.views import Done, Open, Propose


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with begun(tmp_path_factory.mktemp("finished")) as walked:
        walked.walk(*walked.engine.step_names)
        yield walked


@pytest.mark.parametrize("step", ["register_app", "grant_access", "make_secret", "finish"])
def test_a_finished_setup_proposes_nothing(finished: Walked, step: str) -> None:
    before = finished.setup
    assert isinstance(finished.look(step), Done)
    assert finished.setup == before


EDITS: dict[str, Callable[[dict[str, Any]], None]] = {
    "web.redirectUris": lambda app: app["web"].update(redirectUris=["https://elsewhere.example/callback"]),
    "optionalClaims.idToken": lambda app: app.update(optionalClaims=None),
    "signInAudience": lambda app: app.update(signInAudience="AzureADMultipleOrgs"),
    "displayName": lambda app: app.update(displayName="Renamed by hand"),
}


@pytest.mark.parametrize("path", EDITS)
def test_an_edited_application_shows_the_difference_and_is_brought_back(finished: Walked, path: str) -> None:
    finished.edit(EDITS[path])
    view = finished.look("register_app")
    assert isinstance(view, Propose)
    assert [change.kind for change in view.changes] == ["application_again"]
    assert {row.path for row in view.changes[0].rows} == {path}
    finished.confirm("register_app")
    assert isinstance(finished.look("register_app"), Done)
    assert finished.setup.finished is not None


def test_a_redirect_uri_that_somebody_else_added_stays(finished: Walked) -> None:
    finished.edit(lambda app: app["web"].update(redirectUris=["https://elsewhere.example/callback"]))
    finished.confirm("register_app")
    assert sorted(finished.application["web"]["redirectUris"]) == [
        "https://elsewhere.example/callback",
        "https://huggingface.co/organizations/contoso/oidc/consume",
    ]


def test_assignment_required_that_was_switched_off_is_proposed_again(finished: Walked) -> None:
    finished.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=False))
    view = finished.look("grant_access")
    assert isinstance(view, Propose)
    (row,) = view.changes[0].rows
    assert (row.before, row.after) == ("false", "true")
    finished.confirm("grant_access")
    assert isinstance(finished.look("grant_access"), Done)


def test_a_secret_that_was_removed_in_the_portal_is_made_anew_and_the_product_needs_it(finished: Walked) -> None:
    finished.edit(lambda app: app.update(passwordCredentials=[]))
    before = finished.setup.secret
    assert isinstance(finished.look("make_secret"), Propose)
    finished.confirm("make_secret")
    assert isinstance(finished.look("make_secret"), Done)
    after = finished.setup
    assert after.secret is not None
    assert before is not None
    assert after.secret.key_id != before.key_id
    assert after.configured is None
    assert finished.engine.position(after) == "configure_product"


def test_the_test_login_can_be_repeated_and_leaves_nothing_behind(finished: Walked) -> None:
    for step in ("configure_product", "live_login", "finish"):
        finished.walk(step)
    assert finished.setup.finished is not None
    first = finished.setup.login
    finished.engine.answer(finished.setup.id, finished.setup.seq, "live_login", {"change": "yes"})
    assert isinstance(finished.look("live_login"), Propose)
    finished.confirm("live_login")
    opened = finished.look("live_login")
    assert isinstance(opened, Open)
    finished.person.sign_in_to_test(opened)
    assert isinstance(finished.look("live_login"), Done)
    assert finished.setup.login != first
    assert finished.engine.position(finished.setup) == "finish"
    finished.walk("finish")
    application = finished.application
    assert finished.person.callback not in application["web"]["redirectUris"]
