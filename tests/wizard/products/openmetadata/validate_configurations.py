"""Run by itself: holds security configurations to the models of one OpenMetadata release.

    python validate_configurations.py FOLDER < configurations.json > verdicts.json

FOLDER has that release's package `metadata`, of which only the models are there. Reads a list of configurations as
`PUT /api/v1/system/security/config` takes them; writes a list of `{"refused": why or "", "read": what was read}`.
A process of its own, because `metadata` and its stand-ins have no place among the modules of the tests.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError

PARTS = {
    "authenticationConfiguration": "AuthenticationConfiguration",
    "authorizerConfiguration": "AuthorizerConfiguration",
}
# How the models write a secret down is the business of packages that are not here.
SECRET = {"oidcConfiguration": {"secret"}}


def stand_in(folder: Path) -> None:
    """Packages without their own `__init__`, which would import the whole ingestion framework."""
    for name in ("metadata", "metadata.ingestion", "metadata.ingestion.models"):
        module = ModuleType(name)
        module.__path__ = [str(folder / name.replace(".", "/"))]
        sys.modules[name] = module


def verdict(configuration: dict[str, Any], models: dict[str, type[BaseModel]]) -> dict[str, object]:
    """What the models say. Releases before 1.10 have none for the whole, only for its two parts."""
    unknown = sorted(set(configuration) ^ set(models))
    read = {}
    try:
        for name, model in models.items():
            read[name] = model.model_validate(configuration.get(name)).model_dump(mode="json", exclude=SECRET)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return {"refused": told, "read": {}}
    return {"refused": f"parts: {unknown}" if unknown else "", "read": read}


if __name__ == "__main__":
    stand_in(Path(sys.argv[1]))
    home = "metadata.generated.schema.configuration"
    models = {name: getattr(import_module(f"{home}.{name}"), model) for name, model in PARTS.items()}
    json.dump([verdict(one, models) for one in json.load(sys.stdin)], sys.stdout)
