"""One row of the catalogue of what admins struggle with, and how a program without rights can see it in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from by_hand_setup import Bench

from tests.wizard.recipes.broken_recipes import GOOD
from wizard.recipes.shelf import load

Check = Callable[[Bench, Path], None]
EARLY, GRAPH, LATER = "early", "graph", "later"


@dataclass(frozen=True)
class Row:
    """`name` as in the catalogue, `id` for the test.

    `how`, by the catalogue's column "detect before": EARLY can be seen without Graph, GRAPH only with it, and LATER
    by nothing before it happens. `where` is what the wizard has in place of rights, and `check` proves it (the path
    is an empty folder); `rest` is what only Graph tells.
    """

    name: str
    id: str
    how: str
    where: str
    check: Check
    rest: str = ""


def said_of_recipe(folder: Path, *changes: tuple[str, str]) -> str:
    """What the loader says of the good recipe with these texts replaced."""
    toml = GOOD
    for old, new in changes:
        assert old in toml
        toml = toml.replace(old, new, 1)
    (folder / "demo").mkdir(exist_ok=True)
    (folder / "demo" / "demo.conf").write_text("host={{ host }}\n", "utf-8")
    (folder / "demo.toml").write_text(toml, "utf-8")
    return "\n".join(finding.sentence(toml) for finding in load(folder / "demo.toml", folder).findings)


def needs(claim: str) -> tuple[str, str]:
    """The good recipe with one more claim that its product cannot do without."""
    need = f'[[needs.claim]]\nname = "{claim}"\nwhy = "It is the key."\nwithout = "Nobody is found."\n'
    return "[enforce]", f"{need}[enforce]"
