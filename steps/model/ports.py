"""What a step may ask of the outside. `wizard` provides each; a test may provide another.

All calls block; the engine runs steps in its own threads, never in the page's script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from .dns import Dns
from .facts import Endpoints, Evidence, LoginResult, Principal, SignedIn
from .hosts import Hosts
from .product_side import ProductSide
from .recipe import App, Recipe
from .secret import Secret
from .setup import Setup
from .tried import Tried
from .words import Words

Json = dict[str, Any]
"""A Graph object as Graph sends it (`../shared/contract` holds the shapes)."""


class Recipes(Protocol):
    """The products this wizard knows."""

    def all(self) -> Sequence[Recipe]:
        """Every recipe, by name."""

    def get(self, recipe_id: str) -> Recipe:
        """One recipe; raises the problem `recipe-wrong` if it is gone."""

    def render(self, recipe: Recipe, file_name: str, values: Mapping[str, object]) -> str:
        """One generated file; `values` as from `values.known`, with `client_secret` only for a sensitive file."""


@dataclass(frozen=True)
class SignInPrompt:
    """What the person must do to finish signing in: `link` to open, `code` to type there (device code only)."""

    way: str
    link: str
    code: str
    until: str


class SignIn(Protocol):
    """Signing the administrator in; one attempt at a time for each setup."""

    def permissions(self) -> Sequence[tuple[str, str]]:
        """The delegated permissions asked for, each with the text key that says why."""

    def begin(self, way: str) -> None:
        """Start signing in by `browser`, `device_code` or `azure_cli`; an attempt under way is dropped."""

    def prompt(self) -> SignInPrompt | None:
        """What the person must do now, or None while nothing is under way."""

    def current(self) -> SignedIn | None:
        """Who is signed in in this process, or None. Raises the problem that ended the last attempt, once."""

    def forget(self) -> None:
        """Drop the attempt and the sign-in."""


class Directory(Protocol):
    """Microsoft Graph as the signed-in person. Problems: `sign-in-needed`, `not-allowed`, `throttled`, …

    Reading answers None for what does not exist. Writing waits for replication where Entra needs it.
    """

    def organization(self) -> Json:
        """GET /organization: displayName, verifiedDomains, assignedPlans."""

    def my_roles(self) -> Sequence[str] | None:
        """Display names of the signed-in person's active directory roles; None where they may not be read."""

    def may_register(self) -> bool | None:
        """authorizationPolicy.defaultUserRolePermissions.allowedToCreateApps; None where it may not be read."""

    def secret_policy(self) -> Mapping[str, Any] | None:
        """Whether new secrets are forbidden (`forbidden`) or limited (`max_days`); None where it may not be read."""

    def application(self, unique_name: str) -> Json | None:
        """The application with this uniqueName."""

    def application_by_client_id(self, client_id: str) -> Json | None:
        """The application with this appId, whoever made it."""

    def upsert_application(self, unique_name: str, body: Json) -> Json:
        """Create or update by uniqueName (PATCH with Prefer: create-if-missing) and read it back."""

    def update_application(self, object_id: str, body: Json) -> None:
        """PATCH /applications/{id}."""

    def service_principal(self, client_id: str) -> Json | None:
        """The service principal of this application in the tenant; selected properties only."""

    def create_service_principal(self, client_id: str, body: Json) -> Json:
        """POST /servicePrincipals; one that exists already is returned as it is."""

    def update_service_principal(self, object_id: str, body: Json) -> None:
        """PATCH /servicePrincipals/{id}."""

    def grants(self, service_principal_id: str) -> Sequence[Json]:
        """The oauth2PermissionGrants whose client is this service principal."""

    def grant(self, service_principal_id: str, resource_id: str, scope: str) -> Json:
        """Tenant-wide consent (AllPrincipals): one grant per resource, extended where it exists."""

    def assignments(self, service_principal_id: str) -> Sequence[Json]:
        """appRoleAssignedTo of this service principal."""

    def assign(self, service_principal_id: str, principal: Principal) -> Json:
        """Assign the default role; an assignment that exists already is returned as it is."""

    def unassign(self, service_principal_id: str, assignment_id: str) -> None:
        """Remove one assignment."""

    def find_principals(self, typed: str) -> Sequence[Principal]:
        """Users by sign-in name or email, and security groups by name, that are exactly what was typed."""

    def add_password(self, object_id: str, display_name: str, expires: datetime) -> tuple[Secret, Json]:
        """addPassword, never retried: the value, and the passwordCredential without it."""

    def remove_password(self, object_id: str, key_id: str) -> None:
        """removePassword; one that is gone already is no error."""

    def delete_application(self, object_id: str) -> None:
        """DELETE /applications/{id}: it stays 30 days in deletedItems."""


