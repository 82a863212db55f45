"""The requests of a login, made by Authlib: the authorization address, the token request, userinfo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlsplit

import httpx2

from . import assertion
from .fetch import TIMEOUT, json_object, one_line, trust
from .transaction import Transaction


@dataclass(frozen=True)
class Reply:
    """What an endpoint answered; `failure` is the network's word where it did not, `status` is then 0."""

    status: int = 0
    body: dict[str, Any] | None = field(default=None, repr=False)
    date: str = ""
    failure: str = ""


class RelyingParty:
    """Us, as one client of the tenant, for one login; a context manager, because it holds connections."""

    def __init__(self, transaction: Transaction, ca: str = "") -> None:
        # Imported here: Authlib takes a tenth of a second, which the first page should not wait for.
        from .bounded_client import BoundedClient

        self._transaction = transaction
        self._client = BoundedClient(
            transaction.client_id,
            _spelled(transaction),
            # An assertion goes with the one request that needs it; Authlib then only adds the client's ID.
            token_endpoint_auth_method="none" if transaction.key else transaction.auth_method,
            scope=" ".join(transaction.scopes),
            redirect_uri=transaction.redirect_uri,
            code_challenge_method="S256",
            verify=trust(ca),
            timeout=TIMEOUT,
            trust_env=not ca,
        )

    def __enter__(self) -> RelyingParty:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def authorization_url(self) -> str:
        """Where the browser is sent (Core §3.1.2.1)."""
        url, _ = self._client.create_authorization_url(
            self._transaction.endpoints.authorization,
            state=self._transaction.state,
            code_verifier=self._transaction.verifier,
            nonce=self._transaction.nonce,
            # A cross-site POST would arrive without the cookie that ties the answer to the browser.
            response_mode="query",
            # The administrator is signed in already; the test is worth more with somebody else.
            prompt="select_account",
        )
        return str(url)

    def redeem(self, code: str) -> Reply:
        """The token endpoint's answer to the code (Core §3.1.3)."""
        # Authlib hands out a parsed token only; the checks also need the status, the date and an error's numbers.
        self._client.register_compliance_hook("access_token_response", _hand_out)
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        if self._transaction.is_spa:
            # AADSTS9002327: a code of a SPA is redeemed by a browser, which names its page's origin.
            parts = urlsplit(self._transaction.redirect_uri)
            headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
        try:
            self._client.fetch_token(
                self._transaction.endpoints.token,
                grant_type="authorization_code",
                code=code,
                code_verifier=self._transaction.verifier,
                redirect_uri=self._transaction.redirect_uri,
                headers=headers,
                **self._assertion(),
            )
        except _Answered as answered:
            return _reply(answered.answer)
        except httpx2.RequestError as error:
            return Reply(failure=one_line(f"{type(error).__name__}: {error}"))
        raise AssertionError("the hook always hands out the answer")

    def _assertion(self) -> dict[str, str]:
        key, endpoint = self._transaction.key, self._transaction.endpoints.token
        return assertion.proof(self._transaction.client_id, key, endpoint) if key else {}

    def keys(self, url: str) -> Reply:
        """The tenant's signing keys."""
        return self._get(url, {})

    def userinfo(self, access_token: str) -> Reply:
        """Userinfo, with the access token in the header: in a query it would end up in logs (Core §5.3.1)."""
        return self._get(self._transaction.endpoints.userinfo, {"Authorization": f"Bearer {access_token}"})

    def _get(self, url: str, headers: dict[str, str]) -> Reply:
        try:
            return _reply(self._client.request("GET", url, withhold_token=True, headers=headers))
        except httpx2.RequestError as error:
            return Reply(failure=one_line(f"{type(error).__name__}: {error}"))


def _spelled(transaction: Transaction) -> str | None:
    """The secret as its method wants it; RFC 6749 §2.3.1: form-encoded for HTTP Basic, which Authlib leaves out."""
    secret = transaction.secret.reveal() if transaction.secret and not transaction.key else None
    return quote_plus(secret) if secret and transaction.auth_method == "client_secret_basic" else secret


class _Answered(Exception):
    """The token endpoint's answer, taken before Authlib trusts anything in it."""

    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__()
        self.answer = answer


def _hand_out(answer: httpx2.Response) -> httpx2.Response:
    raise _Answered(answer)


def _reply(answer: httpx2.Response) -> Reply:
    return Reply(answer.status_code, json_object(answer), answer.headers.get("date", ""))
