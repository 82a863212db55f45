"""A pytest plugin: no test opens a connection, or asks for a name, beyond this machine.

An audit hook sees every socket of this process, whichever library opens it. It cannot be taken off again, so it
stands for the whole run.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator

import pytest

WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto")
NAMES = ("", "localhost", "localhost.")

attempts: list[str] = []


class LeavesTheMachine(RuntimeError):
    """Something tried to reach another machine."""


def is_here(host: object) -> bool:
    """Whether a host, as given to a socket, is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in NAMES:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    place = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
    # A path is a Unix socket; only addresses of the form (host, port, …) can leave.
    host = place[0] if isinstance(place, tuple) else place if event.startswith("socket.get") else None
    if not is_here(host):
        attempts.append(f"{event} {host}")
        raise LeavesTheMachine(attempts[-1])


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def nothing_left_the_machine() -> Iterator[None]:
    """Fails the test that tried, even where a library swallowed the refusal."""
    before = len(attempts)
    yield
    assert attempts[before:] == []
