"""Why two redirect URIs are not the same. Entra compares them letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from urllib.parse import SplitResult, unquote, urlsplit

from ..model.answers import LOOPBACK
from ..model.words import Words, say

PLATFORMS = {"web": "Web", "spa": "Single-page application", "publicClient": "Mobile and desktop applications"}
"""Graph's names of the platforms, and the portal's."""

_ALIKE = 0.6


def same(sent: str, registered: str) -> bool:
    """Whether Entra takes one for the other (reply-url.md): letter by letter, but for a loopback address's port."""
    if sent == registered:
        return True
    one, other = _split(sent), _split(registered)
    if one.hostname in LOOPBACK and one.hostname == other.hostname:
        return (one.scheme, one.path, one.query) == (other.scheme, other.path, other.query)
    if "://*." in registered:
        pattern = re.escape(registered).replace(r"://\*\.", r"://[^/.]+\.", 1)
        return bool(re.fullmatch(pattern, sent))
    return False


def difference(sent: str, registered: str) -> Words:
    """The first reason that applies; raises `ValueError` for two that are the same."""
    if sent == registered:
        raise ValueError("the same address twice")
    # Blanks come first: an address with a blank at its end differs in nothing else that can be seen.
    if "".join(sent.split()) == "".join(registered.split()):
        return say("pasted.blank")
    return next(_reasons(_split(sent), _split(registered)), None) or _letter(sent, registered)


def nearest(wanted: str, registered: Sequence[str]) -> str:
    """The registered URI that was most likely meant; empty when none comes near."""
    best = max(registered, key=lambda uri: _likeness(wanted, uri), default="")
    return best if best and _likeness(wanted, best) >= _ALIKE else ""


def _reasons(sent: SplitResult, registered: SplitResult) -> Iterator[Words]:
    if sent.scheme.lower() != registered.scheme.lower():
        # The product sits behind a proxy that ends TLS, and takes its own address for http (AADSTS50011).
        proxy = (sent.scheme, registered.scheme) == ("http", "https")
        yield say("pasted.http") if proxy else say("pasted.scheme", sent=sent.scheme, registered=registered.scheme)
    if _host(sent) == _host(registered) and _port(sent) != _port(registered):
        if _port(sent) in ("443", "80") and not _port(registered):
            yield say("pasted.port_written", port=_port(sent))
        yield say("pasted.port", sent=_port(sent) or "–", registered=_port(registered) or "–")
    if _host(sent).removeprefix("www.") == _host(registered).removeprefix("www.") and _host(sent) != _host(
        registered
    ):
        yield say("pasted.www", sent=_host(sent), registered=_host(registered))
    if _host(sent) != _host(registered):
        yield say("pasted.host", sent=_host(sent) or "–", registered=_host(registered) or "–")
    if sent.path != registered.path:
        yield from _paths(sent.path, registered.path)
    if (sent.query, sent.fragment) != (registered.query, registered.fragment):
        yield say("pasted.query", sent=_tail(sent) or "–", registered=_tail(registered) or "–")


def _paths(sent: str, registered: str) -> Iterator[Words]:
    if sent.rstrip("/") == registered.rstrip("/"):
        yield say("pasted.slash_sent") if len(sent) > len(registered) else say("pasted.slash_registered")
    if sent.lower() == registered.lower():
        yield say("pasted.case", sent=sent, registered=registered)
    if not sent.strip("/") or not registered.strip("/"):
        yield say("pasted.path", sent=sent or "–", registered=registered or "–")
    if unquote(sent) == unquote(registered):
        yield say("pasted.encoded", sent=sent, registered=registered)
    if registered.rstrip("/").startswith(sent.rstrip("/") + "/") or sent.startswith(registered.rstrip("/") + "/"):
        yield say("pasted.path", sent=sent, registered=registered)


def _letter(sent: str, registered: str) -> Words:
    pairs = zip(sent, registered, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(sent), len(registered)))
    return say(
        "pasted.letter",
        position=str(same + 1),
        sent=sent[same : same + 1] or "–",
        registered=registered[same : same + 1] or "–",
    )


def _likeness(one: str, other: str) -> float:
    # Two pages of one host are nearer than the same page of two hosts.
    first, second = _split(one), _split(other)
    ratio = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()
    same = _host(first).removeprefix("www.") == _host(second).removeprefix("www.") != ""
    return ratio + 1 if same else ratio


def _split(address: str) -> SplitResult:
    try:
        link = urlsplit(address.strip())
        _ = link.hostname
    except ValueError:
        return SplitResult("", "", address, "", "")
    return link


def _host(link: SplitResult) -> str:
    return (link.hostname or "").rstrip(".")


def _port(link: SplitResult) -> str:
    return link.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2]


def _tail(link: SplitResult) -> str:
    return (f"?{link.query}" if link.query else "") + (f"#{link.fragment}" if link.fragment else "")
