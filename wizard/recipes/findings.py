"""One thing that is wrong with a recipe: the place in the file, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from steps.model.problems import Problem, problem
from steps.model.words import Say, say
from wizard.text import text

from .lines import Path, line_of, shown


@dataclass(frozen=True)
class Finding:
    """A sentence about one place. An error refuses the recipe, a warning does not.

    `template` names the file beside the recipe it is in, and `line` the line there. Without a template, `line` is the
    recipe's own where no key tells it.
    """

    path: Path
    said: Say
    template: str = ""
    line: int = 0
    level: Literal["error", "warning"] = "error"

    @property
    def key(self) -> str:
        """The place as a person reads it."""
        return shown(self.path) or text(say("lint.whole_file"))

    def line_in(self, toml: str) -> int:
        """The line of the recipe."""
        return self.line if self.line and not self.template else line_of(toml, self.path)

    def sentence(self, toml: str) -> str:
        """The sentence with its place: line and key of the recipe, and the line of the template it is about."""
        place = self.key
        if self.template and self.line:
            place = text(say("lint.in_template", place=place, template=self.template, line=str(self.line)))
        return text(say("lint.at", line=str(self.line_in(toml)), place=place, said=text(self.said)))

    def as_problem(self, file: str, toml: str) -> Problem:
        """The problem `recipe-wrong` that a person sees."""
        return problem("recipe-wrong", file=file, said=self.sentence(toml))
