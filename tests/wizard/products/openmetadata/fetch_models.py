"""Fetches OpenMetadata's own models of its configuration, for the tests only; run by the install script of the tests.

They are in the wheels of `openmetadata-ingestion` (Collate Community License), of which nothing is installed and
nothing enters this repository: each wheel is downloaded by pip, and its models are unpacked into a folder that Git
does not see. Says nothing and takes no time when all is there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parents[4] / ".venv-target-products" / "openmetadata-models"
VERSIONS = ("1.7.0.0", "1.8.0.0", "1.11.0.0", "2.0.7.0")
"""The oldest release of every range that the recipe offers, and for the newest range the newest there was."""

_WANTED = ("metadata/generated/", "metadata/ingestion/models/custom_")


def missing() -> list[str]:
    """The versions that are not here yet."""
    return [version for version in VERSIONS if not (FOLDER / version).is_dir()]


def fetch(version: str) -> None:
    """Downloads one wheel and puts its models in place; raises `CalledProcessError` when pip fails."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that the last move is one step: a folder that is there is complete.
    with tempfile.TemporaryDirectory(dir=FOLDER) as temporary:
        wheels = Path(temporary, "wheels")
        wanted = f"openmetadata-ingestion=={version}"
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--only-binary", ":all:", "--dest", str(wheels), wanted], check=True)
        models = Path(temporary, "models")
        with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
            wheel.extractall(models, [name for name in wheel.namelist() if name.startswith(_WANTED)])
        shutil.move(models, FOLDER / version)


if __name__ == "__main__":
    if here_not := missing():
        print("Fetching OpenMetadata's models of its configuration.")
    for one in here_not:
        fetch(one)
