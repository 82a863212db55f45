"""Which evidence of a report tells whose it is: names of people, groups, applications and policies, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from steps.model.answers import GUID
from steps.model.views import Finding, Report
from steps.model.words import Say

HARMLESS = ("acr", "amr", "auth_time", "email_verified", "exp", "iat", "idtyp", "nbf", "ver", "xms_edov")
"""Claims that say nothing of the person, the tenant or the application."""

_NAMING = (
    *("check_tenant.policies", "live_login.named_person", "live_login.named_tenant", "preflight.assigned"),
    *("preflight.device_code", "preflight.groups", "preflight.guest", "preflight.mail", "preflight.other_name"),
    *("preflight.other_redirect", "preflight.ours", "preflight.redirect_other", "preflight.registration"),
    "preflight.tester",
)
"""Findings whose evidence is a name."""

_PROPERTY = re.compile(r"(?:mail|[a-z]+[A-Z.][\w.]*(?: \([\w ]+\))?): ")
"""How evidence begins that is a property with its value instead."""

_ITS_ID = re.compile(rf" \({GUID.pattern}\)$")


def is_telling(finding: Finding) -> bool:
    """Whether what was seen tells whose it is."""
    return finding.name.key in _NAMING if isinstance(finding.name, Say) else _is_claim(finding.name)


def names(report: Report) -> Iterator[str]:
    """The names in its evidence, each by itself: they stand elsewhere on the page, too."""
    for finding in (finding for section in report.sections for finding in section.findings):
        if is_telling(finding):
            yield from _parts(finding) if isinstance(finding.name, Say) else (finding.seen,)


def _parts(finding: Finding) -> Iterator[str]:
    seen = finding.seen.removeprefix("displayName: ")
    if not _PROPERTY.match(seen):
        listed = (_ITS_ID.sub("", name) for name in re.split(", | → ", seen))
        yield from (name for name in listed if not name.isdigit())


def _is_claim(name: str) -> bool:
    """Whether this is a claim of a token: a name of the protocol's, which has no dots like a property's."""
    return "." not in name and name not in HARMLESS
