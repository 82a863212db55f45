"""Two servers on loopback in one thread: TLS for the SDKs, plain HTTP for the pages a browser opens."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"


def take_port(wanted: int, stored: Sequence[int]) -> socket.socket:
    """A listening socket on the port asked for, else on the first free one of those used before, else on any.

    Raises `OSError` if a port asked for is taken.
    """
    if wanted:
        return _listen(wanted)
    for port in stored:
        with suppress(OSError):
            return _listen(port)
    return _listen(0)


def _listen(port: int) -> socket.socket:
    # The protocol is named because asyncio turns Nagle's delay off only where it is: 40 ms for every small answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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

    def __init__(self, secure: tuple[ASGIApp, socket.socket, ssl.SSLContext], pages: tuple[ASGIApp, socket.socket]):
        self._sockets = (secure[1], pages[1])
        self._servers = (_server(secure[0], secure[2]), _server(pages[0], None))
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
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # An idle TLS connection would wait for a farewell that a client which keeps it open never sends.
        for connection in list(self.server_state.connections):
            cycle = getattr(connection, "cycle", None)
            if cycle is None or cycle.response_complete:
                connection.transport.abort()
        await asyncio.sleep(0)
        await super().shutdown(sockets)
        await asyncio.sleep(0)


def _server(app: ASGIApp, tls: ssl.SSLContext | None) -> uvicorn.Server:
    # No log level here: uvicorn's logger belongs to the whole process, and so to the wizard's own server.
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
        ssl_context_factory=(lambda _config, _default: tls) if tls else None,
    )
    return _Server(config)
