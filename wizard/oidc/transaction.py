"""One test login as it was begun: what the answer will be compared with."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from steps.model.app import App
from steps.model.facts import Endpoints
from steps.model.secret import PrivateKey, Secret

_GRAPH = ("https://graph.", "https://dod-graph.", "https://microsoftgraph.")


@dataclass(frozen=True)
class Transaction:
    """The parties, and the three random values that tie the answer to this request.

    `state` ties it to the browser (RFC 9700 §4.7), `nonce` the token to the request (Core §3.1.3.7 (11)),
    `verifier` the code to us (RFC 7636). None of them is ever shown or logged.
    """

    client_id: str
    tenant_id: str
    redirect_uri: str
    endpoints: Endpoints
    scopes: tuple[str, ...]
    is_spa: bool
    auth_method: str
    secret: Secret | None
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)

    @property
    def key(self) -> PrivateKey | None:
        """The private key that proves the client, where it has one instead of a secret."""
        return self.secret if isinstance(self.secret, PrivateKey) else None

    @property
    def asks_userinfo(self) -> bool:
        """Whether the access token will be one for userinfo: Entra issues it for one resource only."""
        return bool(self.endpoints.userinfo) and not any(
            "/" in scope and not scope.startswith(_GRAPH) for scope in self.scopes
        )


def begin(
    *,
    client_id: str,
    tenant_id: str,
    redirect_uri: str,
    endpoints: Endpoints,
    app: App,
    secret: Secret | None,
    scopes: Sequence[str],
) -> Transaction:
    """A new login with fresh random values. A SPA redeems without a secret, whatever else the product has."""
    is_spa = app.platform == "spa"
    public = is_spa or secret is None or app.client_auth == "none"
    # A refresh token outlives the test; it is never asked for (RFC 9700 §2.3).
    wanted = dict.fromkeys(("openid", *(scope for scope in scopes if scope != "offline_access")))
    return Transaction(
        client_id=client_id,
        tenant_id=tenant_id.lower(),
        redirect_uri=redirect_uri,
        endpoints=endpoints,
        scopes=tuple(wanted),
        is_spa=is_spa,
        auth_method="none" if public else _method(app, secret),
        secret=None if public else secret,
    )


def _method(app: App, secret: Secret | None) -> str:
    # By what is held and not by what the recipe says: a key can take the place of the secret.
    return "private_key_jwt" if isinstance(secret, PrivateKey) else app.client_auth
