"""Questions, conditions and rehearsals: every answer a recipe gives itself passes the recipe's own checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from steps.model.answers import KINDS
from steps.model.problems import AskAgain
from steps.model.recipe import Question, Recipe
from steps.model.values import CREDENTIAL, KNOWN, names
from steps.model.when import When
from steps.model.words import Say, say

from .check_patterns import pattern
from .check_tables import columns, placeholders_of
from .findings import Finding
from .lines import Path
from .source import Source, answer_to, answers_of, credentials_of, refusal


def questions(source: Source) -> Iterator[Finding]:
    """Name, kind, choices, pattern, example and default of every question."""
    for name, question in source.recipe.ask.items():
        wrong = [*_question(name, question), *columns(name, question)]
        yield from wrong
        if not wrong:
            yield from _own_answers(name, question)


def _question(name: str, question: Question) -> Iterator[Finding]:
    here: Path = ("ask", name)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        yield Finding(here, say("lint.question_name"))
    if name in (*KNOWN, CREDENTIAL, "entry"):
        yield Finding(here, say("lint.question_taken", name=name))
    if question.kind not in KINDS or question.kind == "secret":
        # A secret is typed into the wizard's own field, never into an answer, which is kept.
        yield Finding((*here, "kind"), say("lint.unknown_kind", known=", ".join(sorted({*KINDS} - {"secret"}))))
    if (question.kind == "choice") != bool(question.choices):
        yield Finding((*here, "choices"), say("lint.choices"))
    yield from pattern(here, question)


def _own_answers(name: str, question: Question) -> Iterator[Finding]:
    given = {"example": question.example}
    if question.default and not names(question.default):
        given["default"] = question.default
    for key, typed in given.items():
        try:
            answer_to(name, question, typed)
        except AskAgain as error:
            yield Finding(("ask", name, key), refusal(error))


def derived(source: Source) -> Iterator[Finding]:
    """Every derived value has a name of its own and is made of a question."""
    recipe = source.recipe
    for name, one in recipe.derive.items():
        if name in (*KNOWN, *recipe.ask) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            yield Finding(("derive", name), say("lint.question_taken", name=name))
        if one.each not in recipe.ask:
            yield Finding(("derive", name, "each"), _unasked(one.each, recipe.ask))
        elif not names(one.text) & set(placeholders_of(source, name)):
            yield Finding(("derive", name, "text"), say("lint.no_entry"))


def conditions(source: Source) -> Iterator[Finding]:
    """Every `when` names a question, asked before where it matters, and answers it can have."""
    recipe = source.recipe
    asked: list[str] = []
    for name, question in recipe.ask.items():
        yield from _condition(("ask", name, "when"), question.when, recipe, asked)
        asked.append(name)
    tables: dict[str, Iterable[When]] = {
        "variant": (variant.when for variant in recipe.variants),
        "product_step": (step.when for step in recipe.product_steps),
        "file": (file.when for file in recipe.files),
        "probe": (probe.when for probe in recipe.probes),
        "identity": (identity.when for identity in recipe.identities),
    }
    for table, whens in tables.items():
        for position, when in enumerate(whens):
            yield from _condition((table, position, "when"), when, recipe, asked)
    for position, other in enumerate(recipe.enforce.instead):
        yield from _condition(("enforce", "instead", position, "when"), other.when, recipe, asked)
    for position, claim in enumerate(recipe.claims):
        yield from _condition(("needs", "claim", position, "when"), claim.when, recipe, asked)


def _condition(path: Path, when: When, recipe: Recipe, asked: list[str]) -> Iterator[Finding]:
    for name, wanted in when.items():
        if name == CREDENTIAL and path[0] in ("product_step", "file"):
            yield from _offered((*path, name), name, wanted, credentials_of(recipe))
            continue
        if name not in asked:
            yield Finding((*path, name), _unasked(name, asked))
            continue
        question = recipe.ask[name]
        offered = ("yes", "no") if question.kind == "flag" else tuple(question.choices)
        if not offered:
            yield Finding((*path, name), say("lint.when_open", name=name))
            continue
        yield from _offered((*path, name), name, wanted, offered)


def _offered(path: Path, name: str, wanted: str | tuple[str, ...], offered: Sequence[str]) -> Iterator[Finding]:
    for one in (wanted,) if isinstance(wanted, str) else wanted:
        if one not in offered:
            yield Finding(path, say("lint.when_never", name=name, value=one, offered=", ".join(offered)))


def _unasked(name: str, asked: Iterable[str]) -> Say:
    known = ", ".join(asked)
    return say("lint.when_unasked", name=name, asked=known) if known else say("lint.when_first")


def rehearsals(source: Source) -> Iterator[Finding]:
    """At least one, each with answers that pass; otherwise nobody can try the recipe."""
    recipe = source.recipe
    if not recipe.rehearsals:
        yield Finding((), say("lint.no_rehearsal"))
    for position, rehearsal in enumerate(recipe.rehearsals):
        here: Path = ("rehearsal", position, "answers")
        for name in rehearsal.answers:
            if name not in recipe.ask:
                yield Finding((*here, name), _unasked(name, recipe.ask))
        try:
            answers_of(recipe, rehearsal)
        except AskAgain as error:
            if error.values["field"] in rehearsal.answers:
                yield Finding((*here, error.values["field"]), refusal(error))
        except (KeyError, re.error):
            pass  # said by `questions`
