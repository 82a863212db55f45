"""Running it again changes nothing; an edit in the portal is shown as a difference, and one click brings it back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from steps.model.setup import Setup
from steps.model.views import Done, Open, Propose, View
from wizard.assemble import assembled
from wizard.commands.person import ScriptedPerson
from wizard.engine import Engine
from wizard.journal import Journal
from wizard.practice import PracticeTenant
from wizard.recipes import RecipeShelf


class Finished:
    """A setup that was walked to its end, and its tenant."""

    def __init__(self, engine: Engine, tenant: PracticeTenant, person: ScriptedPerson) -> None:
        self.engine, self.tenant, self.person = engine, tenant, person

    @property
    def setup(self) -> Setup:
        (setup,) = self.engine.setups()
        return setup

    def look(self, step: str) -> View:
        self.engine.look_again(self.setup.id, step)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            seen = self.engine.seen(self.setup.id, step, wait=5)
            if seen.problem:
                raise seen.problem
            if seen.view and not seen.looking and not seen.applying:
                return seen.view
        raise TimeoutError(step)

    def confirm(self, step: str) -> None:
        self.engine.confirm(self.setup.id, self.setup.seq, step)

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        (application,) = self.tenant.directory.applications_json()
        change(application)
        self.tenant.directory.applications.put(application["id"], application)

    def edit_principal(self, change: Callable[[dict[str, Any]], None]) -> None:
        assert self.setup.registration is not None
        principal = self.tenant.directory.service_principals.get(self.setup.registration.service_principal_id)
        assert principal is not None
        change(principal)
        self.tenant.directory.service_principals.put(principal["id"], principal)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finished]:
    folder: Path = tmp_path_factory.mktemp("finished")
    shelf = RecipeShelf()
    recipe = shelf.get("hugging_face")
    with ExitStack() as stack:
        tenant = stack.enter_context(PracticeTenant(folder / "practice"))
        journal = Journal(str(folder / "setups.sqlite"))
        engine, hub = stack.enter_context(assembled(journal, tenant.cloud, shelf, port=8765))
        person = ScriptedPerson(engine, hub, tenant, recipe, recipe.rehearsals[0])
        for step in engine.step_names:
            person.do(step)
        yield Finished(engine, tenant, person)


@pytest.mark.parametrize("step", ["register_app", "grant_access", "make_secret", "finish"])
def test_a_finished_setup_proposes_nothing(finished: Finished, step: str) -> None:
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
def test_an_edited_application_shows_the_difference_and_is_brought_back(finished: Finished, path: str) -> None:
    finished.edit(EDITS[path])
    view = finished.look("register_app")
    assert isinstance(view, Propose)
    assert [change.kind for change in view.changes] == ["application_again"]
    assert {row.path for row in view.changes[0].rows} == {path}
    finished.confirm("register_app")
    assert isinstance(finished.look("register_app"), Done)
    assert finished.setup.finished is not None


def test_a_redirect_uri_that_somebody_else_added_stays(finished: Finished) -> None:
    (application,) = finished.tenant.directory.applications_json()
    assert "https://elsewhere.example/callback" in application["web"]["redirectUris"]
    assert "https://huggingface.co/organizations/contoso/oidc/consume" in application["web"]["redirectUris"]


def test_assignment_required_that_was_switched_off_is_proposed_again(finished: Finished) -> None:
    finished.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=False))
    view = finished.look("grant_access")
    assert isinstance(view, Propose)
    (row,) = view.changes[0].rows
    assert (row.before, row.after) == ("false", "true")
    finished.confirm("grant_access")
    assert isinstance(finished.look("grant_access"), Done)


def test_a_secret_that_was_removed_in_the_portal_is_made_anew_and_the_product_needs_it(finished: Finished) -> None:
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


def test_the_test_login_can_be_repeated_and_leaves_nothing_behind(finished: Finished) -> None:
    for step in ("configure_product", "live_login", "finish"):
        finished.person.do(step)
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
    finished.person.do("finish")
    (application,) = finished.tenant.directory.applications_json()
    assert finished.person.callback not in application["web"]["redirectUris"]
