"""By which claim the product finds a person's account, and whether that claim stays theirs."""

from __future__ import annotations

from ..model.chosen import Chosen
from ..model.facts import LoginResult
from ..model.recipe import Identity
from ..model.views import Finding
from ..model.when import holds
from ..model.words import say

_STAYS = {"oid": "stays", "sub": "pairwise"}
_PASSED_ON = ("email", "preferred_username", "upn", "unique_name", "verified_primary_email")
"""Names that somebody else can get later. Source: Entra, "Migrate away from using email claims"."""


def used(result: LoginResult, picked: Chosen) -> Identity | None:
    """The claim the product used at this login: of those the recipe names, the first that came; None if none did."""
    return next((one for one in _named(picked) if not one.claim or one.claim in result.claims), None)


def lasting(claim: str) -> str:
    """How long a claim stays a person's: `stays`, `pairwise` (while the application lives), `passed_on`, `changes`.

    Source: OpenID Connect Core 5.7, and Entra's ID token claims reference on `sub` and `oid`.
    """
    return _STAYS.get(claim, "passed_on" if claim in _PASSED_ON else "changes")


def finding(result: LoginResult, picked: Chosen) -> Finding:
    """The claim with its value, and what happens when it changes."""
    found = used(result, picked)
    if found is None:
        names = ", ".join(one.claim for one in _named(picked))
        if not names:
            return Finding(say("identity.unsaid", product=picked.name), "info", "", say("identity.unsaid_do"))
        return Finding(say("identity.absent", product=picked.name), "fail", names, say("identity.absent_do"))
    if not found.claim:
        return Finding(say("identity.unsaid", product=picked.name), "info", "", found.note)
    kind = lasting(found.claim)
    told = say(f"identity.{kind}", product=picked.name, note=found.note)
    return Finding(found.claim, "pass" if kind in _STAYS.values() else "warn", result.claims[found.claim], told)


def _named(picked: Chosen) -> tuple[Identity, ...]:
    return tuple(one for one in picked.recipe.identities if holds(one.when, picked.values))
