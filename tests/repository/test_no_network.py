"""The guard that keeps every test on this machine is in force."""

from __future__ import annotations

import socket

import pytest
from loopback_only import LeavesTheMachine, attempts, is_here


def test_the_guard_is_loaded_for_every_test(request: pytest.FixtureRequest) -> None:
    assert "nothing_left_the_machine" in request.fixturenames


def test_a_connection_to_another_machine_is_refused_before_it_is_made() -> None:
    # 192.0.2.0/24 is for documentation (RFC 5737): nobody is there.
    with pytest.raises(LeavesTheMachine), socket.socket() as outside:
        outside.connect(("192.0.2.1", 443))
    with pytest.raises(LeavesTheMachine):
        socket.getaddrinfo("login.microsoftonline.com", 443)
    assert len(attempts) >= 2
    del attempts[-2:]


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        (b"localhost", True),
        (None, True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example", False),
        ("8.8.8.8", False),
    ],
)
def test_only_loopback_is_this_machine(host: object, here: bool) -> None:
    assert is_here(host) == here


def test_a_connection_to_this_machine_is_made() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
