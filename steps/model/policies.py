"""What the tenant's policies say, as far as the signed-in administrator may read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Policies:
    """One value per policy, None where it may not be read (`Policy.Read.All`).

    `may_register` is allowedToCreateApps, `consent` permissionGrantPoliciesAssigned (empty: nobody may consent for
    themselves), `secrets` as `Directory.secret_policy`, `conditional_access` the policies of Conditional Access as
    Graph sends them, and `security_defaults` whether these are on.
    Shapes: Graph v1.0 authorizationPolicy, conditionalAccessPolicy, identitySecurityDefaultsEnforcementPolicy.
    """

    may_register: bool | None = None
    consent: tuple[str, ...] | None = None
    secrets: Mapping[str, Any] | None = None
    conditional_access: tuple[Mapping[str, Any], ...] | None = None
    security_defaults: bool | None = None
