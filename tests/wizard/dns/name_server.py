"""A DNS server on loopback, over UDP and TCP on one port: answers from a table, or misbehaves as told."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[str, str | tuple[str, ...]]
"""What each name has: TXT records as they stand in a zone file, quotes included, or one word: nxdomain, servfail,
refused, notimp, silent, garbage, empty, or `CNAME name`."""

CODES = {
    "nxdomain": dns.rcode.NXDOMAIN,
    "servfail": dns.rcode.SERVFAIL,
    "refused": dns.rcode.REFUSED,
    "notimp": dns.rcode.NOTIMP,
}


@dataclass
class NameServer:
    """`asked` lists every question: the transport and the name."""

    zone: Zone
    port: int = 0
    negative_ttl: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, wire: bytes, transport: str) -> bytes | None:
        """The answer to one question; None for silence."""
        query = dns.message.from_wire(wire)
        name = query.question[0].name.to_text(omit_final_dot=True).replace("\\", "")
        self.asked.append((transport, name))
        made = dns.message.make_response(query)
        made.flags |= dns.flags.RA
        what = self.zone.get(name, "empty")
        if isinstance(what, tuple):
            records = dns.rrset.from_text(f"{name}.", 300, "IN", "TXT", *what)
            made.answer.append(records)
        elif what.startswith("CNAME "):
            made.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", "CNAME", what.split()[1] + "."))
            self._add(made, what.split()[1])
        elif what == "garbage":
            return wire[:2] + b"\xff" * 20
        elif what == "silent":
            return None
        else:
            made.set_rcode(CODES.get(what, dns.rcode.NOERROR))
            if self.negative_ttl:
                soa = f"ns.{name}. admin.{name}. 1 2 3 4 {self.negative_ttl}"
                made.authority.append(dns.rrset.from_text(f"{name}.", 9999, "IN", "SOA", soa))
        answered = made.to_wire(max_size=65535)
        if transport == "udp" and len(answered) > 512:
            short = dns.message.make_response(query)
            short.flags |= dns.flags.TC | dns.flags.RA
            return short.to_wire()
        return answered

    def _add(self, made: dns.message.Message, target: str) -> None:
        if isinstance(texts := self.zone.get(target), tuple):
            made.answer.append(dns.rrset.from_text(f"{target}.", 300, "IN", "TXT", *texts))


@contextmanager
def serving(zone: Zone, negative_ttl: int = 0) -> Iterator[NameServer]:
    """The server while the block runs."""
    server = NameServer(zone, negative_ttl=negative_ttl)
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        server.port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", server.port))
        loops = [_thread(_serve_udp, udp, server), _thread(_serve_tcp, tcp, server)]
        try:
            yield server
        finally:
            # A closed socket does not wake who waits on it; a last question does.
            with suppress(OSError):
                tcp.shutdown(socket.SHUT_RDWR)
            udp.sendto(b"", udp.getsockname())
            for loop in loops:
                loop.join(5)


def _thread(work: Callable[[socket.socket, NameServer], None], listening: socket.socket, server: NameServer):
    thread = threading.Thread(target=work, args=(listening, server), daemon=True)
    thread.start()
    return thread


def _serve_udp(listening: socket.socket, server: NameServer) -> None:
    while True:
        wire, sender = listening.recvfrom(65535)
        if not wire:
            return
        if answer := server.answer(wire, "udp"):
            listening.sendto(answer, sender)


def _serve_tcp(listening: socket.socket, server: NameServer) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            (length,) = struct.unpack("!H", connection.recv(2))
            if answer := server.answer(connection.recv(length), "tcp"):
                connection.sendall(struct.pack("!H", len(answer)) + answer)
