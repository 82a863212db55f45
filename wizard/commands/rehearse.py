"""`sso-wizard rehearse`: the whole procedure of a recipe, in a fresh practice tenant, with a scripted person.

Real TLS, the real SDKs, the engine that the page uses. It is how a recipe earns the level "rehearsed".
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from steps.model.problems import Problem
from steps.model.recipe import Recipe, Rehearsal
from steps.model.words import say

from ..assemble import assembled
from ..journal import Journal
from ..practice import PracticeTenant
from ..recipes import RecipeShelf
from ..text import say_problem, text
from .person import ScriptedPerson


@dataclass
class Walk:
    """What became of one rehearsal: each step's verdict in order, and what was wrong at the end."""

    product: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.findings


def run(products: Sequence[str], every: bool, as_json: bool, folders: Sequence[Path]) -> int:
    """Rehearse the named products, or all; 0 only if each login passed and nothing temporary was left behind."""
    shelf = RecipeShelf(folders)
    recipes = {recipe.id: recipe for recipe in shelf.all()}
    unknown = [name for name in products if name not in recipes]
    if unknown or not (products or every):
        key = (
            say("rehearse.unknown", product=unknown[0], known=", ".join(recipes)) if unknown else say("rehearse.none")
        )
        print(text(key), file=sys.stderr)
        return 2
    walks = []
    for recipe, rehearsal in planned(shelf, list(recipes) if every else products):
        walks.append(rehearse(recipe, rehearsal, shelf))
        if not as_json:
            _print(walks[-1])
    if as_json:
        print(json.dumps([{**asdict(walk), "passed": walk.passed} for walk in walks], indent=2))
    return 0 if all(walk.passed for walk in walks) else 1


def planned(shelf: RecipeShelf, products: Sequence[str]) -> list[tuple[Recipe, Rehearsal]]:
    """Every rehearsal of these products, in the order in which they are walked."""
    recipes = [shelf.get(recipe_id) for recipe_id in products]
    return [(recipe, rehearsal) for recipe in recipes for rehearsal in recipe.rehearsals]


def rehearse(recipe: Recipe, rehearsal: Rehearsal, shelf: RecipeShelf) -> Walk:
    """Walk through one recipe by one of its rehearsals, in a tenant made for it."""
    walk = Walk(recipe.id, rehearsal.name)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sso-wizard-rehearsal-")))
        tenant = stack.enter_context(PracticeTenant(folder / "practice"))
        journal = Journal(str(folder / "setups.sqlite"))
        engine, hub = stack.enter_context(assembled(journal, tenant.cloud, shelf, port=8765))
        person = ScriptedPerson(engine, hub, tenant, recipe, rehearsal)
        try:
            for step in engine.step_names:
                walk.steps.append((step, person.do(step)))
        except Problem as stopped:
            walk.findings.append(say_problem(stopped))
        except TimeoutError as stopped:
            walk.findings.append(str(stopped))
        walk.findings += _found_wrong(person, tenant, journal)
    return walk


def _found_wrong(person: ScriptedPerson, tenant: PracticeTenant, journal: Journal) -> list[str]:
    findings = [text(say("rehearse.missing", claim=claim)) for claim in person.missing]
    registered = json.dumps(tenant.directory.applications_json())
    if person.callback in registered:
        findings.append(text(say("rehearse.left")))
    if person.secret and any(person.secret in place for place in person.outputs()):
        findings.append(text(say("rehearse.secret_seen")))
    if journal.verify():
        findings.append(text(say("rehearse.verified")))
    return findings


def _print(walk: Walk) -> None:
    verdict = text(say("rehearse.passed" if walk.passed else "rehearse.failed"))
    print(f"{walk.product} · {walk.name}: {verdict}")
    for step, said in walk.steps:
        print(f"  {text(say(f'step.{step}.title')):28} {said}")
    for finding in walk.findings:
        print("  ! " + finding.replace("\n", "\n    "))
    sys.stdout.flush()
