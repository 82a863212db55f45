"""Two servers on loopback in one thread: TLS for the SDKs, plain HTTP for the pages a browser opens."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"


def take_port(wanted: int, stored: int) -> socket.socket:
    """A listening socket on the port asked for, else the one used last time if it is free, else any free one.

    Raises `OSError` if a port asked for is taken.
    """
    if wanted:
        return _listen(wanted)
    try:
        return _listen(stored)
    except OSError:
        return _listen(0)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


class Listening:
    """Both servers, from construction until `stop`."""

    def __init__(self, app: ASGIApp, tls: ssl.SSLContext, secure: socket.socket, pages: socket.socket) -> None:
        self._sockets = (secure, pages)
        self._servers = (_server(app, tls), _server(app, None))
        self._thread = threading.Thread(target=self._run, name="practice tenant", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        pairs = zip(self._servers, self._sockets, strict=True)
        await asyncio.gather(*(server.serve(sockets=[listening]) for server, listening in pairs))

    def stop(self) -> None:
        """Finish what is under way, for at most a moment, and close the ports."""
        for server in self._servers:
            server.should_exit = True
        self._thread.join(timeout=10)
        for listening in self._sockets:
            listening.close()


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Not ours: the program around us decides what Ctrl+C means."""


def _server(app: ASGIApp, tls: ssl.SSLContext | None) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
    )
    config.load()
    config.ssl = tls
    return _Server(config)
