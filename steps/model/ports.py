"""What a step may ask of the outside. `wizard` provides each; a test may provide another.

All calls block; the engine runs steps in its own threads, never in the page's script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .directory import Directory
from .dns import Dns
from .facts import Endpoints, SignedIn
from .hosts import Hosts
from .logins import Logins
from .product_side import ProductSide
from .proving import Proofs
from .recipe import Recipe
from .secret import PrivateKey, Secret
from .sign_in_log import SignInLog
from .tried import Tried


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
    """What the person must do to finish signing in: `link` to open, `code` to type there (device code only).

    `since` and `until` are ISO 8601 UTC: when the attempt began, and when it ends by itself.
    """

    way: str
    link: str
    code: str
    until: str
    since: str = ""


class SignIn(Protocol):
    """Signing the administrator in; one attempt at a time for each setup."""

    def permissions(self, deeper: bool = True) -> Sequence[tuple[str, str]]:
        """The delegated permissions asked for, each with the text key that says why.

        `deeper` adds those that only read, so that problems are seen before the first login.
        """

    def begin(self, way: str, deeper: bool = True) -> None:
        """Start signing in by `browser`, `device_code` or `azure_cli`; an attempt under way is dropped."""

    def prompt(self) -> SignInPrompt | None:
        """What the person must do now, or None while nothing is under way."""

    def current(self) -> SignedIn | None:
        """Who is signed in in this process, or None. Raises the problem that ended the last attempt, once."""

    def forget(self) -> None:
        """Drop the attempt and the sign-in."""


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


class Vault(Protocol):
    """Secrets and private keys of this process, in memory only; gone when it ends."""

    def make_key(self, name: str, begins: datetime, ends: datetime) -> PrivateKey:
        """A fresh private key, with a certificate of this name for these times (UTC); not held yet."""

    def key_of(self, text: str, certificate: str) -> PrivateKey | None:
        """The private key in a text (PEM, line breaks lost or not), if it belongs to this certificate."""

    def keep(self, setup_id: str, key_id: str, secret: Secret) -> None: ...

    def secret(self, setup_id: str, key_id: str) -> Secret | None: ...

    def drop(self, setup_id: str, *key_ids: str) -> None:
        """Forget these, or all of the setup."""


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
    """Everything outside, as one setup sees it; with `practice` the tenant is the practice tenant."""

    recipes: Recipes
    sign_in: SignIn
    directory: Directory
    provider: Provider
    logins: Logins
    proofs: Proofs
    sign_ins: SignInLog
    vault: Vault
    portal: Portal
    product: ProductSide
    clock: Clock
    hosts: Hosts
    dns: Dns
    cloud: str = "Global"
    practice: bool = False
