"""One visit to a portal page: who acts, what was typed, and Graph as this person may use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import QueryParams

from steps.model.words import Words

from ..directory import Directory
from ..graph.answers import not_found
from ..graph.bearer import Caller
from ..graph.permissions import EVERYTHING
from ..graph.service import dispatch
from ..graph.shapes import GUID
from ..realm import Realm
from ..store import Row

AZURE_PORTAL = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"
"""Source: learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in."""


class Wrong(Exception):
    """The page refuses what was typed before the directory sees it; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


class AtOnce(Directory):
    """The directory as the portal reads it: what was just made there is seen there, whatever other replicas show."""

    def __init__(self, whole: Directory) -> None:
        # The same tables, not a second reading of the file.
        self.__dict__ = whole.__dict__

    def visible(self, object_id: str) -> bool:
        return True


@dataclass(frozen=True)
class Visit:
    """`typed` are the form's fields, empty unless it was sent; `args` the named parts of the address."""

    realm: Realm
    user: Row
    args: Mapping[str, str]
    query: QueryParams
    typed: Mapping[str, str]

    @property
    def base(self) -> str:
        """What every portal address of this tenant begins with."""
        return f"/portal/{self.realm.tenant_id}"

    def graph(self, method: str, path: str, body: Row | None = None, **options: str) -> Any:
        """What Graph answers this person, under Graph's own rules. `options` are named without their dollar sign.

        Raises `GraphRefusal`.
        """
        roles = frozenset(self.realm.directory.roles_of(self.user["id"]))
        caller = Caller(AZURE_PORTAL, self.user, frozenset(EVERYTHING), frozenset(), roles, self.user["id"])
        query = {f"${name}": value for name, value in options.items()}
        realm = replace(self.realm, directory=AtOnce(self.realm.directory))
        return dispatch(realm, caller, method, path, query, {}, body).body

    def all(self, path: str) -> list[Row]:
        """A whole list, by name."""
        rows: list[Row] = self.graph("GET", path, top="999")["value"]
        return rows

    def application(self) -> Row:
        """The application of this address. Raises 404."""
        return _plain(self.graph("GET", self.app_path))

    @property
    def app_path(self) -> str:
        """The application as Graph addresses it. Raises 404 for what is no id."""
        return f"/applications(appId='{_id(self.args['client_id'])}')"

    def principal(self) -> Row:
        """The enterprise application of this address. Raises 404."""
        return _plain(self.graph("GET", self.principal_path))

    @property
    def principal_path(self) -> str:
        """The enterprise application as Graph addresses it. Raises 404 for what is no id."""
        return f"/servicePrincipals/{_id(self.args['object_id'])}"

    def ticked(self, prefix: str) -> list[str]:
        """The names of the boxes that were ticked among those that begin like this."""
        return [name.removeprefix(prefix) for name in self.typed if name.startswith(prefix)]


def _id(given: str) -> str:
    # Graph has paths such as /servicePrincipals/$count: an address must not reach them.
    if not GUID.fullmatch(given):
        raise not_found(given)
    return given.lower()


def _plain(answer: Row) -> Row:
    return {name: value for name, value in answer.items() if "@" not in name}
