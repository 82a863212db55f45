"""Every sentence a person can see that is not a product's own, by dotted key."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from steps.model.problems import Problem
from steps.model.words import Say, Words

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@cache
def sentences(language: str = "en") -> dict[str, str]:
    """All sentences of one language, flattened to dotted keys: one folder per language, one file per subject."""
    found: dict[str, str] = {}
    for file in (files(__package__) / language).iterdir():
        if file.name.endswith(".toml"):
            _flatten(tomllib.loads(file.read_text("utf-8")), "", found)
    return found


def _flatten(table: dict[str, Any], prefix: str, found: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", found)
        elif found.setdefault(prefix + key, value) is not value:
            raise ValueError(f"two sentences are called {prefix + key}")


def text(words: Words) -> str:
    """The sentence for these words; literal text is returned as it is. Raises `KeyError` for an unknown key."""
    if isinstance(words, str):
        return words
    return PLACEHOLDER.sub(lambda match: words.values[match[1]], sentences()[words.key])


def say_problem(stopped: Problem) -> str:
    """What happened, why, and what to do next, as lines for a terminal."""
    return "\n".join(text(Say(f"problem.{stopped.code}.{part}", stopped.values)) for part in ("what", "why", "next"))


def has(key: str) -> bool:
    """Whether there is a sentence with this key."""
    return key in sentences()
