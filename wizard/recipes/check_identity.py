"""By what the product finds people, and where they begin in it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from steps.login_report.identity import lasting
from steps.model.answers import LOOPBACK
from steps.model.values import fill_each
from steps.model.when import holds
from steps.model.words import say

from .check_words import MICROSOFT_HOSTS
from .findings import Finding
from .source import Source


def identities(source: Source) -> Iterator[Finding]:
    """A claim that is one of those the product needs, and a note where it can change or nobody says which it is.

    Source: OpenID Connect Core 5.7; Microsoft Entra, "Migrate away from using email claims".
    """
    needed = {need.name for need in source.recipe.claims}
    for position, one in enumerate(source.recipe.identities):
        if one.claim and one.claim not in needed:
            yield Finding(("identity", position, "claim"), say("lint.identity_not_needed", claim=one.claim))
        if not one.claim and not one.note:
            yield Finding(("identity", position, "note"), say("lint.identity_unsaid"))
        if one.claim and not one.note and lasting(one.claim) in ("passed_on", "changes"):
            yield Finding(("identity", position, "note"), say("lint.identity_changes", claim=one.claim))


def sign_in(source: Source) -> Iterator[Finding]:
    """The product's own address, with the answers of every rehearsal: https, and not one of Microsoft's."""
    template, seen = source.recipe.sign_in, set[str]()
    for rehearsal, values in source.walks if template else ():
        try:
            seen |= set(fill_each(template, values))
        except KeyError as error:
            # An unknown name is told by the check of placeholders.
            if (name := str(error.args[0])) in (*source.recipe.ask, *source.recipe.derive):
                yield Finding(("sign_in",), say("lint.not_asked", name=name, rehearsal=rehearsal.name))
                return
    for address in sorted(seen):
        parts = urlsplit(address)
        plain = parts.scheme == "http" and parts.hostname in LOOPBACK
        if not parts.hostname or parts.hostname in MICROSOFT_HOSTS or not (plain or parts.scheme == "https"):
            yield Finding(("sign_in",), say("lint.probe_address", address=address))


def advised(source: Source) -> Iterator[Finding]:
    """A way through the recipe after which nobody knows by what the product finds people."""
    for rehearsal, values in source.walks:
        if not any(holds(one.when, values) for one in source.recipe.identities):
            yield Finding(("identity",), say("lint.no_identity", rehearsal=rehearsal.name))
            return
