"""One thing that is wrong with a recipe: the place in the file, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from steps.model.problems import Problem, problem
from steps.model.words import Words, say
from wizard.text import text

from .lines import Path, line_of, shown


@dataclass(frozen=True)
class Finding:
    """A sentence about one place; `template` names the file beside the recipe it is in, else it is the recipe."""

    path: Path
    said: Words
    template: str = ""

    def sentence(self, toml: str) -> str:
        """The sentence with its place: line and key of the recipe."""
        key = shown(self.path) or text(say("lint.whole_file"))
        return text(say("lint.at", line=str(line_of(toml, self.path)), place=key, said=text(self.said)))

    def as_problem(self, file: str, toml: str) -> Problem:
        """The problem `recipe-wrong` that a person sees."""
        return problem("recipe-wrong", file=file, said=self.sentence(toml))
