"""Whether an address is Microsoft's door, where every visit ends, or one that only looks like it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from steps.model.hosts import Hosts
from steps.model.product_side import shown
from steps.pasted.hosts import foreign, is_portal

from .ends import Ended

_ENDS = {
    "paste-other-cloud": "other-cloud",
    "paste-personal": "personal",
    "paste-not-https": "not-https",
    "paste-look-alike": "look-alike",
}
_SIGN_IN = re.compile(r"/[^/]+/oauth2(?:/v2\.0)?/authorize/?", re.IGNORECASE)
_PROTOCOLS = {"saml2": "SAML", "wsfed": "WS-Federation"}


def at_door(url: str, hosts: Hosts, given: bool) -> bool:
    """Whether this is the authorization endpoint of Microsoft, in the cloud of the setup, with a client.

    `given` says that the host is the product's: then a name that resembles Microsoft's is only a name. Ends: those
    of other doors of Microsoft, `look-alike`, `other-provider`, and for every other host `other-host`.
    """
    parts = urlsplit(url)
    stranger = foreign(parts, "", hosts)
    if stranger is None:
        return _is_login(parts)
    if stranger.code in _ENDS and not (given and stranger.code == "paste-look-alike"):
        told = {name: text for name, text in stranger.values.items() if name != "field"}
        raise Ended(_ENDS[stranger.code], **told)
    if given:
        return False
    asks = parse_qs(parts.query)
    provider = ("client_id" in asks and "redirect_uri" in asks) or "SAMLRequest" in asks or "wtrealm" in asks
    raise Ended("other-provider" if provider else "other-host", host=parts.netloc)


def _is_login(parts: SplitResult) -> bool:
    client = parse_qs(parts.query).get("client_id")
    if client and _SIGN_IN.fullmatch(parts.path) and not is_portal(parts):
        return True
    last = parts.path.lower().rstrip("/").rpartition("/")[2]
    if last in _PROTOCOLS:
        raise Ended("protocol", protocol=_PROTOCOLS[last])
    # Consent, device codes and logout name a client as well.
    raise Ended("no-sign-in" if client else "no-request", address=shown(parts.geturl()))
