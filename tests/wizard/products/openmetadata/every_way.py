"""Every way to set up OpenMetadata for Entra, and the configuration that a server has in the end."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

from expanded_recipes import Walked, walked
from helm_values import container_variables
from ruamel.yaml import YAML
from server_settings import read_env_file, started_with
from vendor_models import RANGES, Configuration

FILES = {
    "docker": "openmetadata_azure.env",
    "yaml": "openmetadata-sso.yaml",
    "helm": "openmetadata-values.yaml",
    "ui": "security-configuration.json",
}
"""The file that carries the settings, by the answer to the question how OpenMetadata runs."""


def way(deployment: str, client_type: str, server_version: str = "2.0", own_tls: str = "no", **more: str) -> Walked:
    return walked(
        "openmetadata",
        deployment=deployment,
        client_type=client_type,
        server_version=server_version,
        own_tls=own_tls,
        **more,
    )


EVERY_WAY = [
    way(*answers)
    for answers in product(FILES, ("public", "confidential"), RANGES, ("no", "yes"))
    # Before 1.10 a server has no page and no address for it.
    if answers[0] != "ui" or answers[2] in ("1.11", "2.0")
]


def settings_file(walk: Walked) -> str:
    """The text of the file that carries the settings."""
    return walk.files[FILES[str(walk.values["deployment"])]]


def kubernetes_secrets(walk: Walked) -> dict[str, str]:
    """What oidc-secrets.sh puts into the Kubernetes secret."""
    return dict(re.findall(r"^([\w-]+)=(.+)$", walk.files.get("oidc-secrets.sh", ""), re.MULTILINE))


def parsed(text: str, deployment: str) -> Any:
    """The file as its reader sees it. Both YAML parsers refuse a key that stands there twice."""
    if deployment == "docker":
        return read_env_file(text)
    if deployment == "ui":
        return json.loads(text, object_pairs_hook=_once)
    return YAML(typ="safe").load(text)


def configuration(walk: Walked, text: str = "") -> Configuration:
    """The two sections that the server works with, by the file of this way, or by `text` in its place."""
    deployment, version = str(walk.values["deployment"]), str(walk.values["server_version"])
    found = parsed(text or settings_file(walk), deployment)
    if deployment == "docker":
        return started_with(found, version)
    if deployment == "helm":
        return started_with(container_variables(found, kubernetes_secrets(walk)), version)
    return dict(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError([key for key, _ in pairs])
    return dict(pairs)
