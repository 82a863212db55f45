"""What a recipe may not say, beyond its shape: the table of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import (
    check_app,
    check_authority,
    check_claims,
    check_files,
    check_identity,
    check_probe,
    check_questions,
    check_records,
    check_secret,
    check_tables,
    check_words,
)
from .findings import Finding
from .source import Source

CHECKS: tuple[Callable[[Source], Iterable[Finding]], ...] = (
    check_questions.questions,
    check_questions.derived,
    check_tables.replaced,
    check_words.placeholders,
    check_words.secret,
    check_secret.of_nobody,
    check_words.microsoft_hosts,
    check_questions.conditions,
    check_questions.rehearsals,
    check_app.redirects,
    check_app.permissions,
    check_app.product_steps,
    check_records.records,
    check_claims.claims,
    check_identity.identities,
    check_identity.sign_in,
    check_authority.versions,
    check_authority.authorities,
    check_probe.probes,
    check_files.files,
    check_files.documents,
)


def check(source: Source) -> list[Finding]:
    """Everything that is wrong with a recipe of the right shape, in the order of the checks, each once."""
    found: list[Finding] = []
    for one in CHECKS:
        for finding in one(source):
            if finding not in found:
                found.append(finding)
    return found
