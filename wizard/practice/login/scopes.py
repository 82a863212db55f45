"""What a request asks access to: OpenID scopes, and permissions on at most one resource."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from ..first_party import GRAPH_APP_ID, GRAPH_RESOURCE, GRAPH_SCOPES, OPENID_SCOPES
from ..people import TENANT_NAME
from ..realm import Realm
from ..store import Row
from .clients import Client
from .refusals import refuse

DEFAULT = ".default"


@dataclass(frozen=True)
class Wanted:
    """`openid` are OpenID scopes, `names` the permissions on `resource` (an app id), `asked` the words as sent.

    `prefix` is what stood before the permissions' names, empty for short names; `everything` means /.default.
    """

    resource: str = GRAPH_APP_ID
    openid: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    prefix: str = ""
    everything: bool = False
    asked: tuple[str, ...] = field(default=())

    def granted(self, names: tuple[str, ...]) -> str:
        """The `scope` of a token answer, in the way the request spelled it."""
        openid = [name for name in self.openid if name != "offline_access"]
        own = [name for name in names if name not in OPENID_SCOPES]
        slash = f"{self.prefix}/" if self.prefix else ""
        defaults = [word for word in self.asked if word.endswith(f"/{DEFAULT}")]
        return " ".join([*openid, *(slash + name for name in own), *defaults])


def parse(realm: Realm, client: Client, scope: str) -> Wanted:
    """Read `scope`. Raises AADSTS70011, 28000, 500011, 650053 and 65002."""
    words = tuple(scope.split())
    if not words:
        raise refuse(900144, name="scope")
    wanted = Wanted(asked=words)
    resources: dict[str, str] = {}
    names: list[str] = []
    for word in words:
        prefix, _, name = word.rpartition("/")
        if not prefix and name in OPENID_SCOPES:
            wanted = replace(wanted, openid=(*wanted.openid, name))
            continue
        if not name or (not prefix and ":" in name):
            raise refuse(70011, scope=word)
        resources[_resource(realm, prefix.rstrip("/"))] = prefix.rstrip("/")
        if name == DEFAULT:
            wanted = replace(wanted, everything=True)
        else:
            names.append(name)
    if len(resources) > 1:
        raise refuse(28000)
    if resources:
        (resource, prefix), *_ = resources.items()
        wanted = replace(wanted, resource=resource, prefix=prefix, names=tuple(dict.fromkeys(names)))
    _check_known(realm, client, wanted)
    return wanted


def parse_v1(realm: Realm, client: Client, resource: str, scope: str) -> Wanted:
    """Read a v1 request's `resource`; without one the token is for Microsoft Graph's user profile only."""
    openid = tuple(word for word in scope.split() if word in OPENID_SCOPES)
    if not resource:
        return Wanted(openid=openid or ("openid",), everything=True)
    wanted = Wanted(_resource(realm, resource.rstrip("/")), openid or ("openid",), everything=True)
    return replace(wanted, prefix=resource.rstrip("/"), asked=(f"{resource.rstrip('/')}/{DEFAULT}",))


def _resource(realm: Realm, prefix: str) -> str:
    """The app id of a resource named by address, Application ID URI or id; Microsoft Graph when it has no name."""
    if prefix in ("", GRAPH_RESOURCE, GRAPH_APP_ID, realm.secure):
        return GRAPH_APP_ID
    for app in realm.directory.applications:
        if prefix == app["appId"] or prefix in app["identifierUris"]:
            return str(app["appId"])
    raise refuse(500011, resource=prefix, tenant=TENANT_NAME)


def offered(realm: Realm, resource: str) -> dict[str, Row]:
    """The enabled delegated permissions of a resource by name, as in its oauth2PermissionScopes."""
    if resource == GRAPH_APP_ID:
        return {name: {"id": scope_id, "value": name} for name, scope_id in GRAPH_SCOPES.items()}
    app = realm.directory.application_of(resource)
    scopes: list[dict[str, Any]] = app["api"]["oauth2PermissionScopes"] if app else []
    return {scope["value"]: scope for scope in scopes if scope["isEnabled"]}


def _check_known(realm: Realm, client: Client, wanted: Wanted) -> None:
    known = offered(realm, wanted.resource)
    for name in wanted.names:
        if name not in known:
            raise refuse(650053, name=client.name, scope=name, resource=wanted.resource)
        if client.first and client.first.preconsented and name not in client.first.preconsented:
            raise refuse(65002, app=client.app_id)
