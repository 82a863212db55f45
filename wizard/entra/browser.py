"""Signing in with the browser, by a link on our page instead of a window that pops up.

azure-identity opens the address with the standard library's `webbrowser`, on the machine of the server. We register
a controller there, the library's own way to bring another browser: it takes the addresses opened by threads that
have said so, and leaves all others to the next browser in the list.
"""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import parse_qs, urlsplit

from azure.identity import InteractiveBrowserCredential
from azure.identity._internal import AuthCodeRedirectServer

LIMIT = 300
"""Seconds until azure-identity's loopback listener gives up."""

_taking = threading.local()
_registering = threading.Lock()


class _LinkTaker(webbrowser.BaseBrowser):
    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        take: Callable[[str], None] | None = getattr(_taking, "take", None)
        if take is None:
            return False
        take(url)
        return True


@contextmanager
def links_taken(take: Callable[[str], None]) -> Iterator[None]:
    """While this lasts, an address that this thread opens goes to `take` and to no browser."""
    with _registering:
        # At each use: another program part may have put its own browser in front since.
        webbrowser.register("sso-wizard-link", None, _LinkTaker(), preferred=True)
    _taking.take = take
    try:
        yield
    finally:
        del _taking.take


def browser(shared: dict[str, Any], closing: ExitStack) -> InteractiveBrowserCredential:
    """A credential with a loopback listener on a free port from 8400 on (RFC 8252 §7.3), closed with `closing`.

    azure-identity opens its listener before it asks Entra for anything, and closes it only once somebody was waited
    for: where the request before that fails, or the attempt ends in it, the port would stay taken.
    """

    def listen(host: str, port: int, timeout: int) -> AuthCodeRedirectServer:
        server = AuthCodeRedirectServer(host, port, timeout)
        closing.callback(server.server_close)
        return server

    return InteractiveBrowserCredential(timeout=LIMIT, _server_class=listen, **shared)


def hang_up(link: str) -> None:
    """End the wait of the listener behind this link, so that its thread and its port are free again.

    azure-identity has no way to cancel; a redirect with a foreign state ends the wait and is refused by msal.
    """
    back = urlsplit(parse_qs(urlsplit(link).query)["redirect_uri"][0])

    def knock() -> None:
        connection = HTTPConnection(back.hostname or "localhost", back.port, timeout=5)
        try:
            connection.request("GET", "/?error=access_denied&state=abandoned")
            connection.getresponse().read()
        except (OSError, HTTPException):
            pass  # it has ended by itself
        finally:
            connection.close()

    threading.Thread(target=knock, name="hang-up", daemon=True).start()
