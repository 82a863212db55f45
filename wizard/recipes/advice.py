"""What a recipe should say better, though it works: the table of warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from steps.model.recipe import app_for
from steps.model.when import holds
from steps.model.words import say

from . import advice_unused, check_identity
from .check_secret import held, secret_places
from .check_words import is_at
from .findings import Finding
from .source import Source

LONGEST: Mapping[tuple[str, ...], int] = {
    ("name",): 40,
    ("summary",): 160,
    ("before", "*"): 400,
    ("notes", "*"): 400,
    ("ask", "*", "label"): 60,
    ("ask", "*", "help"): 400,
    ("ask", "*", "choices", "*"): 90,
    ("product_step", "*", "where"): 130,
    ("product_step", "*", "do"): 700,
    ("product_step", "*", "waits"): 200,
    ("file", "*", "where"): 160,
    ("file", "*", "restart"): 160,
}
"""How long a text may be before it is hard to read where it stands, at 390 px wide."""

_MARKS = ("**", "`", "](", "<b>", "<br", "</", "&nbsp;")


def texts(source: Source) -> Iterator[Finding]:
    """A text that is too long for its place, and Markdown or HTML, which is shown as it is written."""
    for path, string in source.strings:
        longest = next((most for place, most in LONGEST.items() if is_at(path, place)), None)
        if longest is not None and len(string) > longest:
            yield Finding(path, say("lint.text_long", count=str(len(string)), most=str(longest)))
        if longest is not None and (marks := [mark for mark in _MARKS if mark in string]):
            yield Finding(path, say("lint.text_marks", mark=marks[0]))


def documents(source: Source) -> Iterator[Finding]:
    """No document of the vendor, or a product tried live of nobody knows which version."""
    verified = source.recipe.verified
    if not source.recipe.docs:
        yield Finding(("docs",), say("lint.no_docs"))
    if verified.level == "live" and not verified.version:
        yield Finding(("verified", "version"), say("lint.no_version"))


def _last_try(source: Source, today: date) -> Iterator[Finding]:
    """A last try that is long ago, or still to come."""
    verified = source.recipe.verified
    try:
        on = date.fromisoformat(verified.on)
    except ValueError:
        return  # said by `check_files.documents`
    if on < today - timedelta(days=365):
        yield Finding(("verified", "on"), say("lint.old", on=verified.on))
    if on > today + timedelta(days=1):
        yield Finding(("verified", "on"), say("lint.future", on=verified.on))


def variants(source: Source) -> Iterator[Finding]:
    """A variant of the registration that no rehearsal walks through is one that nobody has tried."""
    walked = [values for rehearsal, values in source.walks if rehearsal in source.recipe.rehearsals]
    for position, variant in enumerate(source.recipe.variants):
        if walked and not any(holds(variant.when, values) for values in walked):
            answers = ", ".join(f'{name} = "{one}"' for name, one in variant.when.items())
            yield Finding(("variant", position), say("lint.variant_unwalked", answers=answers))


def claims(source: Source) -> Iterator[Finding]:
    """An email that comes by a permission alone is missing as soon as the product does not ask for that."""
    for position, need in enumerate(source.recipe.claims):
        apps = (app_for(source.recipe, values) for _, values in source.walks if holds(need.when, values))
        if need.name == "email" and any("email" not in app.optional_claims.id_token for app in apps):
            yield Finding(("needs", "claim", position, "name"), say("lint.email_by_scope"))


def hand_over(source: Source) -> Iterator[Finding]:
    """A secret that nobody is given, and a wait for other people without a text to send them."""
    for rehearsal, values in source.walks:
        # A key that nobody is given is an error of its own.
        needed = app_for(source.recipe, values).client_auth != "none" and held(values) == "client_secret"
        if needed and not secret_places(source, values):
            yield Finding((), say("lint.secret_unused", rehearsal=rehearsal.name))
            break
    for position, step in enumerate(source.recipe.product_steps):
        if step.waits and not step.message:
            yield Finding(("product_step", position, "waits"), say("lint.wait_without_message"))


ADVICE: tuple[Callable[[Source], Iterable[Finding]], ...] = (
    texts,
    documents,
    variants,
    claims,
    check_identity.advised,
    hand_over,
    advice_unused.questions,
    advice_unused.derived,
    advice_unused.templates,
)


def advise(source: Source, today: date) -> list[Finding]:
    """Every warning, in the order of the checks."""
    found = [*_last_try(source, today), *(finding for one in ADVICE for finding in one(source))]
    return [replace(finding, level="warning") for finding in found]
