"""The tenant's directory through Microsoft Graph, as the signed-in person: the port `Directory`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from azure.core.credentials import TokenCredential

from steps.model.directory import Json
from steps.model.facts import Principal
from steps.model.people import Memberships, Person
from steps.model.policies import Policies
from steps.model.problems import problem
from steps.model.secret import Secret
from steps.model.sign_in_log import SignIns

from . import neighbours, organization, people, sign_in_log
from .applications import Applications
from .assignments import Assignments
from .cloud import Cloud
from .connection import open_http
from .grants import Grants
from .graph import Graph
from .key_credentials import KeyCredentials
from .loop import Loop
from .own_writes import OwnWrites
from .passwords import Passwords
from .patience import Patience
from .reach import Reach
from .service_principals import ServicePrincipals

T = TypeVar("T")


class GraphDirectory:
    """Blocking calls; each runs on the one loop. Nothing is asked before the first call.

    `credential` is asked at every request, so that a sign-in that ended stops this directory as well.
    `journal_request` gets one line for every write that was answered: what, status, Microsoft's request id and ours.
    """

    def __init__(
        self,
        cloud: Cloud,
        credential: Callable[[], TokenCredential],
        loop: Loop,
        journal_request: Callable[[str], None] | None = None,
        *,
        patience: Patience | None = None,
    ) -> None:
        self._loop = loop
        patience = patience or Patience()
        http = loop.keep(("graph", cloud), lambda: open_http(cloud))
        self._reach = Reach(Graph(cloud, credential, http, journal_request), patience, OwnWrites(patience))
        self._applications = Applications(self._reach)
        self._passwords = Passwords(self._reach, self._applications)
        self._keys = KeyCredentials(self._reach, self._applications)
        self._principals = ServicePrincipals(self._reach)
        self._grants = Grants(self._reach)
        self._assignments = Assignments(self._reach)

    def organization(self) -> Json:
        return self._run(organization.tenant(self._reach))

    def my_roles(self) -> Sequence[str] | None:
        return self._run(organization.my_roles(self._reach))

    def may_register(self) -> bool | None:
        return self._run(organization.may_register(self._reach))

    def secret_policy(self) -> Mapping[str, Any] | None:
        return self._run(organization.secret_policy(self._reach))

    def policies(self) -> Policies:
        return self._run(organization.policies(self._reach))

    def permissions(self) -> frozenset[str] | None:
        return self._run(self._reach.graph.permissions())

    def clock_ahead(self) -> float | None:
        return self._reach.graph.clock_ahead

    def user(self, who: str) -> Person | None:
        return self._run(people.read(self._reach, who))

    def memberships(self, user_id: str) -> Memberships | None:
        return self._run(people.memberships(self._reach, user_id))

    def applications_with_redirect(self, uris: Sequence[str]) -> Sequence[Json]:
        return self._run(neighbours.with_redirect(self._reach, uris))

    def applications_called(self, display_name: str) -> Sequence[Json]:
        return self._run(neighbours.called(self._reach, display_name))

    def application(self, unique_name: str) -> Json | None:
        return self._run(self._applications.named(unique_name))

    def application_by_client_id(self, client_id: str) -> Json | None:
        return self._run(self._applications.with_client_id(client_id))

    def upsert_application(self, unique_name: str, body: Json) -> Json:
        return self._run(self._applications.upsert(unique_name, body))

    def update_application(self, object_id: str, body: Json) -> None:
        self._run(self._applications.update(object_id, body))

    def service_principal(self, client_id: str) -> Json | None:
        return self._run(self._principals.of(client_id))

    def create_service_principal(self, client_id: str, body: Json) -> Json:
        return self._run(self._principals.create(client_id, body))

    def update_service_principal(self, object_id: str, body: Json) -> None:
        self._run(self._principals.update(object_id, body))

    def grants(self, service_principal_id: str) -> Sequence[Json]:
        return self._run(self._grants.of(service_principal_id))

    def grant(self, service_principal_id: str, resource_id: str, scope: str) -> Json:
        return self._run(self._grants.give(service_principal_id, resource_id, scope))

    def assignments(self, service_principal_id: str) -> Sequence[Json]:
        return self._run(self._assignments.of(service_principal_id))

    def assign(self, service_principal_id: str, principal: Principal) -> Json:
        return self._run(self._assignments.assign(service_principal_id, principal))

    def unassign(self, service_principal_id: str, assignment_id: str) -> None:
        self._run(self._assignments.unassign(service_principal_id, assignment_id))

    def find_principals(self, typed: str) -> Sequence[Principal]:
        return self._run(people.find(self._reach, typed))

    def add_password(
        self, object_id: str, display_name: str, expires: datetime, keep: Sequence[str] = ()
    ) -> tuple[Secret, Json]:
        return self._run(self._passwords.add(object_id, display_name, expires, keep))

    def remove_password(self, object_id: str, key_id: str) -> None:
        self._run(self._passwords.remove(object_id, key_id))

    def add_certificate(self, object_id: str, display_name: str, certificate: str) -> Json:
        return self._run(self._keys.add(object_id, display_name, certificate))

    def remove_certificate(self, object_id: str, key_id: str) -> None:
        self._run(self._keys.remove(object_id, key_id))

    def sign_ins(self, client_id: str, since: datetime) -> SignIns:
        return self._run(sign_in_log.sign_ins(self._reach, client_id, since))

    def delete_application(self, object_id: str) -> None:
        self._run(self._applications.delete(object_id))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return self._loop.run(work)
        except TimeoutError as cause:
            # A write may have been carried out: the next look shows it.
            host = urlsplit(self._reach.origin).hostname or self._reach.origin
            raise problem("unreachable", host=host, said=type(cause).__name__) from cause
