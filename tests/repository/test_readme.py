"""The README's lists are the code's lists. Each stands in a table between two comments, e.g. `<!-- steps -->`."""

from __future__ import annotations

import argparse
import re

from sources import ROOT

import steps
from wizard.__main__ import _parser
from wizard.recipes import RecipeShelf
from wizard.text import sentences


def rows(name: str) -> list[list[str]]:
    """The cells of the README's table of this name, without its heading, without code marks and bold."""
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", readme, re.DOTALL)
    assert found, f"the README has no table between <!-- {name} --> and <!-- /{name} -->"
    lines = [line for line in found[1].splitlines() if line.startswith("|")]
    return [
        [cell.strip().replace("`", "").replace("*", "") for cell in line.strip("|").split("|")] for line in lines[2:]
    ]


def test_the_products_are_those_that_come_with_it_with_their_levels() -> None:
    told = {row[0]: row for row in rows("products")}
    known = {recipe.name: recipe for recipe in RecipeShelf().all()}
    assert set(told) == set(known)
    assert [name for name, recipe in known.items() if recipe.verified.level not in " ".join(told[name])] == []


def test_the_steps_are_those_of_the_procedure_in_order() -> None:
    titles = [sentences()[f"step.{step.__name__.rpartition('.')[2]}.title"] for step in steps.ALL]
    told = [" ".join(row) for row in rows("steps")]
    assert len(told) == len(titles)
    assert [title for title, row in zip(titles, told, strict=True) if title not in row] == []


def test_the_commands_are_those_of_the_program() -> None:
    (commands,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    words = [row[0].split() for row in rows("commands")]
    told = {line[1] for line in words if line[0] == "sso-wizard" and len(line) > 1 and not line[1].startswith("-")}
    assert told == set(commands.choices)
