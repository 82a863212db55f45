"""What comes after a test login: the product's own sign-in, as an ordinary person."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from ..model.answers import LOOPBACK
from ..model.chosen import Chosen
from ..model.elsewhere import Elsewhere
from ..model.when import holds
from ..model.words import say

_NEVER_PUBLIC = ("local", "localhost", "internal", "intranet", "lan", "home.arpa", "corp", "test", "invalid")
"""Ends of names that no resolver outside a network knows (RFC 6761, 6762, 8375, and what companies use)."""


def ordinary(picked: Chosen, *, practice: bool = False) -> Elsewhere:
    """The product's own sign-in address, with a QR code where a phone outside the network can reach it.

    Without an address the text says so: only the person knows where the sign-in of such a product begins. With
    `practice` the tenant is one that no product knows, and nobody is sent to the real one.
    """
    title, address = say("ordinary.title"), sign_in_address(picked)
    if urlsplit(address).scheme not in ("https", "http"):
        address = ""
    if practice:
        return Elsewhere(title, say("ordinary.practice", product=picked.name), address, opens=False)
    if not address:
        return Elsewhere(title, say("ordinary.without", product=picked.name))
    phone = is_public(address)
    text = say(f"ordinary.{'phone' if phone else 'window'}", product=picked.name)
    return Elsewhere(title, text, address, qr=phone)


def sign_in_address(picked: Chosen) -> str:
    """Where people begin in the product: as the recipe says, or as its first probe begins; empty if it is typed."""
    probes = (probe.login_start for probe in picked.recipe.probes if holds(probe.when, picked.values))
    template = picked.recipe.sign_in or next(filter(None, probes), "")
    found = picked.each((template,)) if template else ()
    return found[0] if found else ""


def is_public(address: str) -> bool:
    """Whether a device outside this network can know the host: no address of a private network, no name of one."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        known = "." in host and host not in LOOPBACK
        return known and not any(host.endswith(f".{end}") for end in _NEVER_PUBLIC)
