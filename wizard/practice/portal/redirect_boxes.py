"""What the portal's boxes for redirect URIs refuse, beyond what the directory itself would refuse."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from steps.model.words import say

from ..graph.redirect_rules import WORK_ONLY, is_allowed, is_logout_allowed
from ..store import Row
from .visit import Wrong

PARTS = ("web", "spa", "publicClient")


def check_address(address: str, part: str, personal: bool) -> None:
    """Raises `Wrong` in the portal's words. http://127.0.0.1 and wildcards are for the manifest only (reply-url)."""
    allowed = is_allowed(address, part, personal) and "*" not in address
    if not allowed or _is_numbered(address):
        raise Wrong(say("practice.portal.address_refused"))


def _is_numbered(address: str) -> bool:
    return urlsplit(address).scheme == "http" and urlsplit(address).hostname != "localhost"


def check_logout(address: str) -> None:
    """Raises `Wrong` for a front-channel logout URL that is not https."""
    if address and not is_logout_allowed(address):
        raise Wrong(say("practice.portal.logout_refused"))


def check_new(app: Row, addresses: Mapping[str, list[str]], audience: str) -> None:
    """Raises `Wrong` for an address that is not registered yet and that the box refuses."""
    for part, listed in addresses.items():
        for address in listed:
            if address not in app[part]["redirectUris"]:
                check_address(address, part, audience not in WORK_ONLY)
