"""Who may talk to the local server: pure ASGI, because Starlette's own middleware class never sees a WebSocket.

The rules stand in the order in which they are checked: host, origin, fetch site, launch cookie.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Mapping, Sequence

from starlette.requests import cookie_parser  # SimpleCookie gives up on other programs' cookies on localhost
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from steps.model.words import say

from .text import text

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws://localhost:{port} ws://127.0.0.1:{port}; manifest-src 'self'; worker-src 'self' blob:; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

# Reached by a redirect that began on Microsoft's site: Sec-Fetch-Site describes the whole chain, and a form_post
# carries no Lax cookie. What protects /callback instead is the one-time state and its own cookie.
LOGIN = ("/callback", "/login/done")
START = "/login/start/"
ENTER = "/enter/"


def same(a: str, b: str) -> bool:
    """Compare in constant time. On `str` the library refuses anything but ASCII with a `TypeError`: a free crash."""
    return hmac.compare_digest(a.encode(), b.encode())


class LaunchLinks:
    """One-time links into the wizard; each is good for one browser."""

    def __init__(self, port: int, place: str = "/") -> None:
        self.place = place
        """The page that a link leads to."""
        self._port = port
        self._token = ""
        self._lock = threading.Lock()

    def new(self) -> str:
        """A fresh link; the one before it stops working."""
        with self._lock:
            self._token = secrets.token_urlsafe(32)
            # Always this name of the loopback: a cookie set on 127.0.0.1 is not sent to localhost.
            return f"http://localhost:{self._port}{ENTER}{self._token}"

    def use(self, token: str) -> bool:
        """Whether this is the link's token; it is spent by asking."""
        with self._lock:
            good = bool(self._token) and same(token, self._token)
            if good:
                self._token = ""
            return good


class Guard:
    """Lets in whoever came through a launch link, from exactly our own address, and nobody else."""

    def __init__(self, app: ASGIApp, port: int, links: LaunchLinks) -> None:
        self._app, self._links = app, links
        self._session = secrets.token_urlsafe(32)
        self._headers = [(b"content-security-policy", CSP.replace("{port}", str(port)).encode()), *HEADERS]
        self._hosts = {f"localhost:{port}", f"127.0.0.1:{port}"}
        # Cookies ignore ports: two wizards on one machine must not share a name.
        self._cookie = f"wizard_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        socket = scope["type"] == "websocket"
        if not socket and scope["path"].startswith(ENTER) and self._from_here(headers):
            await self._enter(scope["path"].removeprefix(ENTER), send)
        elif self._may(scope["path"], headers, socket):
            await self._app(scope, receive, send if socket else self._with_headers(send))
        elif socket:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._say(send, 403, "server.closed")

    def _from_here(self, headers: Mapping[str, str]) -> bool:
        return headers.get("host", "") in self._hosts

    def _may(self, path: str, headers: Mapping[str, str], socket: bool) -> bool:
        login = path in LOGIN
        origin = headers.get("origin")
        # A browser always sends an Origin with a WebSocket, and another local page sends its own.
        expected = origin == f"http://{headers.get('host', '')}" if origin is not None else not socket
        came = headers.get("sec-fetch-site", "none")
        cookie = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        return (
            self._from_here(headers)
            and (expected or path == "/callback")
            and (came in ("same-origin", "none") or login)
            # A private window has no launch cookie; the id in this link is unguessable and good once.
            and (same(cookie, self._session) or login or (not socket and path.startswith(START)))
        )

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                added = [pair for pair in self._headers if pair[0] not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        return sending

    async def _enter(self, token: str, send: Send) -> None:
        if not self._links.use(token):
            await self._say(send, 403, "server.used")
            return
        cookie = f"{self._cookie}={self._session}; Path=/; HttpOnly; SameSite=Lax"
        await self._reply(
            send, 303, b"", [(b"location", self._links.place.encode()), (b"set-cookie", cookie.encode())]
        )

    async def _say(self, send: Send, status: int, key: str) -> None:
        # Never an empty body: Chromium would show an error page of its own instead of the sentence.
        await self._reply(send, status, text(say(key)).encode())

    async def _reply(self, send: Send, status: int, body: bytes, extra: Sequence[tuple[bytes, bytes]] = ()) -> None:
        kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": status, "headers": [*kind, *self._headers, *extra]})
        await send({"type": "http.response.body", "body": body})
