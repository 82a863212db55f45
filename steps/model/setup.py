"""One setup: what is known of it, which follows from its journal and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .changes import Made, Refused
from .facts import (
    FIELDS,
    Access,
    Answer,
    Configured,
    Endpoints,
    Fact,
    Finished,
    LoginResult,
    Product,
    Registration,
    SecretRecord,
    SignedIn,
    Tenant,
)

OF_TENANT = (
    *("role", "access_done", "people", "without_manifest", "test_removed_at", "take_over"),
    "credential_try_again",
)
"""Choices that were made about one tenant, besides what was pasted of it."""


@dataclass(frozen=True)
class Setup:
    """One product on its way to single sign-on; the fold of its journal up to event number `seq`.

    `outdated` are ticks that a new fact took off and nobody has set again. `refused` has, by kind of change, what was
    refused and has not been made since.
    """

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
    outdated: tuple[str, ...] = ()
    choices: Mapping[str, Answer] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    refused: Mapping[str, Refused] = field(default_factory=dict)
    open_change: Mapping[str, object] | None = None

    @property
    def unique_name(self) -> str:
        """The application's `uniqueName`: ours, one per setup, so that creating it twice finds the first."""
        return f"sso-wizard-{self.id}"

    @property
    def renewing_secret(self) -> bool:
        """Whether the person asked for another secret in place of the one there is."""
        return self.secret is not None and self.choices.get("renew_secret", "") == self.secret.key_id != ""

    @property
    def testing_again(self) -> bool:
        """Whether the person asked for another test login after one that passed, and it has not passed yet."""
        return self.login is not None and self.choices.get("again") == self.login.at

    @property
    def all_by_hand(self) -> bool:
        """Whether nobody signs in for this setup: every step is done in the portals, and Graph is not asked."""
        return self.choices.get("by_hand") is True

    def by_hand(self, step: str) -> bool:
        """Whether the person does this step in the portals: the whole setup by hand, or this step of it."""
        steps = self.choices.get("by_hand")
        return self.all_by_hand or (isinstance(steps, tuple) and step in steps)

    def fact(self, kind: type) -> Fact | None:
        """The fact of this kind, or None."""
        found: Fact | None = getattr(self, FIELDS[kind])
        return found

    def is_done(self, kind: type) -> bool:
        """Whether the step that produces this kind of fact has finished."""
        found = self.fact(kind)
        if (kind is SecretRecord and self.renewing_secret) or (kind is LoginResult and self.testing_again):
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
        if isinstance(fact, Registration) and self.secret and self.secret.client_id not in ("", fact.client_id):
            return replace(rest, secret=None)
        if isinstance(fact, SecretRecord) and self.secret and fact.key_id != self.secret.key_id:
            return rest
        if isinstance(fact, SignedIn):
            # A take-over is good for one person.
            changed = replace(changed, choices={k: v for k, v in self.choices.items() if k != "take_over"})
        if isinstance(fact, SignedIn) and self.signed_in and fact.tenant_id != self.signed_in.tenant_id:
            # Nothing that belongs to one tenant is true of another.
            kept = {k: v for k, v in changed.choices.items() if not _is_of_tenant(k, v)}
            rest = replace(rest, choices=kept, refused={})
            return replace(rest, tenant=None, registration=None, access=None, secret=None, endpoints=None)
        if isinstance(fact, LoginResult) and self.login and fact.at != self.login.at:
            return replace(changed, finished=None)
        return changed


def _is_of_tenant(choice: str, value: Answer) -> bool:
    # Who tests is kept with an object ID where a tenant was asked; by hand it is a name for this one.
    looked_up = choice == "tester" and isinstance(value, str) and "|" in value
    return choice in OF_TENANT or choice.startswith("pasted_") or looked_up
