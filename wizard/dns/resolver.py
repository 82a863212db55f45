"""Port `Dns` by the resolver that this machine is set to use. UDP, and TCP where an answer does not fit."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping, Sequence
from threading import Thread

import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver

from steps.model.dns import DnsAnswer
from steps.model.words import Words, say

WITHIN = 5.0
"""Seconds for one round of questions, however many names it has."""

_EACH = 2.0
_AT_ONCE = 8


class SystemResolver:
    """Asks one name server after the other until one answers; keeps no answer, so that every look is a fresh one."""

    def __init__(self, servers: Sequence[str] = (), port: int = 53, within: float = WITHIN) -> None:
        self._servers, self._port, self._within = servers, port, within

    def asked(self) -> Words:
        try:
            servers = ", ".join(str(server) for server in self._made().nameservers)
        except dns.exception.DNSException:
            servers = ""
        return say("dns.asked.resolver", servers=servers) if servers else say("dns.asked.unknown")

    def txt(self, names: Sequence[str]) -> Mapping[str, DnsAnswer]:
        try:
            resolver = self._made()
        except dns.exception.DNSException:
            return dict.fromkeys(names, DnsAnswer("offline"))
        ends = time.monotonic() + self._within
        round_ = _Round(resolver, names, ends)
        # Daemons, unlike the threads of a pool: nobody who leaves the program waits for a silent resolver.
        threads = [Thread(target=round_.ask, name="dns", daemon=True) for _ in names[:_AT_ONCE]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {name: round_.answers.get(name, DnsAnswer("odd")) for name in names}

    def _made(self) -> dns.resolver.Resolver:
        """Read anew each time: the machine's resolver changes with its network."""
        resolver = dns.resolver.Resolver(configure=not self._servers)
        if self._servers:
            resolver.nameservers, resolver.port = list(self._servers), self._port
        resolver.timeout = min(_EACH, self._within)
        return resolver


class _Round:
    """The names of one round, asked for by as many threads as call `ask`."""

    def __init__(self, resolver: dns.resolver.Resolver, names: Sequence[str], ends: float) -> None:
        self._resolver, self._left, self._ends = resolver, deque(names), ends
        self.answers: dict[str, DnsAnswer] = {}

    def ask(self) -> None:
        while True:
            try:
                name = self._left.popleft()
            except IndexError:
                return
            self.answers[name] = _asked(self._resolver, name, self._ends)


def _asked(resolver: dns.resolver.Resolver, name: str, ends: float) -> DnsAnswer:
    left = ends - time.monotonic()
    if left <= 0:
        return DnsAnswer("timeout")
    try:
        # Absolute, so that no search domain of this machine is added.
        answer = resolver.resolve(dns.name.from_text(name), "TXT", search=False, lifetime=left)
    except dns.resolver.NXDOMAIN as absent:
        return DnsAnswer("no-name", keeps=_negative(*absent.kwargs["responses"].values()))
    except dns.resolver.NoAnswer as empty:
        return DnsAnswer("none", alias=_alias(empty.kwargs["response"]), keeps=_negative(empty.kwargs["response"]))
    except dns.resolver.NoNameservers as failed:
        return DnsAnswer(_how(failed.kwargs["errors"]))
    except dns.exception.Timeout as late:
        return DnsAnswer(_how(late.kwargs.get("errors", ()), otherwise="timeout"))
    except dns.exception.DNSException:
        # A name too long to be one, and whatever else is no answer.
        return DnsAnswer("odd")
    texts = tuple(b"".join(record.strings).decode("utf-8", "backslashreplace") for record in answer)
    return DnsAnswer("found", texts, _alias(answer.response), answer.rrset.ttl if answer.rrset else 0)


def _how(errors: Sequence[tuple[object, ...]], otherwise: str = "odd") -> str:
    """What the name servers did instead of answering. The last one counts that said anything at all."""
    said = otherwise
    for *_, error, response in errors:
        if isinstance(response, dns.message.Message):
            code = response.rcode()
            said = {dns.rcode.SERVFAIL: "failed", dns.rcode.REFUSED: "refused"}.get(code, "odd")
        elif isinstance(error, OSError):
            said = "offline"
        elif isinstance(error, dns.exception.Timeout):
            said = "timeout"
    return said


def _alias(response: dns.message.Message) -> str:
    if not isinstance(response, dns.message.QueryMessage):
        return ""
    try:
        final = response.canonical_name()
    except dns.exception.DNSException:
        return ""  # a chain of aliases without an end
    return "" if final == response.question[0].name else final.to_text(omit_final_dot=True)


def _negative(*responses: dns.message.Message) -> int:
    """For how long "there is none" is remembered (RFC 2308 §5): the smaller of the SOA's own TTL and its minimum."""
    found = [
        min(rrset.ttl, record.minimum)
        for response in responses
        for rrset in response.authority
        if rrset.rdtype == dns.rdatatype.SOA
        for record in rrset
    ]
    return max(found, default=0)
