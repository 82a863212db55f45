"""The direction of imports: the procedure knows nothing of the application, its parts nothing of one another."""

from __future__ import annotations

import ast
import sys
from itertools import permutations

import pytest
from sources import PACKAGES, imported, module_name, parsed, python_files, within

PARTS = ("entra", "oidc", "recipes", "export", "journal", "dns", "edits", "product_side")
UPPER = ("engine", "work", "record", "assemble", "app", "server", "draw", "commands", "running", "guard")

# `__main__` hands over to `commands`; besides them, only the server may know that there is a practice tenant.
MAY_PRACTICE = ("wizard.__main__", "wizard.server", "wizard.commands", "wizard.practice")
DRAWS = ("wizard.app", "wizard.draw", "wizard.server", "wizard.guard")


def breaches(inside: str, forbidden: str) -> list[str]:
    """Which modules of one package import something of another."""
    return [
        f"{module_name(file)} imports {name}"
        for file in python_files(*PACKAGES)
        if within(module_name(file), inside)
        for name in imported(file)
        if within(name, forbidden)
    ]


def test_the_steps_import_only_the_standard_library_and_one_another() -> None:
    outside = [
        f"{module_name(file)} imports {name}"
        for file in python_files("steps")
        for name in imported(file)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "steps"}
    ]
    assert outside == []


@pytest.mark.parametrize(("one", "other"), [*permutations(PARTS, 2)])
def test_the_parts_do_not_know_one_another(one: str, other: str) -> None:
    assert breaches(f"wizard.{one}", f"wizard.{other}") == []


@pytest.mark.parametrize("part", [*PARTS, "practice", "text", "fold", "secret_shapes"])
@pytest.mark.parametrize("upper", UPPER)
def test_no_part_knows_what_stands_on_it(part: str, upper: str) -> None:
    assert breaches(f"wizard.{part}", f"wizard.{upper}") == []


def test_the_practice_tenant_knows_only_the_cloud_record_and_the_texts() -> None:
    known = ("wizard.practice", "wizard.entra.cloud", "wizard.text", "steps.model.words")
    outside = [
        f"{module_name(file)} imports {name}"
        for file in python_files("wizard/practice")
        for name in imported(file)
        if name.split(".")[0] in PACKAGES
        and not any(within(name, allowed) or within(allowed, name) for allowed in known)
    ]
    assert outside == []


def test_production_code_never_loads_the_practice_tenant() -> None:
    outside = [
        f"{module_name(file)} imports {name}"
        for file in python_files("wizard")
        if not any(within(module_name(file), allowed) for allowed in MAY_PRACTICE)
        for name in imported(file)
        if within(name, "wizard.practice")
    ]
    assert outside == []


def test_the_command_loads_the_practice_tenant_only_when_asked() -> None:
    for name in ("wizard.__main__", "wizard.commands.serve"):
        (file,) = (file for file in python_files("wizard") if module_name(file) == name)
        at_once = {node for node in parsed(file).body if isinstance(node, ast.Import | ast.ImportFrom)}
        assert not [node for node in at_once if "practice" in ast.unparse(node)], name


def test_only_what_draws_knows_streamlit() -> None:
    outside = [
        f"{module_name(file)} imports {name}"
        for file in python_files("wizard")
        if not any(within(module_name(file), allowed) for allowed in DRAWS)
        for name in imported(file)
        if within(name, "streamlit")
    ]
    assert outside == []
