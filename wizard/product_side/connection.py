"""Connections of a probe: GET only, to the very machine that was judged, within bounds, each failure a named end."""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Self
from urllib.request import getproxies, proxy_bypass

import certifi
import httpx2

from steps.model.product_side import shown

from .ends import Ended
from .places import Machine, Place, is_number, judge

MOST = 1_000_000
"""Bytes of a page that are read, unpacked."""

_CONNECT = httpx2.Timeout(15.0, connect=5.0)
_NAME = "Mozilla/5.0 (compatible; SSO Wizard)"
_ONCE = httpx2.Limits(max_keepalive_connections=0)
_PACKED = ("gzip", "x-gzip", "deflate")

Resolve = Callable[[str, int], Awaitable[Sequence[Machine]]]
"""The machines of a name; raises `OSError` where there is none."""


async def resolve(host: str, port: int) -> Sequence[Machine]:
    """Ask the system, as every program does."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(address[0]) for *_, address in found))


def trusted() -> ssl.SSLContext:
    """Whose certificates are taken: the system's store, which knows a company's own, and the public ones."""
    trust = httpx2.create_ssl_context()
    # Where Python was built without a store, or SSL_CERT_FILE names the company's alone.
    trust.load_verify_locations(certifi.where())
    return trust


@dataclass(frozen=True)
class Page:
    """An answer: its status, where it sends us, and as much of its text as is read."""

    status: int
    location: str = ""
    refresh: str = ""
    text: str = ""
    whole: bool = True


class Connection:
    """One visit's connections and cookies; an async context manager."""

    def __init__(self, trust: ssl.SSLContext, resolve: Resolve) -> None:
        way = _Judged(trust, resolve)
        self._http = httpx2.AsyncClient(transport=way, timeout=_CONNECT, follow_redirects=False, trust_env=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def get(self, there: Place, accept: str) -> Page:
        """One request. Ends: those of the connection, of `judge`, and `broken`."""
        headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": _NAME}
        try:
            async with self._http.stream("GET", there.url, headers=headers) as answer:
                if answer.has_redirect_location:
                    return Page(answer.status_code, _only(answer.headers.get_list("location")))
                text, whole = await _text(answer)
                return Page(answer.status_code, "", answer.headers.get("refresh", ""), text, whole)
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            raise _ended(there, error) from None


class _Judged(httpx2.AsyncBaseTransport):
    """Connects to the machines that were judged, not to what the name leads to a moment later (DNS rebinding)."""

    def __init__(self, trust: ssl.SSLContext, resolve: Resolve) -> None:
        self._trust, self._resolve = trust, resolve
        self._begins_here: bool | None = None
        # No connection is used twice: two names of one machine must each show their own certificate.
        self._direct = httpx2.AsyncHTTPTransport(verify=trust, limits=_ONCE)
        self._by_proxy: dict[str, httpx2.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        there = Place(str(url), url.scheme, url.host, url.port or {"https": 443, "http": 80}[url.scheme])
        if proxy := _proxy(there):
            # The company's proxy looks the name up, in its own network; what can be judged here is a number.
            if is_number(there.host):
                judge(there, ip_address(there.host), may_be_here=False)
            self._begins_here = False
            if proxy not in self._by_proxy:
                self._by_proxy[proxy] = httpx2.AsyncHTTPTransport(verify=self._trust, limits=_ONCE, proxy=proxy)
            return await self._by_proxy[proxy].handle_async_request(request)
        machines = await self._machines(there)
        for number, machine in enumerate(machines, 1):
            try:
                return await self._direct.handle_async_request(_at(request, machine))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                if number == len(machines) or _cause(error, ssl.SSLError):
                    raise
        raise Ended("no-name", host=there.host)

    async def aclose(self) -> None:
        for way in (self._direct, *self._by_proxy.values()):
            await way.aclose()

    async def _machines(self, there: Place) -> Sequence[Machine]:
        if is_number(there.host):
            machines: Sequence[Machine] = (ip_address(there.host),)
        else:
            try:
                machines = await self._resolve(there.host, there.port)
            except OSError:
                raise Ended("no-name", host=there.host) from None
        if self._begins_here is None:
            self._begins_here = any(machine.is_loopback for machine in machines)
        for machine in machines:
            judge(there, machine, self._begins_here)
        return machines


def _at(request: httpx2.Request, machine: Machine) -> httpx2.Request:
    """The same request, its host an address; the name stays in the Host header and in the TLS handshake."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=str(machine)),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def _proxy(there: Place) -> str:
    """The proxy that this machine's programs use for the host, if any; never for this machine."""
    if there.here or proxy_bypass(there.host):
        return ""
    found = getproxies()
    proxy = found.get(there.scheme) or found.get("all") or ""
    return proxy if "://" in proxy or not proxy else f"http://{proxy}"


def _only(locations: Sequence[str]) -> str:
    if len(set(locations)) > 1:
        raise Ended("bad-address", address=" ".join(map(shown, locations)))
    return locations[0]


async def _text(answer: httpx2.Response) -> tuple[str, bool]:
    """The page as text, and whether that is all of it."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", *_PACKED):
        raise Ended("broken", host=answer.request.url.host, said=f"Content-Encoding: {packing}")
    # Unpacked by ourselves, because a few thousand bytes can stand for gigabytes.
    unpack = zlib.decompressobj(47 if "gzip" in packing else 15) if packing in _PACKED else None
    body = bytearray()
    async for piece in answer.aiter_raw():
        try:
            body += unpack.decompress(piece, MOST + 1 - len(body)) if unpack else piece
        except zlib.error as error:
            raise Ended("broken", host=answer.request.url.host, said=str(error)) from None
        if len(body) > MOST:
            break
    # Addresses are ASCII in every encoding that a product uses.
    return bytes(body[:MOST]).decode("utf-8", "replace"), len(body) <= MOST


def _ended(there: Place, error: Exception) -> Ended:
    if untrusted := _cause(error, ssl.SSLCertVerificationError):
        said = getattr(untrusted, "verify_message", "") or str(untrusted)
        return Ended("not-trusted", host=there.host, said=str(said))
    if broken := _cause(error, ssl.SSLError):
        return Ended("no-tls", host=there.host, said=str(broken))
    if isinstance(error, httpx2.TimeoutException):
        return Ended("timeout", host=there.host)
    if isinstance(error, httpx2.ConnectError):
        refused = _cause(error, ConnectionRefusedError)
        return Ended("nobody" if refused else "unreachable", host=there.host, port=str(there.port))
    return Ended("broken", host=there.host, said=str(error) or type(error).__name__)


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    """The first of this kind among an error and what led to it."""
    while error is not None:
        if isinstance(error, kind):
            return error
        error = error.__cause__ or error.__context__
    return None
