"""The Entra half of a product: what its application is registered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .checked import Checked
from .when import When

ClientAuth = Literal["client_secret_post", "client_secret_basic", "private_key_jwt", "none"]
"""How the application proves itself at the token endpoint (OpenID Connect Core §9)."""


@dataclass(frozen=True)
class OptionalClaims(Checked):
    """Optional claims by token, in Graph's names (Graph resource type optionalClaims)."""

    id_token: tuple[str, ...] = ()
    access_token: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExposedScope(Checked):
    """A delegated permission the application offers under `api://{client_id}` (Graph permissionScope)."""

    value: str
    name: str
    description: str


@dataclass(frozen=True)
class App(Checked):
    """The Entra half. `redirects` are for `platform`; `public_redirects` for mobile and desktop clients.

    A redirect that names a list answer yields one redirect URI per entry; an empty platform list is an error.
    `token_version` is `api.requestedAccessTokenVersion`. `scopes` are the delegated Graph permissions that are
    declared and consented; `login_scopes` what the test login asks for. `certificate`: the product can prove itself
    with a private key in place of a secret; where that is chosen, `client_auth` is private_key_jwt (Core §9).
    `assigned` are object IDs of groups that the product counts on, so that they are assigned with whoever is chosen.
    """

    platform: Literal["web", "spa"]
    redirects: tuple[str, ...]
    audience: Literal["AzureADMyOrg", "AzureADMultipleOrgs"] = "AzureADMyOrg"
    token_version: Literal[1, 2] = 2
    public_redirects: tuple[str, ...] = ()
    public_client_flows: bool = False
    logout: str = ""
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    login_scopes: tuple[str, ...] = ("openid", "profile", "email")
    optional_claims: OptionalClaims = field(default_factory=OptionalClaims)
    groups: Literal["", "SecurityGroup", "ApplicationGroup", "All"] = ""
    expose: ExposedScope | None = None
    assignment: Literal["required", "recommended", "free"] = "recommended"
    secret_days: int = 180
    client_auth: ClientAuth = "client_secret_post"
    certificate: bool = False
    assigned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variant(Checked):
    """Settings of `[app]` that differ while `when` holds; keys are those of `App`."""

    when: When
    app: Mapping[str, object]
