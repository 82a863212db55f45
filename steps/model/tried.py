"""What became of a request that needs no rights in the tenant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tried:
    """What Entra said to a request that needs no rights; the verdict chooses the help, never what is done next.

    `accepted`, `tenant-unknown`, `client-unknown`, `secret-wrong`, `secret-expired`, `key-unknown`,
    `redirect-unknown`, `enterprise-application-missing`, `refused` (for another reason: `number` says which) or
    `unclear` (not readable). `number` is the AADSTS number or 0, `said` Microsoft's own sentence on one line.
    """

    verdict: str
    number: int = 0
    said: str = ""
    request_id: str = ""
