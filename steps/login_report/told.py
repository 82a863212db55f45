"""Every claim with its meaning, where it comes from and whether it can change, by what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.facts import LoginResult
from ..model.views import Finding, Section
from ..model.words import Words, say

ABOUT: Mapping[str, tuple[str, ...]] = {
    "person": (
        *("name", "given_name", "family_name", "nickname", "email", "email_verified", "xms_edov"),
        *("verified_primary_email", "verified_secondary_email", "preferred_username", "upn", "unique_name"),
        *("oid", "sub", "groups", "hasgroups", "_claim_names", "_claim_sources", "roles", "wids", "acct", "idp"),
        *("onprem_sid", "phone_number", "picture", "ctry", "xms_pl", "xms_pdl", "zoneinfo"),
    ),
    "session": (
        *("auth_time", "amr", "acr", "acrs", "fwd", "ipaddr", "in_corp", "vnet", "login_hint", "pwd_exp", "pwd_url"),
        "sid",
    ),
    "token": (
        *("iss", "aud", "azp", "tid", "ver", "iat", "nbf", "exp", "scp", "tenant_ctry", "tenant_region_scope"),
        *("xms_tpl", "nonce", "at_hash", "c_hash", "aio", "rh", "uti"),
    ),
}
"""Every claim with a text of its own, in the order in which a person reads them.

Source: Microsoft Entra, ID token claims reference, optional claims reference; OpenID Connect Core 2 and 5.1.
"""

_EXTENSION = re.compile(r"extension_[0-9a-f]{32}_\w+|extn\.\w+")


def is_extension(claim: str) -> bool:
    """Whether a claim has the name of an attribute that the tenant added to its directory (schema extension)."""
    return bool(_EXTENSION.fullmatch(claim))


def meaning(claim: str) -> Words:
    """What a claim is, for a person who has never read a token."""
    if any(claim in names for names in ABOUT.values()):
        return say(f"claim.{claim}")
    return say("claim.extension" if is_extension(claim) else "claim.unknown")


def sections(result: LoginResult) -> tuple[Section, ...]:
    """What Entra sent: about the person, the sign-in and the token; what has no text of its own stands last."""
    known = {name for names in ABOUT.values() for name in names}
    others = tuple(sorted(name for name in result.claims if name not in known))
    ordered = {**ABOUT, "other": others}
    found = (
        Section(
            say(f"claims_about.{about}"),
            tuple(
                Finding(name, "info", result.claims[name], meaning(name)) for name in names if name in result.claims
            ),
        )
        for about, names in ordered.items()
    )
    return tuple(section for section in found if section.findings)
