"""The signed-in person's token for Microsoft Graph: kept while it lives, renewed in silence, never by a prompt."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any, Protocol

from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import AuthenticationRequiredError, CredentialUnavailableError

from steps.model.problems import problem

from .cloud import Cloud
from .login_refusals import explain

MARGIN = 300
"""Seconds of life left at which a token is renewed."""


class Source(Protocol):
    """The part of an azure-identity credential that is used."""

    def get_token(self, *scopes: str, **options: Any) -> AccessToken: ...

    def close(self) -> None: ...


class HeldToken:
    """A TokenCredential that answers for one person and one set of scopes, whatever it is asked for.

    The Azure CLI credential starts a process for every token, so caching is ours; and asking for the very scopes
    that the person consented to finds msal's cached token, where `.default` would cost one more request.
    """

    def __init__(self, source: Source, scopes: Sequence[str], cloud: Cloud, token: AccessToken | None = None) -> None:
        self._source = source
        self._scopes = scopes
        self._cloud = cloud
        self._token = token
        self._lock = threading.Lock()
        self.spent = False
        self.wanted_claims: str | None = None

    def get_token(self, *scopes: str, claims: str | None = None, **options: Any) -> AccessToken:
        """The token; problems: `sign-in-needed` when only the person can renew it, or what the login said."""
        with self._lock:
            if claims is None and self._token is not None and self._token.expires_on > time.time() + MARGIN:
                return self._token
            try:
                self._token = self._renew(claims)
            except AuthenticationRequiredError as cause:
                # A claims challenge (Conditional Access) must be answered by the next sign-in, word for word.
                self.spend(claims or cause.claims)
                raise problem("sign-in-needed") from cause
            except CredentialUnavailableError as cause:
                self.spend()
                raise problem("sign-in-needed") from cause
            except ClientAuthenticationError as cause:
                raise explain(cause, self._cloud) from cause
            return self._token

    def spend(self, claims: str | None = None) -> None:
        """Only the person can go on: this sign-in is over, and `claims` are what the next one must answer."""
        self.spent, self.wanted_claims, self._token = True, claims, None

    def _renew(self, claims: str | None) -> AccessToken:
        challenge = {"claims": claims} if claims else {}
        # The same `enable_cae` as at sign-in: azure-identity keeps two caches and would ask the person twice.
        return self._source.get_token(*self._scopes, enable_cae=True, **challenge)

    def close(self) -> None:
        """Drop the token and the credential's connections."""
        self._token = None
        self._source.close()
