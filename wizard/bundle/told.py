"""What the page says of a bundle, and how it puts what is wrong first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from steps.model.facts import Fact
from steps.model.views import Done, Finding, Guide, Report, Value, View
from steps.model.words import Words, say

from ..read_only import ReadOnly
from ..text import has, text
from .read import Bundle


def told(bundle: Bundle, begin_at: str) -> ReadOnly:
    """The banner: what this is, as of when, and whether its audit trail can be believed."""
    document = bundle.document
    program = document.program
    made_with = say("handing.made_with", version=program.version, python=program.python, system=program.system)
    at = f"{document.made[:10]} {document.made[11:16]} UTC"
    wrong = bundle.fault is not None or bundle.differs
    lines = (made_with, *_trail(bundle), *_recipe(bundle))
    return ReadOnly("warn" if wrong else "info", say("handing.read_only", at=at), lines, begin_at)


def _trail(bundle: Bundle) -> Iterator[Words]:
    if bundle.document.masked:
        yield say("handing.masked")
    elif bundle.document.redacted:
        yield say("handing.redacted")
    elif bundle.fault:
        how = text(say(f"verify.how.{bundle.fault.how.replace(' ', '_')}"))
        yield say("handing.altered", seq=str(bundle.fault.seq), how=how)
    else:
        yield say("handing.whole")
    if bundle.differs:
        yield say("handing.differs")


def _recipe(bundle: Bundle) -> Iterator[Words]:
    product = bundle.document.product
    if product.hash and (bundle.recipe is None or bundle.recipe.hash != product.hash):
        yield say("handing.other_recipe", product=product.name)


def worst_first(view: View) -> View:
    """The view with what failed before everything else; the rest stays as the customer sees it."""
    if isinstance(view, Report):
        sections = (replace(one, findings=tuple(sorted(one.findings, key=_passed))) for one in view.sections)
        failed_first = sorted(sections, key=lambda one: all(map(_passed, one.findings)))
        return replace(view, sections=tuple(failed_first))
    if isinstance(view, Guide | Done) and view.report:
        ordered = worst_first(view.report)
        return replace(view, report=ordered if isinstance(ordered, Report) else view.report)
    return view


def _passed(finding: Finding) -> bool:
    return finding.verdict != "fail"


def values_of(fact: Fact) -> tuple[Value, ...]:
    """A fact as values to read, where the view of its step is not known."""
    found = ((field.name, getattr(fact, field.name)) for field in fields(fact))
    listed = ((name, value) for name, value in found if value and isinstance(value, str))
    return tuple(Value(say(f"field.{name}") if has(f"field.{name}") else name, value) for name, value in listed)
