"""Look the records of a product step up, and say of each what is there."""

from __future__ import annotations

from ..model.chosen import chosen
from ..model.dns import DnsAnswer
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Section
from .judge import judged, misplaced
from .wanted import Wanted, wanted

ABSENT = ("found", "none", "no-name")
"""Answers after which the record may still stand at another name: the others say nothing about this one."""


def look_up(step_id: str, setup: Setup, world: World) -> Section:
    """One finding for each record; `title` says who was asked. Reads only, and ends within some ten seconds."""
    picked = chosen(setup, world)
    records = next((wanted(s.record, picked.values) for s in picked.recipe.product_steps if s.id == step_id), ())
    answers = world.dns.txt([record.name for record in records])
    findings = {record: judged(record, answers[record.name], records) for record in records}
    elsewhere = {
        record: _places(record)
        for record, finding in findings.items()
        if finding.verdict == "warn" and answers[record.name].how in ABSENT and not finding.seen
    }
    there = world.dns.txt([name for names in elsewhere.values() for name in names]) if elsewhere else {}
    for record, names in elsewhere.items():
        # An answer that came through an alias is the alias's own record, and no mistake of this one.
        if name := next((name for name in names if _has(there[name], record.value)), ""):
            findings[record] = misplaced(record, name)
    return Section(world.dns.asked(), tuple(findings.values()))


def _places(record: Wanted) -> tuple[str, ...]:
    # Forms that add the domain by themselves turn "@." or the whole domain, typed as the name, into these.
    added = (f"{record.name}.{record.name}", f"@.{record.name}")
    return tuple(dict.fromkeys((*record.misplaced, *added)))


def _has(answer: DnsAnswer, value: str) -> bool:
    return value in answer.texts and not answer.alias
