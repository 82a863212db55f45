"""What the wizard hands over: a setup walked to its end in a practice tenant, its values and files as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steps.model.facts import Registration
from steps.model.recipe import Rehearsal
from steps.model.setup import Setup
from steps.model.views import HandOver
from wizard.assemble import assembled
from wizard.commands.person import ScriptedPerson
from wizard.engine import Engine
from wizard.journal import Journal
from wizard.practice import PracticeTenant
from wizard.recipes import RecipeShelf
from wizard.text import text

Answers = Mapping[str, str] | Callable[[PracticeTenant], Mapping[str, str]]


@dataclass(frozen=True)
class HandedOver:
    """A finished setup and its tenant: the files byte for byte, and every value by step and label."""

    tenant: PracticeTenant
    setup: Setup
    files: Mapping[str, bytes]
    values: Mapping[tuple[str, str], str]
    secret: str

    @property
    def registration(self) -> Registration:
        assert self.setup.registration
        return self.setup.registration

    def register(self, *redirect_uris: str) -> None:
        """Change the registered redirect URIs, as somebody in the portal would."""
        self._edit(lambda app: app["web"].update(redirectUris=list(redirect_uris)))

    def delete_secrets(self) -> None:
        """Delete every client secret, as somebody in the portal would."""
        self._edit(lambda app: app.update(passwordCredentials=[]))

    def delete_certificates(self) -> None:
        """Delete every certificate, as somebody in the portal would."""
        self._edit(lambda app: app.update(keyCredentials=[]))

    def open_to_everybody(self) -> None:
        """Let people in who are not assigned, as the properties of the enterprise application offer."""
        principals = self.tenant.directory.service_principals
        principal = principals.get(self.registration.service_principal_id)
        assert principal
        principals.put(principal["id"], {**principal, "appRoleAssignmentRequired": False})

    def assign_group(self, name: str) -> None:
        """Assign a group to the application, as Users and groups of the enterprise application does."""
        principal, group = self.registration.service_principal_id, group_id(self.tenant, name)
        assigned = {"id": f"{name}-assigned", "principalId": group, "principalType": "Group", "resourceId": principal}
        role = {"appRoleId": "00000000-0000-0000-0000-000000000000"}
        self.tenant.directory.assignments.put(assigned["id"], assigned | role)

    def _edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        application = self.tenant.directory.applications.get(self.registration.object_id)
        assert application
        change(application)
        self.tenant.directory.applications.put(application["id"], application)


def group_id(tenant: PracticeTenant, name: str) -> str:
    """The object ID of a group."""
    return next(str(group["id"]) for group in tenant.directory.groups if group["displayName"] == name)


@contextmanager
def handed_over(folder: Path, product: str, answers: Answers, credential: str = "") -> Iterator[HandedOver]:
    """Walk the whole setup, the test login included, and keep its tenant running.

    `credential` is what the application proves itself with, where the product leaves a choice.
    """
    shelf = RecipeShelf()
    with ExitStack() as stack:
        tenant = stack.enter_context(PracticeTenant(folder / "practice"))
        given = answers(tenant) if callable(answers) else answers
        journal = Journal(str(folder / "setups.sqlite"))
        engine, hub = stack.enter_context(assembled(journal, tenant.cloud, shelf, port=8765))
        person = ScriptedPerson(engine, hub, tenant, shelf.get(product), Rehearsal(product, given))
        offered: tuple[dict[str, bytes], dict[tuple[str, str], str]] = ({}, {})
        for step in engine.step_names:
            if step == "register_app" and credential:
                _choose(engine, credential, person.user_name)
            if step == "configure_product":
                offered = _offered(engine)
            person.do(step)
        (setup,) = engine.setups()
        yield HandedOver(tenant, setup, *offered, person.secret)


def _choose(engine: Engine, credential: str, tester: str) -> None:
    (setup,) = engine.setups()
    adjusted = {"application_name": "Chosen", "who": "only", "people": tester, "secret_days": "90"}
    engine.answer(setup.id, setup.seq, "register_app", {**adjusted, "credential": credential})


def _offered(engine: Engine) -> tuple[dict[str, bytes], dict[tuple[str, str], str]]:
    (setup,) = engine.setups()
    view = engine.seen(setup.id, "configure_product", wait=10).view
    assert isinstance(view, HandOver)
    values = {(task.name, text(value.label)): text(value.text) for task in view.tasks for value in task.values}
    return {file.name: engine.file(setup.id, file.name) for file in view.files}, values
