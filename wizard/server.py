"""The local server: Streamlit behind the guard, the routes of the test login, and two fonts."""

from __future__ import annotations

import gc
import importlib
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from steps.model.words import say

from .guard import Guard, LaunchLinks
from .login_routes import login_routes
from .text import text

HERE = Path(__file__).resolve().parent
WARM = ("wizard.draw.page", "qrcode.image.svg", "msgraph_core", "azure.identity", "msal", "authlib", "joserfc.jwt")
"""What the first click would otherwise wait for."""


class PortTaken(Exception):
    """Another program listens on this port; `port` says which."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is in use")
        self.port = port


def config(port: int) -> dict[str, Any]:
    """Every setting that must hold. These outrank a `config.toml` in the working directory or at home."""
    return {
        "server.address": "127.0.0.1",
        "server.port": port,
        "server.headless": True,
        "server.allowedHosts": ["localhost", "127.0.0.1"],
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 1,
        "server.disconnectedSessionTTL": 3600,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "runner.magicEnabled": False,
        # Large messages would stay in a cache for some runs, and the secret with them if it is in one.
        "global.minCachedMessageSize": 10**9,
        "logger.hideWelcomeMessage": True,
        "logger.level": "warning",
        "theme.base": str(HERE / "draw" / "theme.toml"),
    }


def build(port: int, links: LaunchLinks, ready: Callable[[], None] = lambda: None) -> st.App:
    """The ASGI application; `ready` is called once the socket listens."""

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        threading.Thread(target=_warm, name="warm", daemon=True).start()
        ready()
        yield

    guard = Middleware(Guard, port=port, links=links)
    return st.App(HERE / "app.py", lifespan=lifespan, middleware=[guard], routes=[*login_routes(port), _fonts()])


def serve(port: int, open_browser: bool, on_ready: Callable[[str], None], place: str = "/") -> None:
    """Serve until the process is told to stop. `on_ready` gets each new one-time link, which leads to `place`.

    Raises `PortTaken`.
    """
    _check_free(port)
    links = LaunchLinks(port, place)
    # Asked for now: signing in may register a browser of its own later.
    browser = _browser() if open_browser else None

    def ready() -> None:
        link = links.new()
        on_ready(link)
        if browser:
            threading.Timer(0.3, browser.open, [link]).start()
        elif open_browser:
            print(text(say("server.no_browser")), file=sys.stderr, flush=True)
        if sys.stdin and sys.stdin.isatty():
            print(text(say("server.more_links")), flush=True)
            threading.Thread(target=_more_links, args=(links, on_ready), name="links", daemon=True).start()

    build(port, links, ready).run(config=config(port))


def _fonts() -> Route:
    # Fixed names and bytes in memory: there is no way from an address to the file system.
    fonts = {file.name: file.read_bytes() for file in (HERE / "draw" / "fonts").glob("*.woff2")}

    async def font(request: Request) -> Response:
        data = fonts.get(request.path_params["name"])
        kept = {"Cache-Control": "max-age=86400"}
        return Response(data, media_type="font/woff2", headers=kept) if data else Response(status_code=404)

    return Route("/fonts/{name}", font)


def _warm() -> None:
    for name in WARM:
        importlib.import_module(name)
    # Streamlit collects garbage after every run; what is frozen is not walked again, so a rerun costs a tenth.
    gc.collect()
    gc.freeze()


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as fault:
            raise PortTaken(port) from fault


def _browser() -> webbrowser.BaseBrowser | None:
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return None
    # A bare GenericBrowser is one that takes over the terminal (lynx, w3m), unless the person chose it.
    return None if type(found) is webbrowser.GenericBrowser and "BROWSER" not in os.environ else found


def _more_links(links: LaunchLinks, on_ready: Callable[[str], None]) -> None:
    for _ in sys.stdin:
        on_ready(links.new())
