"""A product on loopback that answers as it is told to, byte for byte, and notes every request it gets."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Self

import trustme

from wizard.product_side.places import Machine

WIKI, PEER, FOREIGN = "wiki.contoso.com", "id.vendor.example", "elsewhere.example"
"""The product, a further host that its recipe names, and one that nobody named; all of them lead to this server."""

Answer = bytes | Iterable[bytes]


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    host: str
    path: str
    headers: dict[str, str]


@dataclass
class PlayingProduct:
    """TLS and plain HTTP on two ports; `plays` has an answer for each path, or a function of the request."""

    plays: dict[str, Answer | Callable[[Asked], Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    leads: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Names that lead elsewhere; every other known name leads here, and an unknown one nowhere."""

    def __post_init__(self) -> None:
        self._closing = threading.Event()
        self._secure, self._plain = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
        self.port, self.plain_port = self._secure.getsockname()[1], self._plain.getsockname()[1]
        authority = trustme.CA()
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(WIKI, PEER, FOREIGN, "localhost").configure_cert(self._tls)
        self.trust = ssl.create_default_context()
        authority.configure_trust(self.trust)
        self.authority = authority.cert_pem.bytes()

    def url(self, path: str, host: str = WIKI) -> str:
        return f"https://{host}:{self.port}{path}"

    def plain_url(self, path: str, host: str = WIKI) -> str:
        return f"http://{host}:{self.plain_port}{path}"

    async def resolve(self, host: str, port: int) -> Sequence[Machine]:
        if host not in self.leads and host not in (WIKI, PEER, FOREIGN, "localhost"):
            raise OSError("no such name")
        led = self.leads.get(host, "127.0.0.1")
        return tuple(map(ip_address, (led,) if isinstance(led, str) else led))

    def reset(self) -> None:
        self.plays, self.asked, self.leads = {}, [], {}

    def __enter__(self) -> Self:
        for listening, tls in ((self._secure, True), (self._plain, False)):
            threading.Thread(target=self._listen, args=(listening, tls), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._secure.close()
        self._plain.close()

    def _listen(self, listening: socket.socket, tls: bool) -> None:
        with contextlib.suppress(OSError):
            while True:
                taken, _ = listening.accept()
                threading.Thread(target=self._serve, args=(taken, tls), daemon=True).start()

    def _serve(self, taken: socket.socket, tls: bool) -> None:
        # A client that hangs up in the middle is what many of the tests are about.
        with contextlib.suppress(OSError), self._tls.wrap_socket(taken, server_side=True) if tls else taken as line:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = line.recv(65536)
                if not piece:
                    return
                head += piece
                if head.startswith(b"\x16"):
                    line.sendall(page(400, "this port speaks HTTP"))
                    return
            for answer in self._pieces(_asked(head.decode())):
                line.sendall(answer)

    def _pieces(self, asked: Asked) -> Iterator[bytes]:
        self.asked.append(asked)
        play = self.plays.get(asked.path.partition("?")[0], page(404, "no such page"))
        answer = play(asked) if callable(play) else play
        yield from (answer,) if isinstance(answer, bytes) else answer

    def slowly(self, seconds: float, *pieces: bytes) -> Callable[[Asked], Iterator[bytes]]:
        """These pieces, and then one byte after another with a pause before each."""

        def drip(asked: Asked) -> Iterator[bytes]:
            yield from pieces
            while not self._closing.wait(seconds):
                yield b"."

        return drip


def redirect(address: str, *headers: str, status: int = 302) -> bytes:
    lines = [f"HTTP/1.1 {status} Found", f"Location: {address}", *headers, "Content-Length: 0", "Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def page(status: int, text: str | bytes, *headers: str) -> bytes:
    body = text.encode() if isinstance(text, str) else text
    lines = [f"HTTP/1.1 {status} -", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def _asked(head: str) -> Asked:
    first, *lines = head.partition("\r\n\r\n")[0].split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Asked(method, headers.get("host", ""), path, headers)
