"""Situations a person or a test can switch on. By default none is on and nothing happens at random."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from .store import Table


@dataclass
class Scenarios:
    """Set an attribute to switch a situation on; it stays so, restarts included, until it is set back.

    `secrets_forbidden`: the tenant's policy refuses new secrets.
    `exempt_application`: the client ID of the one application that this policy spares.
    `secret_max_days`: it limits their life; 0 is no limit.
    `key_max_days`: it limits the life of certificates; 0 is no limit.
    `consent_blocked`: people may not consent for themselves.
    `registration_forbidden`: only certain roles may register applications.
    `lag_seconds`: a new object stays invisible this long.
    `throttled`: this many Graph requests are answered 429, with `retry_after` seconds to wait.
    `unavailable`: this many are answered 503.
    `lost_answers`: this many writes are carried out and answered 504 all the same.
    `secret_expired`: every right secret counts as expired.
    `device_code_blocked`: the flow ends in a Conditional Access block.
    `wrong_platform`: redirect URIs count as registered under the other platform, Web or SPA.
    `blocked_by_policy`: a Conditional Access policy of this name blocks the browser sign-in (AADSTS53003).
    `no_premium`: the tenant has no Entra ID P1.
    `product_behind_proxy`: the stand-in product takes its own address for http, as behind a proxy that ends TLS.
    `misbehaviour`: the sign-in goes wrong in one way: an id of `misbehaviour.MISBEHAVIOURS`, or empty.
    """

    secrets_forbidden: bool = False
    exempt_application: str = ""
    secret_max_days: int = 0
    key_max_days: int = 0
    consent_blocked: bool = False
    registration_forbidden: bool = False
    lag_seconds: float = 0.0
    throttled: int = 0
    retry_after: int = 1
    unavailable: int = 0
    lost_answers: int = 0
    secret_expired: bool = False
    device_code_blocked: bool = False
    wrong_platform: bool = False
    blocked_by_policy: str = ""
    no_premium: bool = False
    product_behind_proxy: bool = False
    misbehaviour: str = ""

    @classmethod
    def kept_in(cls, table: Table) -> Scenarios:
        """The situations as they were left, and from now on every change is kept in this table."""
        known = {field.name for field in fields(cls)}
        scenarios = cls(**{name: value for name, value in (table.get("all") or {}).items() if name in known})
        object.__setattr__(scenarios, "_table", table)
        return scenarios

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self.__dataclass_fields__:
            raise AttributeError(f"no scenario is called {name}")
        object.__setattr__(self, name, value)
        table: Table | None = getattr(self, "_table", None)
        if table is not None:
            table.put("all", asdict(self))

    def reset(self) -> None:
        """Switch everything off."""
        for field in fields(self):
            setattr(self, field.name, field.default)

    def spend(self, name: str) -> bool:
        """Use up one of a counted situation; False when there is none left."""
        left = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
        return bool(left)
