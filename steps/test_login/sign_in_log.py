"""What the tenant's sign-in log says of a test login: who came, how it ended, which policy decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ..by_hand import portal
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Card, Finding, Report, Section
from ..model.words import say

LATEST = timedelta(minutes=15)
"""How long it is looked for without a click: minutes, says Microsoft, and names no limit."""

AGAIN = Card("log_again", say("sign_in_log.again"), "")

_BEFORE = timedelta(minutes=5)
"""The log notes when a sign-in began; the password and the second factor come after that."""

_KEPT = timedelta(days=30)
"""How long the log keeps an entry (reports-data-retention, Entra ID P1)."""

_EVERY = 5.0
_ACCESS = {
    "success": ("pass", say("sign_in_log.access_granted")),
    "failure": ("fail", say("sign_in_log.access_blocked")),
    "notApplied": ("info", say("sign_in_log.access_none")),
}
_RESULTS = {
    "success": ("pass", say("sign_in_log.policy_met")),
    "failure": ("fail", say("sign_in_log.policy_blocked")),
    "reportOnlyFailure": ("warn", say("sign_in_log.policy_would_block")),
    "reportOnlyInterrupted": ("warn", say("sign_in_log.policy_would_ask")),
}
"""Results of a policy that are worth a line; one that did not apply is none (appliedConditionalAccessPolicy)."""


@dataclass(frozen=True)
class Seen:
    """What is known of one login: its correlation ID, its codes (none: it passed), who.

    `at` is when it ended (ISO 8601), as a page may have named it; `told` is when we heard of it, and counts where a
    page names a time of which no log can have an entry.
    """

    correlation_id: str = ""
    at: str = ""
    told: str = ""
    codes: tuple[str, ...] = ()
    object_id: str = ""


@dataclass(frozen=True)
class Told:
    """What the log says: a section, the offer to look again, and seconds until that happens by itself."""

    sections: tuple[Section, ...] = ()
    cards: tuple[Card, ...] = ()
    every: float = 0.0


def told(seen: Seen, setup: Setup, world: World) -> Told:
    """The entry of this login, or in one sentence why there is none; where nobody is signed in, where to look."""
    ended = _ended(seen, world.clock.now())
    if setup.registration is None or ended is None:
        return Told()
    link = portal.link("sign-in-logs", setup, world)
    if setup.by_hand("live_login") or not world.sign_in.current():
        return Told(_section(Finding(say("sign_in_log.by_hand"), "info", link=link)) if seen.codes else ())
    read = world.sign_ins.since(setup.registration.client_id, ended - _BEFORE)
    if read.asking:
        return Told(_section(Finding(say("sign_in_log.asking"), "info")), every=_EVERY)
    if read.fault:
        return Told(_section(Finding(say("sign_in_log.unread"), "info", link=link)), cards=(AGAIN,))
    if read.found.hidden:
        why = say("sign_in_log.licence") if read.found.hidden == "licence" else say("sign_in_log.permission")
        if read.found.hidden == "licence":
            return Told(_section(Finding(why, "info", link=link)))
        do = say("sign_in_log.permission_do")
        return Told(_section(Finding(why, "info", "", do, step="sign_in", link=link)), (AGAIN,))
    entry = _entry(read.found.entries, seen, ended)
    if entry is None:
        waits = world.clock.now() < ended + LATEST
        do = say("sign_in_log.absent_do") if waits else say("sign_in_log.late_do")
        absent = Finding(say("sign_in_log.absent", time=read.at[11:19]), "info", "", do, link=link)
        return Told(_section(absent), (AGAIN,), _EVERY if waits else 0.0)
    return Told(_section(*_findings(entry, link)))


def added(report: Report, seen: Seen, setup: Setup, world: World) -> Report:
    """The report with what the log says, before what others met with this product."""
    found = told(seen, setup, world)
    ask = replace(report.ask, cards=(*report.ask.cards, *found.cards)) if report.ask else None
    sections = (*report.sections[:-1], *found.sections, *report.sections[-1:])
    return replace(report, sections=sections, ask=ask, every=found.every)


def _section(*findings: Finding) -> tuple[Section, ...]:
    return (Section(say("sign_in_log.title"), findings),)


def _ended(seen: Seen, now: datetime) -> datetime | None:
    """When it ended; whoever reads a pasted time must live with any."""
    for said in (seen.at, seen.told):
        with suppress(ValueError):
            at = datetime.fromisoformat(said)
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            if abs(at - now) < _KEPT:
                return at
    return None


def _entry(entries: tuple[Mapping[str, Any], ...], seen: Seen, ended: datetime) -> Mapping[str, Any] | None:
    """By correlation ID; where none is known, the newest that ended like this one, at about this time."""
    for entry in entries:
        if seen.correlation_id and str(entry.get("correlationId")).lower() == seen.correlation_id.lower():
            return entry
    wanted = [f"AADSTS{_number(entry)}" in seen.codes if seen.codes else not _number(entry) for entry in entries]
    for entry, fits in zip(entries, wanted, strict=True):
        mine = not seen.object_id or entry.get("userId") == seen.object_id
        if fits and mine and datetime.fromisoformat(entry["createdDateTime"]) <= ended + _BEFORE:
            return entry
    return None


def _number(entry: Mapping[str, Any]) -> int:
    return int((entry.get("status") or {}).get("errorCode") or 0)


def _findings(entry: Mapping[str, Any], link: str) -> Iterator[Finding]:
    number, ends = _number(entry), entry.get("status") or {}
    when = f"{entry['createdDateTime'][:19].replace('T', ' ')} UTC"
    ended = f"AADSTS{number}: {ends.get('failureReason') or '–'}" if number else "OK"
    who = str(entry.get("userPrincipalName") or "–")
    yield Finding(say("sign_in_log.entry", who=who), "fail" if number else "pass", f"{when} · {ended}", link=link)
    status = str(entry.get("conditionalAccessStatus"))
    verdict, words = _ACCESS.get(status, ("info", say("sign_in_log.access_unknown")))
    policies = entry.get("appliedConditionalAccessPolicies") or ()
    hidden = verdict == "fail" and not policies
    yield Finding(words, verdict, "", say("sign_in_log.policies_hidden") if hidden else "")
    for policy in policies:
        if result := _RESULTS.get(str(policy.get("result"))):
            controls = ", ".join(map(str, policy.get("enforcedGrantControls") or ()))
            name = say("sign_in_log.policy", name=str(policy.get("displayName") or policy.get("id") or "–"))
            yield Finding(name, result[0], controls, result[1])
