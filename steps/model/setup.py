"""What is known of one setup: one small frozen record per step, each `None` until its step is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .changes import Made

Answer = str | bool | tuple[str, ...]
"""A checked answer of the person: text, yes or no, or a list."""


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


@dataclass(frozen=True)
class Tenant:
    """What the tenant is and allows. `premium` is None where it could not be read; `roles` are display names."""

    tenant_id: str
    name: str
    domain: str
    roles: tuple[str, ...] = ()
    premium: bool | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registration:
    """The application and its service principal. Redirect URIs are by platform: web, spa, publicClient."""

    object_id: str
    client_id: str
    unique_name: str
    display_name: str
    redirect_uris: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    service_principal_id: str = ""
    consented: bool = False

    @property
    def complete(self) -> bool:
        return bool(self.service_principal_id) and self.consented


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
    """What may be known of the client secret: never its value. Empty `key_id` means a public client without one."""

    key_id: str = ""
    hint: str = ""
    expires: str = ""
    proven: bool = False


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
class LoginResult:
    """A test login that passed every check, who made it, and which claims the product needs were missing."""

    at: str
    user_name: str
    subject: str
    object_id: str
    checks: tuple[Evidence, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Setup:
    """One product on its way to single sign-on; the fold of its journal up to event number `seq`."""

    id: str
    created: str
    seq: int = 0
    changed: str = ""
    product: Product | None = None
    signed_in: SignedIn | None = None
    tenant: Tenant | None = None
    registration: Registration | None = None
    access: Access | None = None
    endpoints: Endpoints | None = None
    secret: SecretRecord | None = None
    configured: Configured | None = None
    login: LoginResult | None = None
    finished: Finished | None = None
    ticks: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Answer] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    open_change: Mapping[str, object] | None = None

    @property
    def unique_name(self) -> str:
        """The application's `uniqueName`: ours, one per setup, so that creating it twice finds the first."""
        return f"sso-wizard-{self.id}"

    @property
    def renewing_secret(self) -> bool:
        """Whether the person asked for another secret in place of the one there is."""
        return self.secret is not None and self.choices.get("renew_secret", "") == self.secret.key_id != ""

    def fact(self, kind: type) -> Fact | None:
        """The fact of this kind, or None."""
        found: Fact | None = getattr(self, FIELDS[kind])
        return found

    def is_done(self, kind: type) -> bool:
        """Whether the step that produces this kind of fact has finished."""
        found = self.fact(kind)
        if kind is SecretRecord and self.renewing_secret:
            return False
        return found is not None and bool(getattr(found, "complete", True))

    def knowing(self, fact: Fact) -> Setup:
        """This setup with one more fact; answers that changed make what was built on them open again."""
        by_field: dict[str, Any] = {FIELDS[type(fact)]: fact}
        changed = replace(self, **by_field)
        rest = replace(changed, configured=None, login=None, finished=None)
        if isinstance(fact, Product) and self.product is not None and fact != self.product:
            # "No secret" was said of a public client; other answers may need one.
            secret = self.secret if self.secret and self.secret.key_id else None
            return replace(rest, registration=None, access=None, secret=secret)
        if isinstance(fact, Registration) and self.registration and fact.client_id != self.registration.client_id:
            return replace(rest, access=None, secret=None)
        if isinstance(fact, SecretRecord) and self.secret and fact.key_id != self.secret.key_id:
            return rest
        if isinstance(fact, SignedIn):
            # A take-over is good for one person.
            changed = replace(changed, choices={k: v for k, v in self.choices.items() if k != "take_over"})
        if isinstance(fact, SignedIn) and self.signed_in and fact.tenant_id != self.signed_in.tenant_id:
            return replace(rest, tenant=None, endpoints=None)
        if isinstance(fact, LoginResult) and self.login and fact.at != self.login.at:
            return replace(changed, finished=None)
        return changed
