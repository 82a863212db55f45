"""Where Microsoft is: one record per cloud, and the practice tenant is one more value."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from steps.model.hosts import Hosts


@dataclass(frozen=True)
class Cloud:
    """One Microsoft cloud. Origins have no trailing slash.

    `login` is the authority, `graph` the origin of Microsoft Graph, `audience` the resource that Graph tokens are
    for, `portal` the Azure portal, `entra_portal` the Entra admin center. `ca` is the path of a CA file to trust
    instead of the system's, and `pages` the origin of the pages a browser opens; both are set for the practice
    tenant only, whose certificate no browser trusts.
    Hosts: learn.microsoft.com/entra/identity-platform/authentication-national-cloud.
    """

    name: str
    login: str
    graph: str
    audience: str
    portal: str
    entra_portal: str
    ca: str = ""
    pages: str = ""

    @property
    def is_practice(self) -> bool:
        return bool(self.pages)


GLOBAL = Cloud(
    name="Global",
    login="https://login.microsoftonline.com",
    graph="https://graph.microsoft.com",
    audience="https://graph.microsoft.com",
    portal="https://portal.azure.com",
    entra_portal="https://entra.microsoft.com",
)
US_GOVERNMENT = Cloud(
    name="US Government",
    login="https://login.microsoftonline.us",
    graph="https://graph.microsoft.us",
    audience="https://graph.microsoft.us",
    portal="https://portal.azure.us",
    entra_portal="https://entra.microsoft.us",
)
US_GOVERNMENT_DOD = Cloud(
    name="US Government DoD",
    login="https://login.microsoftonline.us",
    graph="https://dod-graph.microsoft.us",
    audience="https://dod-graph.microsoft.us",
    portal="https://portal.azure.us",
    entra_portal="https://entra.microsoft.us",
)
CHINA = Cloud(
    name="China",
    login="https://login.partner.microsoftonline.cn",
    graph="https://microsoftgraph.chinacloudapi.cn",
    audience="https://microsoftgraph.chinacloudapi.cn",
    portal="https://portal.azure.cn",
    entra_portal="https://entra.microsoftonline.cn",
)

CLOUDS: dict[str, Cloud] = {cloud.name: cloud for cloud in (GLOBAL, US_GOVERNMENT, US_GOVERNMENT_DOD, CHINA)}


def sign_in_hosts(cloud: Cloud) -> Hosts:
    """The hosts at which this cloud signs people in, and those of the others."""
    ours = tuple(dict.fromkeys(urlsplit(origin).netloc for origin in (cloud.login, cloud.pages) if origin))
    others = {urlsplit(other.login).netloc: other.name for other in reversed(CLOUDS.values())}
    return Hosts(ours, {host: name for host, name in others.items() if host not in ours})
