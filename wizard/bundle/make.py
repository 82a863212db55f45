"""Makes the bundle of a setup."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from steps.model.facts import FIELDS
from steps.model.setup import Setup
from steps.model.table import said
from steps.model.verdicts import WORST_FIRST
from steps.model.views import Report

from .. import __version__
from ..fold import change_to_data, plain
from ..journal import Checkpoint
from ..private import of_page, of_setup, offered
from ..seen import Seen
from ..text import text
from .cleaning import clean
from .document import FORMAT, SUFFIX
from .masking import Placeholders, masked
from .source import Source
from .view_data import parts, view_to_data


def bundle_file(source: Source, *, mask: bool) -> tuple[str, bytes]:
    """The file's name and its bytes: JSON, for people to read as well."""
    made = _document(source)
    if mask:
        made = masked(made, _placeholders(source))
    suffix = f"-masked{SUFFIX}" if mask else SUFFIX
    return f"{source.setup.id}{suffix}", json.dumps(made, indent=1).encode()


def facts_of(setup: Setup) -> dict[str, Any]:
    """Every fact as data, by the name of its kind."""
    return {kind.__name__: plain(fact) for kind in FIELDS if (fact := setup.fact(kind)) is not None}


def _document(source: Source) -> dict[str, Any]:
    setup, last = source.setup, source.events[-1]
    events = [{name: value for name, value in plain(event).items() if name != "setup"} for event in source.events]
    product = setup.product
    made: dict[str, Any] = clean(
        {
            "format": FORMAT,
            "program": {
                "version": __version__,
                "python": platform.python_version(),
                "system": f"{platform.system()} {platform.release()}",
            },
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "cloud": source.cloud,
            "masked": False,
            # The hashes are those of the journal: whoever finds a difference must know where it comes from.
            "redacted": clean(events) != events,
            "setup": setup.id,
            "product": {
                "id": product.recipe if product else "",
                "name": product.name if product else "",
                "hash": source.recipe.hash if source.recipe else "",
            },
            "events": events,
            "checkpoint": Checkpoint(setup.id, last.seq, last.hash).text(),
            "facts": facts_of(setup),
            "checks": list(_checks(source)),
            "steps": {step: _step(seen) for step, seen in source.seen.items()},
        }
    )
    return made


def _step(seen: Seen) -> dict[str, Any]:
    stopped, applying = seen.problem, seen.applying
    told = {"code": stopped.code, "values": stopped.values, "request_id": stopped.request_id} if stopped else None
    plan = None
    if applying:
        changes = [change_to_data(change) for change in applying.changes]
        plan = {"changes": changes, "current": applying.current, "since": applying.since}
    return {"view": view_to_data(seen.view) if seen.view else None, "problem": told, "applying": plan}


def _checks(source: Source) -> Iterator[dict[str, str]]:
    """Every finding of the pages, the worst first."""
    found = []
    for step, seen in source.seen.items():
        reports = (part for part in parts(seen.view) if isinstance(part, Report))
        for finding in (finding for report in reports for one in report.sections for finding in one.findings):
            told = {"name": text(finding.name), "verdict": finding.verdict, "seen": finding.seen}
            found.append({"step": step, **told})
    yield from sorted(found, key=lambda one: WORST_FIRST.index(one["verdict"]))


def _prepared(source: Source) -> Iterator[str]:
    """What somebody wrote before the setup began: a note may name anybody."""
    picked = {text for _, text in offered(source.recipe)}
    for name, answer in source.setup.choices.items():
        if name.startswith("prepared.") and not isinstance(answer, bool):
            yield from (one for one in said(answer) if one not in picked)


def _placeholders(source: Source) -> Placeholders:
    known = [*source.typed, *of_setup(source.setup), *(event.actor for event in source.events)]
    # Graph's ids of grants and assignments are no GUIDs.
    known += [value for made in source.setup.made for value in made.ids.values()]
    known += _prepared(source)
    for seen in source.seen.values():
        known += of_page(seen)
    recipe = source.recipe
    if recipe is None:
        return Placeholders(known, "")
    # An example tells nothing, but the same text as an answer does.
    questions = {name: replace(question, example="") for name, question in recipe.ask.items()}
    return Placeholders(known, repr(replace(recipe, ask=questions, rehearsals=())))
