"""The server's own file, worked into by the wizard and then filled in by the server, is what its models take."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from every_way import parsed, settings_file, way
from expanded_recipes import S
from security_rules import broken
from server_settings import SETTINGS, Configuration
from vendor_models import RANGES, verdicts

from steps.model.when import holds
from wizard.edits import edit

CASES = [*product(("public", "confidential"), RANGES)]


def shipped(version: str) -> str:
    """The two sections as they stand in conf/openmetadata.yaml of a version: each value a variable with a default."""
    lines: list[str] = ["# as shipped"]
    open_sections: list[str] = []
    for name, setting in SETTINGS.items():
        *sections, key = setting.path.split(".")
        if setting.known_to(version):
            for depth, section in enumerate(sections):
                if open_sections[depth : depth + 1] != [section]:
                    open_sections[depth:] = [section]
                    lines.append(f"{'  ' * depth}{section}:")
            del open_sections[len(sections) :]
            lines.append(f"{'  ' * len(sections)}{key}: ${{{name}:-{setting.default}}}")
    return "\n".join([*lines, "", "fernetConfiguration:", "  fernetKey: ${FERNET_KEY:-}", ""])


def edited(client_type: str, version: str) -> Configuration:
    """What the server reads after the edit, started without any variable."""
    walk = way("yaml", client_type, version)
    (into,) = (file.into for file in walk.recipe.files if file.into and holds(file.when, walk.values))
    assert into is not None
    content = edit(shipped(version).encode(), settings_file(walk), into, [S]).content.decode()
    assert "fernetKey: ${FERNET_KEY:-}" in content
    found = parsed(re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", content), "yaml")
    del found["fernetConfiguration"]
    return {name: as_text(section) for name, section in found.items()}


def as_text(section: dict[str, Any]) -> dict[str, Any]:
    """Every scalar as text, as the shipped file has them: Jackson takes it for what the field is."""
    made = {}
    for key, value in section.items():
        scalar = isinstance(value, bool | int)
        made[key] = as_text(value) if isinstance(value, dict) else str(value).lower() if scalar else value
    return made


@pytest.fixture(scope="session")
def refusals() -> dict[tuple[str, str], str]:
    """Why the models refuse an edited file, or "", by client type and version."""
    found: dict[tuple[str, str], str] = {}
    for version in RANGES:
        asked = verdicts(version, [edited(client_type, version) for client_type in ("public", "confidential")])
        found |= {(one, version): said.refused for one, said in zip(("public", "confidential"), asked, strict=True)}
    return found


@pytest.mark.parametrize(("client_type", "version"), CASES)
def test_the_edited_file_is_a_configuration(
    client_type: str, version: str, refusals: dict[tuple[str, str], str]
) -> None:
    assert refusals[client_type, version] == ""


@pytest.mark.parametrize("version", RANGES)
def test_nothing_of_the_shipped_file_shines_through(version: str) -> None:
    assert broken(edited("confidential", version)) == []
