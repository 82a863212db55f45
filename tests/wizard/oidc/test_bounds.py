"""No answer is too long for us, in bytes or in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpx2
import pytest
from starlette.responses import Response, StreamingResponse

from steps.model.problems import Problem
from steps.model.secret import Secret
from wizard.oidc.bounded_client import BoundedClient
from wizard.oidc.fetch import MOST, Client

from .conftest import Person
from .hostile import CLIENT, REDIRECT, TENANT, HostileProvider, Misbehaviour
from .test_provider import provider

GIGABYTE = 1_000_000_000


class Endless:
    """An answer of 1 GB that counts what was taken of it."""

    def __init__(self, beginning: bytes) -> None:
        self.beginning = beginning
        self.taken = 0

    def pieces(self) -> Iterator[bytes]:
        yield self.beginning
        while self.taken < GIGABYTE:
            self.taken += 65_536
            yield b" " * 65_536

    def answer(self, status: int = 200) -> Response:
        return StreamingResponse(self.pieces(), status)


def test_metadata_without_an_end_is_refused(hostile: HostileProvider) -> None:
    endless = Endless(b'{"issuer": "')
    hostile.misbehave(Misbehaviour(raw={"metadata": endless.answer()}))
    with pytest.raises(Problem, match="metadata-wrong"):
        provider(hostile).find_tenant(TENANT)
    assert endless.taken < GIGABYTE / 10


def test_a_token_answer_without_an_end_is_unclear(hostile: HostileProvider) -> None:
    endless = Endless(b'{"access_token": "')
    hostile.misbehave(Misbehaviour(raw={"token": endless.answer()}))
    assert provider(hostile).try_secret(TENANT, CLIENT, Secret("s")).verdict == "unclear"
    assert endless.taken < GIGABYTE / 10


@pytest.mark.parametrize(
    ("endpoint", "at"), [("token", "token-answer"), ("jwks", "key"), ("userinfo", "userinfo-answer")]
)
def test_an_answer_to_a_login_without_an_end_is_refused(person: Person, endpoint: str, at: str) -> None:
    endless = Endless(b'{"keys": "')
    person.provider.misbehave(Misbehaviour(raw={endpoint: endless.answer()}))
    assert person.log_in().checks[-1].name == at
    assert endless.taken < GIGABYTE / 10
    person.heal()
    assert person.log_in().status == "passed"


def test_an_answer_to_a_login_that_drips_is_given_up() -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        beginning = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
        dripping = threading.Thread(target=_drip, args=(server, beginning, over))
        dripping.start()
        try:
            with BoundedClient("c", trust_env=False) as http:
                http.total = 0.3
                with pytest.raises(httpx2.ReadTimeout):
                    http.request("GET", f"http://127.0.0.1:{server.getsockname()[1]}/", withhold_token=True)
        finally:
            over.set()
            dripping.join()


@pytest.mark.parametrize(("beginning", "verdict"), [(b"<p>AADSTS50011: no", "redirect-unknown"), (b"", "unclear")])
def test_a_page_without_an_end_is_read_as_far_as_it_goes(
    hostile: HostileProvider, beginning: bytes, verdict: str
) -> None:
    tenant = provider(hostile)
    endpoints = tenant.endpoints(TENANT)
    endless = Endless(beginning)
    hostile.misbehave(Misbehaviour(raw={"authorize": endless.answer(400)}))
    tried = tenant.try_redirect(endpoints, CLIENT, REDIRECT)
    assert tried.verdict == verdict
    assert len(tried.said) < 1000
    assert endless.taken < GIGABYTE / 10


@pytest.mark.parametrize(
    "piece",
    [
        b"<",
        b"<!--",
        b"<![",
        b"<a b='",
        b"&",
        b"eyJ",
        b"AADSTS5",
        b"<form method=post>",
        b"<form a",
        b"<input a=",
        b"\\u003c",
    ],
)
def test_no_page_takes_long_to_read(hostile: HostileProvider, piece: bytes) -> None:
    tenant = provider(hostile)
    endpoints = tenant.endpoints(TENANT)
    page = b"AADSTS50011: " + piece * (MOST // len(piece))
    hostile.misbehave(Misbehaviour(raw={"authorize": Response(page, 200, media_type="text/html")}))
    begun = time.monotonic()
    tenant.try_redirect(endpoints, CLIENT, REDIRECT)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "beginning", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"]
)
def test_an_answer_that_drips_is_given_up(beginning: bytes) -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        dripping = threading.Thread(target=_drip, args=(server, beginning, over))
        dripping.start()
        try:
            with Client(total=0.3) as http, pytest.raises(Problem) as stopped:
                http.send("GET", f"http://127.0.0.1:{server.getsockname()[1]}/")
        finally:
            over.set()
            dripping.join()
    assert (stopped.value.code, stopped.value.values["said"]) == ("unreachable", "TimeoutError")


def _drip(server: socket.socket, beginning: bytes, over: threading.Event) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65_536)
        connection.sendall(beginning)
        while not over.wait(0.05):
            try:
                connection.sendall(b"x" if beginning else b"")
            except OSError:
                return
