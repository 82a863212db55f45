"""The addresses in a text, also without a scheme, percent-encoded, or wrapped by a mail filter."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from ..model.hosts import Hosts
from .hosts import is_known
from .plain import unwrapped, without_links

_LINK = re.compile(r"(?i)\b(?:https?|ftp|hxxps?)://[^\s\"'<>`|\\]+")
# Not one inside another address: that is a parameter, and stays as it was sent.
_ENCODED = re.compile(r"(?i)(?<![\w=&%/?:+-])https?%3a(?:%2f|/){2}[^\s\"'<>`|\\]+")
_NO_SCHEME = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?(?:[/?#]\S*)?")


def links(text: str, hosts: Hosts) -> tuple[tuple[SplitResult, ...], str]:
    """Every address in the text, and the text without them."""
    text = _ENCODED.sub(lambda match: unquote(match[0]), without_links(text).replace("&amp;", "&"))
    found = tuple(_split(match[0]) for match in _LINK.finditer(text))
    rest = _LINK.sub("\n", text).strip()
    if not found and (whole := _without_scheme(unwrapped(text), hosts)):
        return (whole,), ""
    return tuple(link for link in found if link), rest


def query(link: SplitResult) -> dict[str, str]:
    """The parameters of an address, decoded once; the first of each name."""
    try:
        return {name: values[0] for name, values in parse_qs(link.query, max_num_fields=200).items()}
    except ValueError:
        return {}


def _split(found: str) -> SplitResult:
    link = _parsed(found.rstrip(".,;:!?)]*"))
    # Outlook replaces every address in a mail by one of its own.
    if (link.hostname or "").endswith(".safelinks.protection.outlook.com") and (inside := query(link).get("url")):
        return _parsed(inside)
    return link


def _parsed(found: str) -> SplitResult:
    try:
        link = urlsplit(found)
        _ = link.hostname
    except ValueError:
        # Half a bracket in the host: an address that leads nowhere.
        return SplitResult("https", "", "/", "", "")
    return link


def _without_scheme(text: str, hosts: Hosts) -> SplitResult | None:
    # Browsers leave the scheme out of what they show. A name without a path is a domain, but for Microsoft's hosts.
    if not _NO_SCHEME.fullmatch(text):
        return None
    link = _parsed(f"https://{text}")
    path = link.path.strip("/") or link.query or link.fragment
    return link if is_known(link, hosts) or ("." in link.netloc and path) else None
