"""Claims the product needs: whether Entra sends them at all, and whether the registration asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from steps.model.app import App
from steps.model.recipe import ClaimNeed, app_for
from steps.model.when import holds
from steps.model.words import Say, say

from .findings import Finding
from .lines import Path
from .source import Source

# Microsoft Entra, optional claims reference: a version 2 ID token has these only where they are asked for. The value
# is the permission that asks for the claim as well as the optional claim does.
_ON_REQUEST = {"email": "email", "given_name": "", "family_name": "", "upn": ""}
_NEVER = "email_verified"


def claims(source: Source) -> Iterator[Finding]:
    """Every claim a product needs is one that Entra sends, with the answers of every rehearsal, and may be trusted.

    Source: Microsoft Entra, optional claims reference, and "Migrate away from using email claims" (nOAuth).
    """
    seen: list[Finding] = []
    for _, values in source.walks:
        app = app_for(source.recipe, values)
        for position, need in enumerate(source.recipe.claims):
            if holds(need.when, values):
                here: Path = ("needs", "claim", position, "name")
                seen += [one for said in _unmet(need, app) if (one := Finding(here, said)) not in seen]
    yield from seen
    yield from _asked_for_in_vain(source)


def _unmet(need: ClaimNeed, app: App) -> Iterator[Say]:
    if need.name == _NEVER:
        yield say("lint.never_sent")
    if need.name == "groups" and not app.groups:
        yield say("lint.groups")
    if need.name in _ON_REQUEST and need.name not in app.optional_claims.id_token:
        scope = _ON_REQUEST[need.name]
        if not scope:
            yield say("lint.claim_not_asked", name=need.name)
        elif scope not in app.scopes:
            yield say("lint.claim_or_scope_not_asked", name=need.name)
    # In a multi-tenant application an address is whatever the other tenant's administrator typed.
    if need.name == "email" and app.audience != "AzureADMyOrg":
        yield say("lint.email_of_any_tenant")


def _asked_for_in_vain(source: Source) -> Iterator[Finding]:
    for path, string in source.strings:
        if string == _NEVER and "optional_claims" in path:
            yield Finding(path, say("lint.never_sent"))
