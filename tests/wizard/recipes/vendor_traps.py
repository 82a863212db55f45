"""A trap of a vendor's document, and the spots of an expanded recipe where somebody would fall into it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from expanded_recipes import SHELF, Walked, walked

from steps.model.chosen import Chosen
from steps.model.problems import AskAgain
from steps.model.when import holds
from steps.registration.application import desired

Spot = Callable[[Walked], str]


@dataclass(frozen=True)
class Trap:
    """One trap: `told` is where the vendor's document has it; `kind` is how the wizard keeps people out of it."""

    id: str
    told: str
    kind: str
    check: Callable[[], None]


def impossible(
    id: str, told: str, walks: Sequence[Walked], spot: Spot, right: str | tuple[str, ...], *wrong: str
) -> Trap:
    """On every one of these ways the right forms stand at the spot, and none of the wrong ones does."""

    def check() -> None:
        assert walks
        for walk in walks:
            text = spot(walk)
            for form in (right,) if isinstance(right, str) else right:
                assert form in text, f"{walk.name}: {form!r} is not in {text!r}"
            for form in wrong:
                assert form not in text, f"{walk.name}: {form!r} is in {text!r}"

    return Trap(id, told, "impossible", check)


def refused(id: str, told: str, recipe: str, question: str, right: str, *wrong: str) -> Trap:
    """The question takes the right answer, and refuses each wrong one at its own field."""

    def check() -> None:
        assert walked(recipe, **{question: right}).values[question]
        for typed in wrong:
            with pytest.raises(AskAgain) as told:
                walked(recipe, **{question: typed})
            assert told.value.values["field"] == question, typed

    return Trap(id, told, "impossible", check)


def warned(id: str, told: str, recipe: str, place: str, *, wrong: str, right: str) -> Trap:
    """One text at this place names both: what the document leads to, and what to do instead.

    `place` is `before`, `notes`, `enforce`, `help <question>`, `step <id>` or `sheet <title>`: all of them are shown.
    """

    def check() -> None:
        texts = _texts(recipe, place)
        assert any(wrong in text and right in text for text in texts), texts

    return Trap(id, told, "warned", check)


def _texts(recipe_id: str, place: str) -> list[str]:
    recipe = SHELF.get(recipe_id)
    kind, _, name = place.partition(" ")
    if kind == "help":
        return [recipe.ask[name].help]
    if kind == "step":
        return [step.do for step in recipe.product_steps if step.id == name]
    if kind == "sheet":
        return [" ".join(part(name)(walk).split()) for walk in [walked(recipe_id)]]
    if kind == "enforce":
        return [f"{recipe.enforce.how} {recipe.enforce.way_back}"]
    return list({"before": recipe.before, "notes": recipe.notes}[kind])


def fields(walk: Walked) -> str:
    """Every value of the product's steps, one line each: label=value."""
    return "".join(f"{label}={value}\n" for label, value in walk.fields.items())


def redirects(walk: Walked) -> str:
    return "".join(f"{uri}\n" for uri in walk.redirects)


def messages(walk: Walked) -> str:
    return walk.messages


def given(walk: Walked) -> str:
    """Everything the product is given: values, messages, files."""
    return "\n".join([fields(walk), walk.messages, *_without_scripts(walk).values()])


def written(walk: Walked) -> str:
    """Everything but the sheet for a person, which names things that must go."""
    files = [text for name, text in _without_scripts(walk).items() if not name.endswith(".md")]
    return "\n".join(files) + redirects(walk)


def _without_scripts(walk: Walked) -> dict[str, str]:
    """The files but for the wsadmin scripts: what must go is named there to be looked for. What they set instead is
    held by the calls they make, in tests/wizard/products/wsadmin."""
    return {name: text for name, text in walk.files.items() if not name.startswith("wsadmin-")}


def sentences(walk: Walked) -> str:
    """What is read and sent, but is no value: instructions and messages."""
    steps = [step for step in walk.recipe.product_steps if holds(step.when, walk.values)]
    return "\n".join(text for step in steps for text in (step.where, step.do, step.waits, step.message))


def file(name: str) -> Spot:
    return lambda walk: walk.files[name]


def part(title: str) -> Spot:
    """One part of the sheet for the WebSphere administrator, its title line first."""
    return lambda walk: re.search(rf"^## (?:\d+\. )?{re.escape(title)}\n(?:(?!## ).*\n)*", _sheet(walk), re.M)[0]


def _sheet(walk: Walked) -> str:
    return walk.files["websphere-console.md"] + "\n"


def registration(walk: Walked) -> str:
    """The application as Microsoft Graph is told to make it, as JSON."""
    body: dict[str, Any] = desired(Chosen(walk.recipe, walk.app, walk.values), "Name", None)
    return json.dumps(body, sort_keys=True)


def setting(of: Callable[[Walked], object]) -> Spot:
    """One setting, in brackets, so that it can be compared to the end."""
    return lambda walk: f"[{of(walk)}]"


assignment = setting(lambda walk: walk.app.assignment)
secret_days = setting(lambda walk: walk.app.secret_days)
client_auth = setting(lambda walk: walk.app.client_auth)
needed = setting(lambda walk: ";".join(claim.name for claim in walk.recipe.claims))
order = setting(lambda walk: ";".join(step.id for step in walk.recipe.product_steps))
SINGLE = '"signInAudience": "AzureADMyOrg"'
OPEN = ("AzureADMultipleOrgs", "PersonalMicrosoftAccount")
EMAIL = '"name": "email"'
