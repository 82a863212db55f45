"""What the OpenMetadata Helm chart makes of its values: variables for the server's container."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from server_settings import SETTINGS

RENAMED = {
    "authorizer.initialAdmins": "AUTHORIZER_ADMIN_PRINCIPALS",
    "authentication.publicKeys": "AUTHENTICATION_PUBLIC_KEYS",
    "authentication.oidcConfiguration.oidcType": "OIDC_TYPE",
    "authentication.oidcConfiguration.promptType": "OIDC_PROMPT_TYPE",
}
"""The values whose name differs from the server's; all others bear the name in conf/openmetadata.yaml."""

_ITS_OWN = ("authentication.enabled", "authentication.oidcConfiguration.enabled")


def container_variables(values: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, str]:
    """The variables by these values. `secrets` has the keys of the Kubernetes secret; raises `KeyError` for others.

    As the chart's template does: OIDC_* only with `enabled` and a confidential client, lists as JSON.
    """
    config = values["openmetadata"]["config"]
    authentication = dict(config["authentication"])
    oidc = dict(authentication.pop("oidcConfiguration", {}))
    made = {}
    if oidc.pop("enabled", False) and authentication["clientType"] == "confidential":
        made["OIDC_CLIENT_ID"] = secrets[oidc.pop("clientId")["secretKey"]]
        made["OIDC_CLIENT_SECRET"] = secrets[oidc.pop("clientSecret")["secretKey"]]
        made |= _named("authentication.oidcConfiguration", oidc)
    made |= _named("authentication", authentication) | _named("authorizer", config["authorizer"])
    return made | {one["name"]: one["value"] for one in values.get("extraEnvs", [])}


def _named(section: str, values: Mapping[str, Any]) -> dict[str, str]:
    known = {setting.path.replace("Configuration.", ".", 1): name for name, setting in SETTINGS.items()} | RENAMED
    return {
        known[f"{section}.{key}"]: value if isinstance(value, str) else json.dumps(value)
        for key, value in values.items()
        if f"{section}.{key}" not in _ITS_OWN
    }
