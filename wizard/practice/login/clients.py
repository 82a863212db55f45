"""The application a login request names: registered in the tenant, or one of Microsoft's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..directory import fingerprint
from ..first_party import FIRST_PARTIES, FirstParty
from ..moments import now, seconds
from ..people import TENANT_NAME
from ..realm import Realm
from ..store import Row
from .refusals import refuse

NOBODY = "00000000-0000-0000-0000-000000000000"
LOOPBACK = ("localhost", "127.0.0.1")
SWAPPED = {"web": "spa", "spa": "web"}


@dataclass(frozen=True)
class Client:
    """`app` is the registration in Graph's JSON; Microsoft's own clients have none, but `first`."""

    app_id: str
    name: str
    app: Row | None
    first: FirstParty | None

    @property
    def is_public(self) -> bool:
        """Whether it may use flows without a secret and without a redirect URI, the device code among them."""
        return self.first is not None or bool(self.app and self.app.get("isFallbackPublicClient"))

    @property
    def redirects(self) -> list[tuple[str, str]]:
        """Registered redirect URIs with their platform: web, spa or publicClient."""
        if self.app is None:
            return [("publicClient", "http://localhost")]
        return [
            (platform, uri)
            for platform in ("web", "spa", "publicClient")
            for uri in self.app[platform]["redirectUris"]
        ]


def find_client(realm: Realm, app_id: str, shared: bool = False) -> Client:
    """The client with this id; `shared` says that the address left the tenant open.

    Raises AADSTS900144, 700038, 700016, 50194 and 7000112.
    """
    if not app_id:
        raise refuse(900144, name="client_id")
    if app_id == NOBODY:
        raise refuse(700038, app=app_id)
    first = FIRST_PARTIES.get(app_id)
    if first:
        return Client(app_id, first.name, None, first)
    app = realm.directory.application_of(app_id)
    if app is None or not realm.directory.visible(app["id"]):
        raise refuse(700016, app=app_id, tenant=TENANT_NAME)
    if shared and app["signInAudience"] == "AzureADMyOrg":
        raise refuse(50194, app=app_id, name=app["displayName"])
    principal = realm.directory.principal_of(app_id)
    if principal and not principal["accountEnabled"]:
        raise refuse(7000112, app=app_id, name=app["displayName"])
    return Client(app_id, app["displayName"], app, None)


def match_redirect(realm: Realm, client: Client, uri: str) -> tuple[str, str]:
    """The redirect URI to answer to and the platform it is registered under.

    Exact, the path's case included; only the port of http://localhost is ignored (reply-url restrictions).
    Raises AADSTS500113 and 50011.
    """
    registered = client.redirects
    if not registered:
        raise refuse(500113)
    if not uri:
        return registered[0][1], _platform(realm, registered[0][0])
    for platform, known in registered:
        if known == uri or _loopback(known) == _loopback(uri) is not None:
            return uri, _platform(realm, platform)
    raise refuse(50011, uri=uri, app=client.app_id)


def _platform(realm: Realm, platform: str) -> str:
    return SWAPPED.get(platform, platform) if realm.scenarios.wrong_platform else platform


def _loopback(uri: str) -> tuple[Any, ...] | None:
    try:
        parts = urlsplit(uri)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        return None
    return parts.hostname, parts.path or "/", parts.query


def is_public(client: Client, platform: str, origin: str) -> bool:
    """Whether a grant that goes back to this platform ("" for none) is one of a client that proves nothing.

    Raises AADSTS9002326 and 9002327.
    """
    if platform == "spa" and not origin:
        raise refuse(9002327)
    if platform != "spa" and origin:
        raise refuse(9002326, origin=origin)
    return platform in ("spa", "publicClient") or (platform == "" and client.is_public)


def prove_secret(realm: Realm, client: Client, secret: str) -> None:
    """Whether this is one of the client's secrets. Raises AADSTS7000218, 7000215 and 7000222."""
    if not secret:
        raise refuse(7000218)
    kept = realm.directory.secrets.get(fingerprint(secret))
    credentials = client.app["passwordCredentials"] if client.app else []
    found = next((c for c in credentials if kept and c["keyId"] == kept["keyId"]), None)
    # A new secret shows up at the token endpoint later than in Graph.
    if found is None or not realm.directory.visible(found["keyId"]):
        raise refuse(7000215, app=client.app_id)
    if realm.scenarios.secret_expired or seconds(found["endDateTime"]) <= now():
        raise refuse(7000222, app=client.app_id)
