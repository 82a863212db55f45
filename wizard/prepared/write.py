"""From a setup to a prepared setup that a person can read and change in any editor."""

from __future__ import annotations

import json

from steps.model import prepared as keys
from steps.model.facts import Answer
from steps.model.problems import problem
from steps.model.setup import Setup
from steps.model.words import say

from ..entra.cloud import CLOUDS
from ..handed import odd_character
from ..secret_shapes import shape_in
from ..text import text
from .document import FORMAT, SUFFIX


def prepared_file(setup: Setup, cloud: str) -> tuple[str, bytes]:
    """The file's name and its content. Raises `changed-elsewhere` while no product is chosen."""
    recipe = setup.product.recipe if setup.product else str(setup.choices.get("recipe", ""))
    if not recipe:
        raise problem("changed-elsewhere")
    lines = [_comment("prepared.file.head"), _line("format", FORMAT)]
    for name, value in _values(setup, recipe, cloud).items():
        lines += ["", _comment(f"prepared.file.{name}"), _line(name, value)]
    lines += ["", _comment("prepared.file.answers"), "[answers]"]
    lines += [_line(name, answer) for name, answer in _answers(setup, recipe).items()]
    return f"{recipe}{SUFFIX}", "\n".join([*lines, ""]).encode()


def _values(setup: Setup, recipe: str, cloud: str) -> dict[str, Answer | int]:
    chosen, who = setup.choices, setup.signed_in
    tenant = setup.tenant.domain if setup.tenant else who.tenant_id if who else chosen.get("tenant", "")
    named = setup.registration.display_name if setup.registration else chosen.get("application_name", "")
    return {
        "product": recipe,
        "cloud": cloud if cloud in CLOUDS else "",
        "tenant": tenant,
        "by_hand": setup.all_by_hand,
        "application_name": named,
        "who": chosen.get("who", ""),
        "people": _people(setup),
        "secret_days": int(str(chosen.get("secret_days") or 0)),
        "note": chosen.get(keys.NOTE, ""),
        "tell": chosen.get(keys.TELL, ()),
    }


def _people(setup: Setup) -> Answer:
    picked = setup.choices.get("people")
    # Who was picked from the directory is kept as kind, ID and name.
    named = tuple(entry.split("|", 2)[-1] for entry in picked) if isinstance(picked, tuple) else ()
    return named or setup.choices.get("people_typed", ())


def _answers(setup: Setup, recipe: str) -> dict[str, Answer]:
    if setup.product:
        return {name: answer for name, answer in setup.product.answers.items() if answer not in ("", ())}
    start = keys.key(recipe, "")
    return {name.removeprefix(start): answer for name, answer in setup.choices.items() if name.startswith(start)}


def _comment(key: str) -> str:
    return "\n".join(f"# {line}" for line in text(say(key)).splitlines())


def _line(name: str, value: Answer | int) -> str:
    if isinstance(value, tuple):
        entries = [_string(entry) for entry in value]
        return f"{name} = [{', '.join(entries)}]" if len(entries) < 2 else f"{name} = [\n  {_listed(entries)},\n]"
    if isinstance(value, str):
        return f"{name} = {_string(value)}"
    return f"{name} = {json.dumps(value)}"


def _listed(entries: list[str]) -> str:
    return ",\n  ".join(entries)


def _string(value: str) -> str:
    # A name from the tenant may hold anything. What opening the file would refuse is not written into it.
    kept = "" if shape_in(value) else "".join(one for one in value if not odd_character(one))
    # A JSON string is a basic string of TOML, but for U+007F, which is gone by now.
    return json.dumps(kept, ensure_ascii=False)
