"""Whether an address is Microsoft's door, where every visit ends, or one that only looks like it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from steps.model.hosts import Hosts
from steps.pasted.hosts import foreign

from .ends import Ended

_ENDS = {
    "paste-other-cloud": "other-cloud",
    "paste-personal": "personal",
    "paste-not-https": "not-https",
    "paste-look-alike": "look-alike",
}
_PROTOCOLS = {"saml2": "SAML", "wsfed": "WS-Federation"}


def at_door(url: str, hosts: Hosts, given: bool) -> bool:
    """Whether this is the address of a login at Microsoft, in the cloud of the setup.

    `given` says that the host is the product's: then a name that resembles Microsoft's is only a name. Ends: those
    of other doors of Microsoft, `look-alike`, `other-provider`, and for every other host `other-host`.
    """
    parts = urlsplit(url)
    stranger = foreign(parts, "", hosts)
    if stranger is None:
        return _is_login(url)
    if stranger.code in _ENDS and not (given and stranger.code == "paste-look-alike"):
        told = {name: text for name, text in stranger.values.items() if name != "field"}
        raise Ended(_ENDS[stranger.code], **told)
    if given:
        return False
    asks = parse_qs(parts.query)
    provider = ("client_id" in asks and "redirect_uri" in asks) or "SAMLRequest" in asks or "wtrealm" in asks
    raise Ended("other-provider" if provider else "other-host", host=parts.netloc)


def _is_login(url: str) -> bool:
    parts = urlsplit(url)
    last = parts.path.lower().rstrip("/").rpartition("/")[2]
    if parse_qs(parts.query).get("client_id") and last != "logout":
        return True
    if last in _PROTOCOLS:
        raise Ended("protocol", protocol=_PROTOCOLS[last])
    raise Ended("no-request", address=url.partition("?")[0])
