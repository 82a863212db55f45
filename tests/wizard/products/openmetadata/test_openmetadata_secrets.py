"""The script that puts the client secret into the cluster can be run again, and shows the secret to nobody else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from every_way import way
from expanded_recipes import C, S

SCRIPT = way("helm", "confidential").files["oidc-secrets.sh"]

# What kubectl does of it: it makes nothing twice, keeps no order of its own, and applies what it is handed.
KUBECTL = """#!/bin/sh
echo "$*" >> "$CLUSTER/commands"
case "$*" in
  *" --dry-run=client "*) for one; do case $one in --from-env-file=*) cat "${one#*=}" ;; esac; done ;;
  "create "*) test ! -e "$CLUSTER/secret" || { echo "AlreadyExists" >&2; exit 1; } ; touch "$CLUSTER/secret" ;;
  "apply -f -") cat > "$CLUSTER/secret"; test -s "$CLUSTER/secret" || { echo "no objects" >&2; exit 1; } ;;
esac
"""


def run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    (folder / "kubectl").write_text(KUBECTL, "utf-8")
    (folder / "kubectl").chmod(0o755)
    env = {"PATH": f"{folder}:{os.environ['PATH']}", "CLUSTER": str(folder)}
    return subprocess.run(["sh"], input=script, env=env, capture_output=True, text=True, check=False)


def test_a_second_run_after_a_renewal_replaces_the_secret_and_no_command_shows_it(tmp_path: Path) -> None:
    renewed = S[::-1]
    for secret in (S, renewed):
        told = run(tmp_path, SCRIPT.replace(S, secret))
        assert (told.returncode, told.stderr) == (0, "")
        assert (tmp_path / "secret").read_text("utf-8").splitlines() == [
            f"openmetadata-oidc-client-id={C}",
            f"openmetadata-oidc-client-secret={secret}",
        ]
        # What keeps running has read the old one.
        assert "kubectl rollout restart deployment/openmetadata" in told.stdout
    commands = (tmp_path / "commands").read_text("utf-8")
    assert "create secret generic oidc-secrets " in commands
    assert not [secret for secret in (S, renewed, C) if secret in commands]


def test_the_step_says_what_a_renewal_needs() -> None:
    walk = way("helm", "confidential")
    assert walk.fields["After a renewal"] == "kubectl rollout restart deployment/openmetadata"
