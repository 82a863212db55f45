"""The state of the practice tenant: what exists in it, and who is in what."""

from __future__ import annotations

import hashlib
import time
import uuid
from pathlib import Path

from . import people
from .moments import graph_time
from .scenarios import Scenarios
from .store import Row, Store, Table


class Directory:
    """Tables of Graph's objects by id, and of what the login endpoints must remember.

    Codes, refresh tokens and secrets are kept as hashes only: nothing in the file can be used to sign in.
    """

    def __init__(self, file: Path) -> None:
        self.store = Store(file)

        def table(kind: str) -> Table:
            return Table(self.store, kind)

        self.settings = table("settings")
        self.users, self.groups, self.user_roles = table("users"), table("groups"), table("user_roles")
        self.applications, self.service_principals = table("applications"), table("service_principals")
        self.grants, self.assignments = table("grants"), table("assignments")
        self.deleted, self.audits, self.sign_ins = table("deleted"), table("audits"), table("sign_ins")
        self.owners, self.secrets = table("owners"), table("secrets")
        self.codes, self.device_codes, self.refresh_tokens = (
            table("codes"),
            table("device_codes"),
            table("refresh_tokens"),
        )
        self.scenarios = Scenarios.kept_in(table("scenarios"))
        self._born: dict[str, float] = {}
        if self.settings.get("tenant") is None:
            self._begin()
        tenant = self.settings.get("tenant") or {}
        self.tenant_id: str = tenant["id"]
        self.created: str = tenant["created"]

    def _begin(self) -> None:
        tenant_id, created = str(uuid.uuid4()), graph_time()
        self.users.fill(people.users(tenant_id, created))
        self.user_roles.fill(people.roles(tenant_id))
        self.groups.fill(people.groups(tenant_id, created))
        self.settings.put("tenant", {"id": tenant_id, "created": created})

    def close(self) -> None:
        self.store.close()

    def user_name(self, person: str) -> str:
        """The sign-in name of a person given by the part before the @, display name, object id or sign-in name."""
        return str(self.person(person)["userPrincipalName"])

    def person(self, person: str) -> Row:
        """The user meant by a name. Raises `KeyError` if there is nobody of that name."""
        wanted = person.lower()
        for user in self.users:
            names = (user["id"], user["userPrincipalName"], user["displayName"], user["mailNickname"], user["mail"])
            if wanted in {str(name).lower() for name in names}:
                return user
        raise KeyError(person)

    def applications_json(self) -> list[Row]:
        """Every application as it stands, deleted ones not included."""
        return self.applications.all()

    def roles_of(self, user_id: str) -> tuple[str, ...]:
        """The names of a user's directory roles."""
        return tuple((self.user_roles.get(user_id) or {}).get("roles", ()))

    def groups_of(self, member_id: str, transitive: bool = True) -> list[Row]:
        """The groups this user or group is a member of; through other groups as well, if `transitive`."""
        found = [group for group in self.groups if member_id in group["members"]]
        known = {group["id"] for group in found}
        for group in found if transitive else ():
            for outer in self.groups:
                if group["id"] in outer["members"] and outer["id"] not in known:
                    known.add(outer["id"])
                    found.append(outer)
        return found

    def application_of(self, app_id: str) -> Row | None:
        """The application with this client id."""
        return next((row for row in self.applications if row["appId"] == app_id), None)

    def principal_of(self, app_id: str) -> Row | None:
        """The service principal of this client id."""
        return next((row for row in self.service_principals if row["appId"] == app_id), None)

    def born(self, object_id: str) -> None:
        """Note that this was made now, for the replication lag."""
        self._born[object_id] = time.monotonic()

    def visible(self, object_id: str) -> bool:
        """Whether a read finds this already: under replication lag a new object stays away for a while."""
        age = time.monotonic() - self._born.get(object_id, float("-inf"))
        return age >= self.scenarios.lag_seconds


def fingerprint(value: str) -> str:
    """What is kept of a secret value; values are long and random, so that a plain hash cannot be turned back."""
    return hashlib.sha256(value.encode()).hexdigest()
