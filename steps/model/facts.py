"""What is known after each step: one small frozen record per step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Answer = str | bool | tuple[str, ...]
"""A checked answer of the person: text, yes or no, or a list."""


How = Mapping[str, str]
"""How single values of a fact were obtained: by name, `checked` (typed and checked) or `typed` (not checkable).

A value that is not named was read or written by the wizard itself.
"""


@dataclass(frozen=True)
class Product:
    """Which product is connected, by which recipe, and the answers to the recipe's questions."""

    recipe: str
    name: str
    recipe_hash: str
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class SignedIn:
    """Who works on the tenant. Tenant and person are pinned: another one is refused before any write."""

    tenant_id: str
    object_id: str
    user_name: str
    display_name: str
    way: str
    cloud: str
    how: How = field(default_factory=dict)


@dataclass(frozen=True)
class Tenant:
    """What the tenant is and allows. `premium` is None where it could not be read; `roles` are display names."""

    tenant_id: str
    name: str
    domain: str
    roles: tuple[str, ...] = ()
    premium: bool | None = None
    warnings: tuple[str, ...] = ()
    how: How = field(default_factory=dict)


@dataclass(frozen=True)
class Registration:
    """The application and its service principal. Redirect URIs are by platform: web, spa, publicClient.

    One that was made by hand has no `unique_name`, and its service principal may be known by nothing but its effect.
    """

    object_id: str
    client_id: str
    unique_name: str
    display_name: str
    redirect_uris: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    service_principal_id: str = ""
    consented: bool = False
    how: How = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return self.consented and bool(self.service_principal_id or not self.unique_name)


@dataclass(frozen=True)
class Principal:
    """A person or group that may sign in. `kind` is Graph's principalType: User or Group."""

    object_id: str
    kind: str
    name: str


@dataclass(frozen=True)
class Access:
    """Who may sign in: everyone in the tenant, or only those assigned."""

    assignment_required: bool
    assigned: tuple[Principal, ...] = ()
    complete: bool = True
    how: How = field(default_factory=dict)


@dataclass(frozen=True)
class Endpoints:
    """The tenant's OpenID Connect metadata, read and checked (OpenID Connect Discovery 1.0 §3).

    `iss_parameter`: the provider promises to name itself in the answer to a login (RFC 9207 §3).
    """

    issuer: str
    authorization: str
    token: str
    jwks: str
    discovery_url: str
    userinfo: str = ""
    end_session: str = ""
    device_authorization: str = ""
    issuer_v1: str = ""
    iss_parameter: bool = False


@dataclass(frozen=True)
class SecretRecord:
    """What may be known of the client secret: never its value. Empty `key_id` means a public client without one.

    `client_id` is the application's that a secret made by hand was proven for. With a `certificate` (PEM, public) the
    application proves itself by the private key that belongs to it, and there is no secret.
    """

    key_id: str = ""
    hint: str = ""
    expires: str = ""
    proven: bool = False
    client_id: str = ""
    how: How = field(default_factory=dict)
    certificate: str = ""


@dataclass(frozen=True)
class Configured:
    """The product has been given its values."""

    at: str


@dataclass(frozen=True)
class Evidence:
    """One check of the test login: its name in the check table, the verdict (pass, warn, fail) and what was seen."""

    name: str
    verdict: str
    seen: str = ""


@dataclass(frozen=True)
class Witness:
    """What the tenant said of the tester and the application when a login was made; None where it was not read.

    `role` and `let_in` (by what the tester was let in) are of this program's own words. `empty` are attributes of the
    account without a value, `claims` the optional claims of the ID token, both in Graph's names; `group_claims` is
    groupMembershipClaims, and `groups` the number of groups that it would send.
    """

    guest: bool | None = None
    role: Literal["global", "other", "none"] | None = None
    let_in: Literal["person", "group", "everyone", "nobody"] | None = None
    empty: tuple[str, ...] | None = None
    groups: int | None = None
    claims: tuple[str, ...] | None = None
    group_claims: str | None = None


@dataclass(frozen=True)
class LoginResult:
    """A test login that passed every check, who made it, and which claims the product needs were missing.

    `meant` is who was asked to make it, where somebody else did.
    """

    at: str
    user_name: str
    subject: str
    object_id: str
    checks: tuple[Evidence, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    witness: Witness | None = None
    meant: str = ""


@dataclass(frozen=True)
class Finished:
    """Nothing temporary is left in the tenant."""

    at: str


Fact = (
    Product
    | SignedIn
    | Tenant
    | Registration
    | Access
    | Endpoints
    | SecretRecord
    | Configured
    | LoginResult
    | Finished
)

FIELDS: dict[type, str] = {
    Product: "product",
    SignedIn: "signed_in",
    Tenant: "tenant",
    Registration: "registration",
    Access: "access",
    Endpoints: "endpoints",
    SecretRecord: "secret",
    Configured: "configured",
    LoginResult: "login",
    Finished: "finished",
}
"""Where each kind of fact stands in `Setup`, in the order of the procedure."""
