"""The tenant's OpenID provider as the steps see it: `ports.Provider`."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from steps.model.facts import Endpoints
from steps.model.secret import Secret
from steps.model.tried import Tried

from . import probe, proof, tenants
from .clouds import OtherCloud
from .fetch import Client
from .metadata import Origins, read


class TenantProvider:
    """Reads a tenant's metadata, proves its secrets and tries its redirect URIs. Origins have no trailing slash.

    `audience` is the resource of Microsoft Graph; `ca` and `pages` are the practice tenant's, else empty. `others`
    are the clouds that are asked about a tenant which this one does not know.
    """

    def __init__(
        self,
        login: str,
        audience: str,
        ca: str = "",
        pages: str = "",
        others: Sequence[OtherCloud] = (),
    ) -> None:
        self._origins = Origins(login, audience, pages, tuple(others))
        self._ca = ca

    def find_tenant(self, name: str) -> str:
        """The ID of the tenant with this domain or ID. Problems: see `tenants.find`."""
        with Client(self._ca) as http:
            return tenants.find(http, self._origins, name)

    def endpoints(self, tenant_id: str) -> Endpoints:
        """The tenant's checked metadata. Problems: see `metadata.read`."""
        with Client(self._ca) as http:
            return read(http, self._origins, tenant_id)

    def try_secret(self, tenant_id: str, client_id: str, secret: Secret) -> Tried:
        """What Entra says to one token request with it. Problems: those of the network."""
        with Client(self._ca) as http:
            return proof.try_once(http, self._token(tenant_id), client_id, secret, self._scope)

    def try_redirect(self, endpoints: Endpoints, client_id: str, redirect_uri: str) -> Tried:
        """Whether Entra would answer to this address. Problems: those of the network; see `probe.try_redirect`."""
        # A client of its own: a cookie of another request would make this one somebody's.
        with Client(self._ca) as http:
            return probe.try_redirect(http, endpoints.authorization, client_id, redirect_uri)

    def _token(self, tenant_id: str) -> str:
        return f"{self._origins.login}/{quote(tenant_id, safe='')}/oauth2/v2.0/token"

    @property
    def _scope(self) -> str:
        return f"{self._origins.graph}/.default"
