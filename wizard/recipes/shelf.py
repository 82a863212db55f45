"""The recipes this wizard knows: those that come with it, and those of extra folders."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import TemplateError

from steps.model.problems import problem
from steps.model.recipe import Recipe
from steps.model.values import SECRETS
from steps.model.when import holds
from steps.model.words import say
from wizard.text import text

from .advice import advise
from .check import check
from .findings import Finding
from .read import read
from .render import render
from .source import Source


@dataclass(frozen=True)
class Loaded:
    """One recipe file as it was read: its recipe, unless the shape is wrong, its templates, and what is wrong.

    `findings` are errors; `warnings` refuse nothing and are for whoever writes the recipe.
    """

    file: str
    toml: str
    recipe: Recipe | None
    templates: Mapping[str, str]
    findings: tuple[Finding, ...]
    source: Source | None = None

    def warnings(self, today: date) -> list[Finding]:
        """Looked for when they are wanted: only `lint` does."""
        return advise(self.source, today) if self.source else []


class RecipeShelf:
    """Port `Recipes`. Reads everything at once: a broken recipe is refused at the start, not in mid-setup."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._loaded: dict[str, Loaded] = {}
        for folder in (files("wizard") / "products", *folders):
            for file in recipe_files(folder):
                loaded = load(file, folder)
                if loaded.findings:
                    raise loaded.findings[0].as_problem(loaded.file, loaded.toml)
                assert loaded.recipe is not None
                if loaded.recipe.id in self._loaded:
                    raise problem("recipe-wrong", file=str(file), said=text(say("lint.twice", id=loaded.recipe.id)))
                self._loaded[loaded.recipe.id] = loaded

    def all(self) -> Sequence[Recipe]:
        """Every recipe, by name."""
        recipes = [loaded.recipe for loaded in self._loaded.values() if loaded.recipe]
        return sorted(recipes, key=lambda recipe: recipe.name.casefold())

    def get(self, recipe_id: str) -> Recipe:
        """One recipe; raises the problem `recipe-wrong` if it is gone."""
        loaded = self._loaded.get(recipe_id)
        if loaded is None or loaded.recipe is None:
            raise problem("recipe-wrong", file=f"{recipe_id}.toml", said=text(say("lint.gone")))
        return loaded.recipe

    def render(self, recipe: Recipe, file_name: str, values: Mapping[str, object]) -> str:
        """One generated file; what grants access is passed on to a sensitive file only."""
        loaded = self._loaded[recipe.id]
        file = next(file for file in recipe.files if file.name == file_name and holds(file.when, values))
        given = {name: value for name, value in values.items() if file.sensitive or name not in SECRETS}
        try:
            return render(loaded.templates[file.template], given)
        except TemplateError as error:
            # The error is dropped on purpose: its traceback holds the values, the secret among them.
            said = text(say("lint.template_wrong", template=file.template, said=f"{error.message}".rstrip(".")))
            raise problem("recipe-wrong", file=loaded.file, said=said) from None


def load(file: Traversable, folder: Traversable) -> Loaded:
    """Read and check one recipe file; its templates are in the folder of the same name beside it.

    Raises the problem `recipe-wrong` when the file cannot be read at all.
    """
    recipe_id = file.name.removesuffix(".toml")
    try:
        raw = file.read_bytes()
        # Some editors begin a file with a byte order mark, which TOML does not know.
        toml = raw.decode("utf-8-sig")
        templates = _templates(folder / recipe_id)
    except (OSError, UnicodeDecodeError) as error:
        raise problem("recipe-wrong", file=str(file), said=text(say("lint.unreadable", said=str(error)))) from None
    digest = hashlib.sha256(raw)
    for name, template in sorted(templates.items()):
        digest.update(f"\0{name}\0{template}".encode())
    recipe, findings = read(recipe_id, digest.hexdigest(), toml)
    source = Source(recipe, tomllib.loads(toml), templates) if recipe else None
    if source is not None:
        findings = check(source)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", recipe_id):
        findings.append(Finding((), say("lint.recipe_name")))
    return Loaded(str(file), toml, recipe, templates, tuple(findings), source)


def recipe_files(folder: Traversable) -> list[Traversable]:
    """Every recipe file in a folder, by name. Raises the problem `recipe-wrong`."""
    try:
        found = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    except OSError as error:
        raise problem("recipe-wrong", file=str(folder), said=text(say("lint.unreadable", said=str(error)))) from None
    return sorted(found, key=lambda file: file.name)


def _templates(folder: Traversable) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {file.name: _template(file) for file in folder.iterdir() if file.is_file()}


def _template(file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise problem("recipe-wrong", file=str(file), said=text(say("lint.unreadable", said=str(error)))) from None
