"""The hosts at which Microsoft signs people in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hosts:
    """Microsoft's sign-in hosts, as netloc with the port where there is one, in lower case.

    `login` are those of the cloud in use (with `sts.windows.net` for the global cloud's v1 issuer), `elsewhere`
    those of other clouds, each with the cloud's name. Another name of a host that is listed need not be listed.
    """

    login: tuple[str, ...]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
