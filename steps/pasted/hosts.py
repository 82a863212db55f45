"""Whose host an address has: Microsoft's in this cloud, in another cloud, or somebody else's."""

from __future__ import annotations

from difflib import SequenceMatcher
from urllib.parse import SplitResult

from ..model.answers import LOOPBACK
from ..model.hosts import Hosts
from ..model.problems import Problem, problem

_GLOBAL, _US, _CHINA = "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"

# Answer of the global cloud's /common/discovery/instance (aliases), and national clouds' documentation.
_ALIASES = {
    "login.windows.net": _GLOBAL,
    "login.microsoft.com": _GLOBAL,
    "sts.windows.net": _GLOBAL,
    "login-us.microsoftonline.com": _US,
    "login.usgovcloudapi.net": _US,
    "login.chinacloudapi.cn": _CHINA,
}
_PORTALS = {
    "entra.microsoft.com": _GLOBAL,
    "portal.azure.com": _GLOBAL,
    "ms.portal.azure.com": _GLOBAL,
    "aad.portal.azure.com": _GLOBAL,
    "entra.microsoft.us": _US,
    "portal.azure.us": _US,
    "entra.microsoftonline.cn": _CHINA,
    "portal.azure.cn": _CHINA,
}
DOMAINS = {".onmicrosoft.us": _US, ".partner.onmschina.cn": _CHINA}
"""The tenants' initial domains that tell the cloud."""

_CLOUDS = {_GLOBAL: "Global", _US: "US Government", _CHINA: "China"}
_MICROSOFT = (
    ".microsoft.com",
    ".microsoftonline.com",
    ".azure.com",
    ".windows.net",
    ".office.com",
    ".b2clogin.com",
    ".ciamlogin.com",
)


def netloc(link: SplitResult) -> str:
    """The host in lower case, with a port that is not the scheme's own; user names before it are left out."""
    host = (link.hostname or "").rstrip(".")
    try:
        port = link.port
    except ValueError:
        return host
    return host if port in (None, {"https": 443, "http": 80}.get(link.scheme)) else f"{host}:{port}"


def is_known(link: SplitResult, hosts: Hosts) -> bool:
    """Whether an address has a host that Microsoft signs people in at, in any cloud, or one of its portals."""
    return netloc(link) in {*hosts.login, *hosts.elsewhere, *_ALIASES, *_PORTALS, *_CLOUDS}


def is_portal(link: SplitResult) -> bool:
    """Whether an address is one of the admin center's, or of the practice tenant's in its place."""
    return netloc(link) in _PORTALS or (is_loopback(link) and "/portal" in link.path)


def is_loopback(link: SplitResult) -> bool:
    return link.hostname in LOOPBACK


def foreign(link: SplitResult, field: str, hosts: Hosts) -> Problem | None:
    """What is wrong with an address that is not Microsoft's in this cloud; None when it is."""
    host = netloc(link)
    login = _PORTALS.get(host) or host
    ours = login in hosts.login or _ALIASES.get(login) in hosts.login
    # Nobody is ever sent to Microsoft with a name before the host: what follows the @ is the real one.
    if "@" not in link.netloc:
        if ours and (link.scheme == "https" or is_loopback(link)):
            return None
        if ours:
            return problem("paste-not-https", field=field, host=host)
        if cloud := _cloud(login, hosts):
            return problem("paste-other-cloud", field=field, cloud=cloud)
        if host == "login.live.com":
            return problem("paste-personal", field=field)
    code = "paste-look-alike" if "@" in link.netloc or imitates(host, hosts) else "paste-other-host"
    return problem(code, field=field, host=host)


def other_cloud(domain: str, hosts: Hosts) -> str:
    """The name of the other cloud that a tenant's initial domain belongs to; empty for every other domain."""
    login = next((login for end, login in DOMAINS.items() if domain.endswith(end)), "")
    return "" if login in hosts.login else _cloud(login, hosts)


def imitates(host: str, hosts: Hosts) -> bool:
    """Whether a host that is not Microsoft's is made to be taken for it."""
    host = host.partition(":")[0]
    if host.endswith((*_MICROSOFT, ".onmicrosoft.com")) or host == "microsoft.com":
        return False
    if any(part in host for part in ("microsoft", "windows.net", "xn--")) or not host.isascii():
        return True
    known = [*(h for h in hosts.login if "." in h and not h[0].isdigit()), *_CLOUDS]
    return any(SequenceMatcher(None, host, one).ratio() > 0.85 for one in known)


def _cloud(login: str, hosts: Hosts) -> str:
    real = _ALIASES.get(login, login)
    return hosts.elsewhere.get(login) or hosts.elsewhere.get(real) or _CLOUDS.get(real, "")