class Provider(Protocol):
    """The tenant's OpenID provider, without a person."""

    def find_tenant(self, name: str) -> str:
        """The ID of the tenant with this domain or ID. Problems: `tenant-unknown`, `tenant-elsewhere`, …"""

    def try_secret(self, tenant_id: str, client_id: str, secret: Secret) -> Tried:
        """Ask once for a token with it. Problems are those of the network only."""

    def try_redirect(self, endpoints: Endpoints, client_id: str, redirect_uri: str) -> Tried:
        """Begin an authorization request without a person (prompt=none), and read where it ends."""

    def endpoints(self, tenant_id: str) -> Endpoints:
        """Fetch and check the metadata (Discovery 1.0 §4.3). Problems: `tenant-unknown`, `issuer-mismatch`, …"""

    def prove_secret(self, tenant_id: str, client_id: str, secret: Secret, *, fresh: bool = True) -> None:
        """Ask for a token with it; only a `fresh` secret is given time to spread. Problem: `secret-refused`."""


@dataclass(frozen=True)
class Attempt:
    """A test login in flight or ended: `waiting`, `opened`, `passed`, `refused` or `expired`.

    `opened` is when the link was used (ISO 8601 UTC, else empty), `until` when the attempt ends by itself.
    """

    id: str
    status: str
    until: str
    opened: str = ""
    checks: tuple[Evidence, ...] = ()
    result: LoginResult | None = None
    error: str = ""


@dataclass(frozen=True)
class Explained:
    """What an AADSTS number means: Microsoft's code, then our what, why and next; `sure` is false for a guess."""

    code: str
    what: Words
    why: Words
    do: Words
    sure: bool = True


class Logins(Protocol):
    """Live test logins through the wizard's own /callback."""

    def redirect_uri(self) -> str:
        """Our redirect URI, e.g. http://localhost:8765/callback."""

    def offer(self, setup: Setup, app: App, endpoints: Endpoints, secret: Secret | None) -> Attempt:
        """The attempt of this setup as it stands, made if there is none; its link is `/login/start/{id}`."""

    def current(self, setup: Setup) -> Attempt | None:
        """The attempt of this setup in this process; one for other answers, another client or secret is dropped."""

    def drop(self, setup_id: str) -> None:
        """Forget the attempt, so that the next `offer` makes a new one."""

    def explain(self, text: str) -> Sequence[Explained]:
        """Every AADSTS number found in a text, explained; empty when there is none."""

    def meaning(self, claim: str) -> Words:
        """What a claim is, for a person who has never read a token."""


class Vault(Protocol):
    """Secrets of this process, in memory only; gone when it ends."""

    def keep(self, setup_id: str, key_id: str, secret: Secret) -> None: ...

    def secret(self, setup_id: str, key_id: str) -> Secret | None: ...

    def drop(self, setup_id: str) -> None: ...


class Portal(Protocol):
    """Deep links into the Entra admin center of the right cloud and tenant."""

    def link(self, page: str, **ids: str) -> str:
        """`page` is a key of the link table, e.g. `app-overview`; ids fill it: client_id, object_id, tenant_id."""


class Clock(Protocol):
    """The time, so that a test can hold it."""

    def now(self) -> datetime:
        """Now, in UTC."""


@dataclass(frozen=True)
class World:
    """Everything outside, as one setup sees it."""

    recipes: Recipes
    sign_in: SignIn
    directory: Directory
    provider: Provider
    logins: Logins
    vault: Vault
    portal: Portal
    product: ProductSide
    clock: Clock
    hosts: Hosts
    dns: Dns
    cloud: str = "Global"
