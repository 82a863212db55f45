"""Runs mutmut over the checks of a login, in a copy of the tree, and compares what survives with what may."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REASONS = Path(__file__).with_name("survivors.toml")
COPIED = ("wizard", "steps", "tests/wizard/oidc", "tests/conftest.py", "tests/loopback_only.py", "pyproject.toml")
CAUGHT = ("killed", "timeout")


@dataclass(frozen=True, order=True)
class Mutant:
    """One change of one line, by function, so that it is the same after lines or other mutants have come and gone."""

    where: str
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.where}\n  - {self.was}\n  + {self.becomes}"


def reasons() -> dict[Mutant, str]:
    """The survivors that may be, each with its reason."""
    written = tomllib.loads(REASONS.read_text("utf-8"))["survivors"]
    return {Mutant(*change): group["because"] for group in written for change in group["changes"]}


def survivors() -> set[Mutant]:
    """Every change that no test notices. Fails with mutmut's own words where the tests fail without any change."""
    with tempfile.TemporaryDirectory(prefix="sso-wizard-mutants-") as copy:
        folder = Path(copy)
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, folder / name)
        _mutmut(folder, "run", "--max-children", "2")
        listed = re.findall(r"^\s*(\S+): (.+)$", _mutmut(folder, "results"), re.MULTILINE)
        assert all(status != "not checked" for _, status in listed), "mutmut ended early"
        return {_mutant(folder, name) for name, status in listed if status not in CAUGHT}


def differences() -> list[str]:
    """What is to be done: a survivor without a reason, or a reason without a survivor; empty when all is well."""
    alive, excused = survivors(), reasons()
    return [
        *(f"No test notices, and no reason is written: {one}" for one in sorted(alive - excused.keys())),
        *(f"A reason is written, but a test notices: {one}" for one in sorted(excused.keys() - alive)),
    ]


def _mutant(folder: Path, name: str) -> Mutant:
    shown = _mutmut(folder, "show", name).splitlines()
    changed = [line for line in shown if re.match(r"[-+](?![-+]{2} )", line)]
    was, becomes = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    # wizard.oidc.checks.xǁTrailǁwalk__mutmut_3, wizard.oidc.keys.x_verify__mutmut_3
    module, _, function = name.removeprefix("wizard.oidc.").partition(".x")
    function = re.sub(r"__mutmut_\d+$", "", function)
    within = function.strip("ǁ").replace("ǁ", ".") if function.startswith("ǁ") else function.removeprefix("_")
    return Mutant(f"{module}.{within}", was, becomes)


def _mutmut(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


if __name__ == "__main__":
    found = differences()
    print("\n\n".join(found) or f"Every change is noticed, but for {len(reasons())} that change nothing.")
    sys.exit(bool(found))
