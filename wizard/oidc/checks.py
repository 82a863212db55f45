"""The table of checks, and the only place where claims become verified.

Every row is a name, a function and the clause it enforces; the rows stand in the order in which they run. The clauses
of Core §3.1.3.7 that have no row stand in `NOT_APPLICABLE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Never, Self, SupportsIndex

from steps.model.facts import Evidence
from wizard.secret_shapes import redact

from .answer_checks import ANSWER, TOKEN
from .keys import HEADER, KEY, SIGNATURE
from .token_checks import CLAIMS, Claimed
from .userinfo_checks import USERINFO
from .verdicts import Check, Seen

CHECKS: tuple[Check[Any], ...] = (*ANSWER, *TOKEN, *HEADER, *KEY, *SIGNATURE, *CLAIMS, *USERINFO)

NOT_APPLICABLE: Mapping[str, str] = {
    "Core 3.1.3.7 (1)": "Decryption: an encrypted ID token is never asked for, and its form is refused (id-token).",
    "Core 3.1.3.7 (4)": "A token for several audiences: refused, whoever asked for it (aud).",
    "Core 3.1.3.7 (8)": "Signatures keyed with the client secret: refused with their algorithms (alg).",
    "Core 3.1.3.7 (12)": "How the person was authenticated (acr): never asked for, so nothing is promised.",
    "Core 3.1.3.7 (13)": "When the person was authenticated (auth_time): neither it nor max_age is asked for.",
}
"""Clauses that no row enforces, each with its subject and the reason; a row that takes its place is named."""

_SEAL = object()


_ONLY = "only a trail that passed every check makes verified claims"


class Refused(Exception):
    """A check failed; what was checked until then, and the provider's own words where it sent an error."""

    def __init__(self, checks: tuple[Evidence, ...], error: str = "") -> None:
        super().__init__(checks[-1].name if checks else "")
        self.checks = checks
        self.error = error


class VerifiedClaims:
    """The claims of a login that passed every check. Nothing but `Trail.verified` can make one.

    Neither a copy nor a pickle can be changed on its way, nor a subclass come without the checks: there are none.
    """

    __slots__ = ("checks", "claims")

    claims: Mapping[str, Any]
    checks: tuple[Evidence, ...]

    def __new__(cls, claims: Mapping[str, Any], checks: tuple[Evidence, ...], seal: object) -> Self:
        if seal is not _SEAL:
            raise TypeError(_ONLY)
        made = super().__new__(cls)
        object.__setattr__(made, "claims", MappingProxyType(dict(claims)))
        object.__setattr__(made, "checks", checks)
        return made

    def __init_subclass__(cls) -> None:
        raise TypeError(_ONLY)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(_ONLY)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(_ONLY)

    def __reduce_ex__(self, protocol: SupportsIndex) -> Never:
        # Both pickle and copy begin here.
        raise TypeError(_ONLY)


class Trail:
    """The checks of one login as far as it came; the first that fails ends it."""

    def __init__(self) -> None:
        self._evidence: list[Evidence] = []
        self._claims: Mapping[str, Any] | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(self._evidence)

    def walk(self, checks: Iterable[Check[Seen]], seen: Seen, error: str = "") -> None:
        """Run these checks in order; raises `Refused` at the first that fails, with `error` as Microsoft's words."""
        for check in checks:
            found = check.run(seen)
            if found is None:
                continue
            verdict, seen_there = found
            # A token's values are the provider's; the journal would refuse what looks like a secret, for ever.
            self._evidence.append(Evidence(check.name, verdict, redact(seen_there)))
            if verdict == "fail":
                raise Refused(self.evidence, error)
        if isinstance(seen, Claimed):
            self._claims = seen.claims

    def verified(self) -> VerifiedClaims:
        """The claims that were checked; raises `AssertionError` if a row that always applies has not run."""
        ran = {one.name for one in self._evidence if one.verdict != "fail"}
        left_out = [check.name for check in CHECKS if check.always and check.name not in ran]
        if left_out or self._claims is None or any(one.verdict == "fail" for one in self._evidence):
            raise AssertionError(f"not checked: {left_out}")
        return VerifiedClaims(self._claims, self.evidence, _SEAL)
