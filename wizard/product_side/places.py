"""Which addresses a probe may ask: hosts that were given, and machines that a product can stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit

from steps.model.product_side import shown

from .ends import Ended

Machine = IPv4Address | IPv6Address

PORTS = {"https": 443, "http": 80}
LONGEST = 8000
"""Characters of an address; a request for Microsoft has about a thousand."""

_KEPT = "!$%&'()*+,/:;=?@[]~"

_NAT64 = IPv6Network("64:ff9b::/96")

_METADATA = frozenset(map(ip_address, ("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "168.63.129.16")))
"""Where clouds hand a machine its own credentials: AWS and Azure, Alibaba, AWS over IPv6, Azure's host agent."""


@dataclass(frozen=True)
class Place:
    """An address taken apart: what is asked for, and of whom."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def here(self) -> bool:
        """Whether its name says that it is this machine."""
        return self.host == "localhost" or (is_number(self.host) and ip_address(self.host).is_loopback)

    @property
    def shown(self) -> str:
        """The address without state, nonce, session and the like."""
        return shown(self.url)


def place(url: str) -> Place:
    """The parts of an absolute address. Ends: `bad-address`, `scheme`, `user-info`."""
    # A control character is a way to smuggle a header.
    if len(url) > LONGEST or any(not letter.isprintable() for letter in url):
        raise Ended("bad-address", address=shown(url))
    try:
        parts = urlsplit(url.strip())
        host, port = _host(parts), parts.port
    except ValueError:
        raise Ended("bad-address", address=shown(url)) from None
    if parts.scheme not in PORTS:
        raise Ended("scheme", address=shown(url), scheme=parts.scheme or "–")
    if "@" in parts.netloc:
        raise Ended("user-info", host=host)
    if not host:
        raise Ended("bad-address", address=shown(url))
    named = f"[{host}]" if ":" in host else host
    named += f":{port}" if port else ""
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Place(f"{parts.scheme}://{named}{path}", parts.scheme, host, port or PORTS[parts.scheme])


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return host if is_number(host) else host.encode("idna").decode()


def is_number(host: str) -> bool:
    """Whether a host is an address of a machine itself."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_given(there: Place, begin: Place, hosts: Sequence[str]) -> bool:
    """Whether an address is at the host where the way began, or at one of `hosts`; at its port or a usual one."""
    given = [(begin.host, begin.port), *(_given(host) for host in hosts)]
    return any(there.host == host and there.port in (port, *PORTS.values()) for host, port in given)


def _given(host: str) -> tuple[str, int]:
    parts = urlsplit(f"//{host.lower()}")
    return parts.hostname or "", parts.port or PORTS["https"]


def judge(there: Place, machine: Machine, may_be_here: bool) -> None:
    """Refuse a machine that no product stands on, whatever its name says. Ends: `machine`, `this-machine`.

    Private addresses are fine: products stand in intranets. This machine is fine for a way that begins on it; a name
    that leads to it later is a rebound one.
    """
    plain = _plain(machine)
    if plain in _METADATA or plain.is_link_local or plain.is_multicast or plain.is_unspecified or _is_reserved(plain):
        raise Ended("machine", host=there.host, machine=str(plain))
    if plain.is_loopback and not may_be_here:
        raise Ended("this-machine", host=there.host)


def _plain(machine: Machine) -> Machine:
    """The IPv4 address inside one of IPv6: mapped (::ffff:), 6to4 (2002:), or NAT64 (64:ff9b::)."""
    if isinstance(machine, IPv4Address):
        return machine
    if machine in _NAT64:
        return IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine.ipv4_mapped or machine.sixtofour or machine


def _is_reserved(machine: Machine) -> bool:
    # Of IPv6 the standard library counts half the space as reserved, fd00::/8 not among it.
    return isinstance(machine, IPv4Address) and machine.is_reserved
