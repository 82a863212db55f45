"""Sending a request to Microsoft Graph through msgraph-sdk, and reading the answer as JSON.

The SDK's builders make the address and its pipeline authenticates and sends; the answer stays JSON, because one
typed answer imports 1,200 modules.
"""

from __future__ import annotations

import asyncio
import json
import uuid
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
from azure.core.credentials import AccessToken, TokenCredential
from kiota_abstractions.base_request_builder import BaseRequestBuilder
from kiota_abstractions.method import Method
from kiota_abstractions.native_response_handler import NativeResponseHandler
from kiota_abstractions.request_information import RequestInformation
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from kiota_http.middleware.options import ResponseHandlerOption
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient

from steps.model.problems import problem

from .cloud import Cloud
from .held_token import HeldToken
from .permissions import permissions_in
from .replies import Lost, NotGraph, read, seconds_ahead

with warnings.catch_warnings():
    # kiota warns of a class of its own, which it makes while this module is imported and which nobody uses.
    warnings.simplefilter("ignore", DeprecationWarning)
    import kiota_abstractions.default_query_parameters  # noqa: F401

TOTAL = 60.0
"""Seconds for one request, answer included; without it a server that drips bytes holds us for ever."""


class Graph:
    """Microsoft Graph v1.0 of one cloud, as one person."""

    def __init__(
        self,
        cloud: Cloud,
        credential: Callable[[], TokenCredential],
        http: httpx.AsyncClient,
        journal_request: Callable[[str], None] | None = None,
    ) -> None:
        self.cloud = cloud
        self.clock_ahead: float | None = None
        self._journal_request = journal_request
        self._credential = _OnDemand(credential)
        provider = AzureIdentityAuthenticationProvider(
            self._credential,  # type: ignore[arg-type]  # only get_token is ever called
            scopes=[f"{cloud.audience}/.default"],
            # A token for Graph goes nowhere else, whatever an answer's links say.
            allowed_hosts=[urlsplit(cloud.graph).hostname or ""],
        )
        adapter = GraphRequestAdapter(provider, client=http)
        adapter.base_url = f"{cloud.graph}/v1.0"
        self.at = GraphServiceClient(request_adapter=adapter)

    async def get(self, builder: BaseRequestBuilder, doing: str, **query: str) -> Any:
        """The answer to a GET; `query` are OData options without their dollar sign."""
        return await self._send(_ask(Method.GET, builder, query=query), doing)

    async def list(self, builder: BaseRequestBuilder, doing: str, **query: str) -> list[dict[str, Any]]:
        """Every entry of a collection, page after page."""
        page = await self._send(_ask(Method.GET, builder, query=query), doing)
        found: list[dict[str, Any]] = list(page["value"])
        while following := page.get("@odata.nextLink"):
            if not following.startswith(f"{self.cloud.graph}/"):
                raise problem("other-answer", doing=doing)
            info = RequestInformation(Method.GET)
            info.url = following
            page = await self._send(info, doing)
            found += page["value"]
        return found

    async def write(
        self,
        method: Method,
        builder: BaseRequestBuilder,
        doing: str,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The answer to a POST, PATCH or DELETE, sent once."""
        info = _ask(method, builder, body=body)
        for name, value in (headers or {}).items():
            info.headers.add(name, value)
        return await self._send(info, doing)

    async def read_batch(self, items: Sequence[Mapping[str, Any]], doing: str) -> Any:
        """The answers to several GETs in one request; a read, although it is sent as a POST."""
        info = RequestInformation(Method.POST)
        info.url = f"{self.cloud.graph}/v1.0/$batch"
        info.headers.try_add("Content-Type", "application/json")
        info.content = json.dumps({"requests": list(items)}).encode()
        return await self._send(info, doing, reading=True)

    async def permissions(self) -> frozenset[str] | None:
        """The delegated permissions of the token, where it can be read; nobody promises that it can."""
        token = await self._credential.get_token(f"{self.cloud.audience}/.default")
        return permissions_in(token.token)

    async def _send(self, info: RequestInformation, doing: str, *, reading: bool = False) -> Any:
        ours = str(uuid.uuid4())
        info.headers.try_add("Accept", "application/json")
        info.headers.try_add("client-request-id", ours)
        option = ResponseHandlerOption(NativeResponseHandler())
        info.add_request_options([option])
        host = urlsplit(self.cloud.graph).hostname or self.cloud.graph
        try:
            async with asyncio.timeout(TOTAL):
                reply: Any = await self.at.request_adapter.send_primitive_async(info, "bytes", {})
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as cause:
            code = "tls-not-trusted" if "CERTIFICATE_VERIFY_FAILED" in str(cause) else "unreachable"
            raise problem(code, host=host, said=str(cause)) from cause
        except (httpx.TransportError, httpx.DecodingError, TimeoutError) as cause:
            raise Lost(type(cause).__name__) from cause
        if reply.status_code == 401:
            self._credential.refused()
        self.clock_ahead = seconds_ahead(reply.headers.get("Date", ""))
        if self._journal_request and info.http_method is not Method.GET and not reading:
            theirs = reply.headers.get("request-id", "")
            self._journal_request(f"{doing} {reply.status_code} request-id={theirs} client-request-id={ours}")
        try:
            return read(reply, doing)
        except NotGraph as cause:
            raise problem("not-microsoft", host=host) from cause


class _OnDemand:
    """The credential of the moment, asked in a worker thread: azure-identity blocks while it refreshes a token."""

    def __init__(self, credential: Callable[[], TokenCredential]) -> None:
        self._credential = credential
        self._last: TokenCredential | None = None

    async def get_token(self, *scopes: str, claims: str | None = None, **options: Any) -> AccessToken:
        def ask() -> AccessToken:
            self._last = self._credential()
            return self._last.get_token(*scopes, claims=claims, **options)

        return await asyncio.to_thread(ask)

    def refused(self) -> None:
        """Graph took this token for none of its own: it was revoked, and only the person can get another."""
        if isinstance(self._last, HeldToken):
            self._last.spend()


def _ask(
    method: Method,
    builder: BaseRequestBuilder,
    query: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
) -> RequestInformation:
    info = RequestInformation(method, builder.url_template, dict(builder.path_parameters))
    info.query_parameters = {f"%24{name}": value for name, value in (query or {}).items()}
    if body is not None:
        info.headers.try_add("Content-Type", "application/json")
        info.content = json.dumps(body).encode()
    return info
