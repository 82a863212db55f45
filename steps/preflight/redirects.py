"""The rules that Entra has for a redirect URI, whatever a product asks for.

Source: entra-docs, reply-url (restrictions and limitations).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ..model.answers import LOOPBACK
from ..model.words import Words, say

REFUSED_CHARACTERS = "!$'(),;*#"
LONGEST, LONGEST_LOGOUT = 256, 255
# With personal accounts it would be 100; no recipe can ask for those (`App.audience`).
MOST = 256


def lint(uris: Mapping[str, Sequence[str]]) -> Iterator[tuple[Words, str]]:
    """What Entra refuses or matches wrongly, each with the address it is about; `uris` by platform."""
    every = [(platform, uri) for platform, listed in uris.items() for uri in listed]
    if len(every) > MOST:
        yield say("preflight.redirect_many", count=str(len(every)), most=str(MOST)), ""
    for platform, uri in every:
        if not is_taken(uri, own_scheme=platform == "publicClient"):
            yield say("preflight.redirect_scheme"), uri
        if bad := refused_character(uri):
            yield say("preflight.redirect_character", character=bad), uri
        if len(uri) > LONGEST:
            yield say("preflight.redirect_long", longest=str(LONGEST)), uri
        others = [other for other, listed in uris.items() if other != platform and _beside(uri, listed)]
        if others:
            yield say("preflight.redirect_twice", one=platform, other=others[0]), uri


def is_taken(uri: str, *, own_scheme: bool = False, loopback: bool = True) -> bool:
    """Whether Entra takes it: https, http on this computer, or for mobile and desktop clients their own scheme."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False  # half a bracket
    here = loopback and parts.scheme == "http" and parts.hostname in LOOPBACK
    own = own_scheme and parts.scheme not in ("", "http")
    return bool((parts.scheme == "https" or own or here) and parts.hostname and parts.username is None)


def refused_character(uri: str) -> str:
    """The first character that Entra refuses, or nothing."""
    return next((c for c in uri if c in REFUSED_CHARACTERS or c.isspace() or not c.isascii()), "")


def _beside(uri: str, listed: Sequence[str]) -> bool:
    # The port of http://localhost is ignored: which of two platforms is taken is then anybody's guess.
    return any(_matched(uri) == _matched(other) for other in listed)


def _matched(uri: str) -> tuple[str, str | None, str] | str:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return uri
    return (parts.scheme, parts.hostname, parts.path) if parts.hostname in LOOPBACK else uri
