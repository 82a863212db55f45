"""The connection to Microsoft Graph: whom it trusts, how long it waits, through which proxy it goes."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import httpx
from kiota_http.middleware.options import RetryHandlerOption
from msgraph.graph_request_adapter import options as sdk_options
from msgraph_core import GraphClientFactory

from .cloud import Cloud

TIMEOUTS = httpx.Timeout(30.0, connect=10.0)


class Connection(httpx.AsyncClient):
    """A client with one transport, which it closes: msgraph-core's wrapper around it does not pass that on."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        # An explicit transport also keeps httpx from mounting one for each proxy variable: msgraph-core would chain
        # one list of middleware into all of them, and the last would get every request.
        super().__init__(transport=transport, timeout=TIMEOUTS, trust_env=False)
        self._innermost = transport

    async def aclose(self) -> None:
        await super().aclose()
        await self._innermost.aclose()


def open_http(cloud: Cloud, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A connection for one event loop, with the SDK's middleware; a test may bring a transport that fails.

    The SDK's retries are off: they repeat a POST after a 504 and make two of a thing.
    """
    connection = Connection(transport or httpx.AsyncHTTPTransport(verify=_trust(cloud), proxy=_proxy(cloud)))
    wrapped: httpx.AsyncClient = GraphClientFactory.create_with_default_middleware(
        client=connection,
        options={**sdk_options, RetryHandlerOption.get_key(): RetryHandlerOption(should_retry=False)},
    )
    return wrapped


def _trust(cloud: Cloud) -> ssl.SSLContext:
    if cloud.ca:
        return ssl.create_default_context(cafile=cloud.ca)
    # The system's store knows a company's own proxy; certifi stands in where Python was built without a store.
    trust = ssl.create_default_context()
    trust.load_verify_locations(certifi.where())
    return trust


def _proxy(cloud: Cloud) -> str | None:
    # The practice tenant is on loopback, which no proxy can reach, whatever the environment says.
    host = urlsplit(cloud.graph).hostname or ""
    if cloud.is_practice or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get("https") or proxies.get("all")
