"""The tenant's OpenID provider as the steps see it: `ports.Provider`."""

from __future__ import annotations

import time
from collections.abc import Callable

from steps.model.secret import Secret
from steps.model.setup import Endpoints

from .fetch import client
from .metadata import Origins, read
from .proof import prove


class TenantProvider:
    """Reads a tenant's metadata and proves its secrets. Origins have no trailing slash.

    `audience` is the resource of Microsoft Graph; `ca` and `pages` are the practice tenant's, else empty.
    """

    def __init__(
        self,
        login: str,
        audience: str,
        ca: str = "",
        pages: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._origins = Origins(login, audience, pages)
        self._ca = ca
        self._sleep = sleep

    def endpoints(self, tenant_id: str) -> Endpoints:
        """The tenant's checked metadata. Problems: see `metadata.read`."""
        with client(self._ca) as http:
            return read(http, self._origins, tenant_id)

    def prove_secret(self, tenant_id: str, client_id: str, secret: Secret, *, fresh: bool = True) -> None:
        """Entra takes this secret for this application, now. Problem: `secret-refused`.

        A `fresh` one is waited for up to 60 s, and must be taken twice; any other is asked about once.
        """
        url = f"{self._origins.login}/{tenant_id}/oauth2/v2.0/token"
        with client(self._ca) as http:
            prove(http, url, client_id, secret, f"{self._origins.graph}/.default", self._sleep, fresh=fresh)
