"""What every endpoint of the practice tenant works on."""

from __future__ import annotations

from dataclasses import dataclass

from .directory import Directory
from .scenarios import Scenarios
from .signing import SigningKey


@dataclass(frozen=True)
class Realm:
    """The tenant's state, its key, and the two origins it is reached at (no trailing slash).

    `secure` serves the SDKs over TLS; `pages` serves what a browser opens, because no browser trusts our CA.
    """

    directory: Directory
    key: SigningKey
    secure: str
    pages: str

    @property
    def tenant_id(self) -> str:
        return self.directory.tenant_id

    @property
    def scenarios(self) -> Scenarios:
        return self.directory.scenarios

    @property
    def issuer(self) -> str:
        """`iss` of v2 tokens."""
        return f"{self.secure}/{self.tenant_id}/v2.0"

    @property
    def issuer_v1(self) -> str:
        """`iss` of v1 tokens; stands for https://sts.windows.net/{tenant}/, with the slash at the end."""
        return f"{self.secure}/sts/{self.tenant_id}/"
