"""OpenMetadata's own models of its configuration, asked in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fetch_models import FOLDER, VERSIONS, missing

Configuration = dict[str, dict[str, Any]]

RANGES = ("1.7", "1.8", "1.11", "2.0")
"""The answers to the question for the version, oldest first, each in the order of the release it is held to."""


@dataclass(frozen=True)
class Verdict:
    """Why a configuration was refused, or "", and what was understood of it, defaults added."""

    refused: str
    read: Configuration


def verdicts(server_version: str, configurations: Sequence[Configuration]) -> list[Verdict]:
    """What the models of one release say of each configuration, in the same order."""
    if missing():
        pytest.fail("OpenMetadata's models are not here. Run tests/install_target_products.sh, which fetches them.")
    release = VERSIONS[RANGES.index(server_version)]
    script = Path(__file__).with_name("validate_configurations.py")
    run = subprocess.run(
        [sys.executable, str(script), str(FOLDER / release)],
        input=json.dumps(list(configurations)),
        capture_output=True,
        text=True,
        check=True,
    )
    return [Verdict(**one) for one in json.loads(run.stdout)]
