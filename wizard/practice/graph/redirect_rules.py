"""Which redirect URIs Entra accepts (learn.microsoft.com/entra/identity-platform/reply-url)."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..store import Row

LONGEST = 256
MOST, MOST_PERSONAL = 256, 100
FORBIDDEN = "!$'(),;"
LOOPBACK = ("localhost", "127.0.0.1")
WORK_ONLY = ("AzureADMyOrg", "AzureADMultipleOrgs")


def refused_part(app: Row) -> str:
    """The property whose redirect URIs break a rule (web, spa, publicClient), or "" if all are good."""
    personal = app["signInAudience"] not in WORK_ONLY
    seen: set[str] = set()
    for part in ("web", "spa", "publicClient"):
        for uri in app[part]["redirectUris"]:
            if uri in seen or not is_allowed(uri, part, personal):
                return part
            seen.add(uri)
    return "web" if len(seen) > (MOST_PERSONAL if personal else MOST) else ""


def is_allowed(uri: str, part: str, personal: bool = False) -> bool:
    """Whether this URI may be registered under this platform."""
    if not uri.isascii() or len(uri) > LONGEST or any(c in FORBIDDEN or c.isspace() for c in uri) or "#" in uri:
        return False
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if personal and (parts.query or "*" in host):
        return False
    if "*" in uri and not (host.startswith("*.") and uri.count("*") == 1 and part == "web"):
        return False
    if part == "publicClient" and parts.scheme not in ("http", "https"):
        # Mobile and desktop apps have schemes of their own: myapp://auth, urn:ietf:wg:oauth:2.0:oob.
        return bool(parts.scheme)
    if parts.scheme == "https":
        return bool(host)
    return parts.scheme == "http" and host in LOOPBACK


def is_logout_allowed(url: str) -> bool:
    """Front-channel logout: https only, at most 255 characters, localhost included."""
    return urlsplit(url).scheme == "https" and len(url) < LONGEST
