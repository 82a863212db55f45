"""From a file to a prepared setup, every answer checked as if it were typed; a wrong file is refused as a whole."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from steps.choose_product import check_answer
from steps.model.answers import KINDS
from steps.model.facts import Answer
from steps.model.ports import Recipes
from steps.model.problems import AskAgain, Problem, problem
from steps.model.recipe import Question, Recipe
from steps.model.words import Say

from ..entra.cloud import CLOUDS
from ..handed import inspect, read_text, shaped, shown
from ..secret_shapes import shape_in
from ..text import text
from .document import FORMAT, LARGEST, MOST_NOTE, MOST_PEOPLE, MOST_TEXT, Prepared


@dataclass(frozen=True)
class Handed:
    """A prepared setup as it was read, its recipe, and the SHA-256 of its file in hexadecimal."""

    prepared: Prepared
    recipe: Recipe
    digest: str


def read(file: Path, recipes: Recipes) -> Handed:
    """Read and check a file. Raises one problem, `file-…` or `prepared-…`, for the first thing that is wrong."""
    toml = read_text(file, LARGEST)
    data = _parsed(toml, file)
    inspect(data, file)
    for number, line in enumerate(toml.splitlines(), 1):
        # Comments are no values, yet they are in the file, and the file is sent around.
        if shape_in(line):
            raise problem("file-has-secret", file=shown(file), entry=f"line {number}")
    found = data.get("format")
    if isinstance(found, int) and found > FORMAT:
        # Before its keys are judged: a newer format may have others.
        raise problem("file-newer", file=shown(file), found=str(found), known=str(FORMAT))
    prepared: Prepared = shaped(Prepared, data, file)
    if prepared.format != FORMAT:
        raise problem("file-wrong-type", file=shown(file), entry="format")
    recipe = _recipe(prepared, recipes, file)
    for key, check in _checks(prepared, recipe, file):
        _checked(key, check, file)
    return Handed(prepared, recipe, hashlib.sha256(toml.encode()).hexdigest())


def _parsed(toml: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(toml)
    except RecursionError:
        raise problem("file-too-deep", file=shown(file), most="32") from None
    except ValueError as fault:
        # Only the place: the rest of such a message may quote the file.
        at = re.search(r"\(at (line \d+, column \d+|end of document)\)", str(fault))
        raise problem("file-broken", file=shown(file), place=at[1] if at else "line 1") from None


def _recipe(prepared: Prepared, recipes: Recipes, file: Path) -> Recipe:
    known = {recipe.id: recipe for recipe in recipes.all()}
    if prepared.product not in known:
        told = {"product": prepared.product[:MOST_TEXT], "known": ", ".join(known)}
        raise problem("prepared-product", file=shown(file), **told)
    if prepared.cloud and prepared.cloud not in CLOUDS:
        told = {"cloud": prepared.cloud[:MOST_TEXT], "known": ", ".join(CLOUDS)}
        raise problem("prepared-cloud", file=shown(file), **told)
    recipe = known[prepared.product]
    for name in prepared.answers:
        if name not in recipe.ask:
            told = {"entry": f"answers.{name[:MOST_TEXT]}", "known": ", ".join(recipe.ask)}
            raise problem("prepared-question", file=shown(file), **told)
    return recipe


def _checks(prepared: Prepared, recipe: Recipe, file: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every check of a value, by its key."""
    kind = "email-domain" if "." in prepared.tenant else "guid"
    if prepared.tenant:
        yield "tenant", lambda: KINDS[kind]("tenant", prepared.tenant)
    if prepared.secret_days:
        yield "secret_days", lambda: KINDS["days"]("secret_days", str(prepared.secret_days))
    yield "note", lambda: _short("note", (prepared.note,), MOST_NOTE)
    yield "application_name", lambda: _short("application_name", (prepared.application_name,), 120)
    yield "people", lambda: _short("people", prepared.people)
    yield "tell", lambda: _short("tell", prepared.tell)
    for name, answer in prepared.answers.items():
        if isinstance(answer, bool) != (recipe.ask[name].kind == "flag"):
            raise problem("file-wrong-type", file=shown(file), entry=f"answers.{name}")
        yield f"answers.{name}", partial(_answer, name, recipe.ask[name], typed(answer))


def _answer(name: str, question: Question, text: str) -> None:
    _short(name, (text,), MOST_NOTE)
    check_answer(name, question, text)


def typed(answer: Answer) -> str:
    """An answer as a person would type it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "\n".join(answer) if isinstance(answer, tuple) else answer


def _short(name: str, entries: tuple[str, ...], most: int = MOST_TEXT) -> None:
    if len(entries) > MOST_PEOPLE or any(len(entry) > most for entry in entries):
        raise problem("answer-too-long", field=name, most=f"{most:,}")


def _checked(key: str, check: Callable[[], object], file: Path) -> None:
    try:
        check()
    except AskAgain as wrong:
        raise problem("prepared-answer", file=shown(file), entry=key, said=_sentence(wrong)) from None


def _sentence(wrong: Problem) -> str:
    values: Mapping[str, str] = wrong.values
    return " ".join(text(Say(f"problem.{wrong.code}.{part}", values)) for part in ("what", "next"))
