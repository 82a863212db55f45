"""Which values the OpenMetadata Helm chart takes: a JSON schema of ours for the names the wizard sets, and no others.

Written from the facts about charts/openmetadata of open-metadata/openmetadata-helm-charts, chart 1.7.0 to 1.13.1: the
chart closes these objects, so that a name of another version stops the upgrade. Its own schema cannot be fetched by
pip and is not kept here; OPENMETADATA_CHART_SCHEMA may name a copy of values.schema.json, and it is used as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from vendor_models import RANGES

WORD, FLAG, WORDS = {"type": "string"}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}}


def closed(**properties: object) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _only(*values: str) -> dict[str, object]:
    return {"type": "string", "enum": list(values)}


FROM_SECRET = closed(secretRef=WORD, secretKey=WORD)
OIDC_WORDS = (
    "oidcType",
    "scope",
    "discoveryUri",
    "preferredJwsAlgorithm",
    "responseType",
    "callbackUrl",
    "serverUrl",
    "clientAuthenticationMethod",
    "tenant",
    "maxAge",
    "tokenValidity",
    "promptType",
    "sessionExpiry",
)
"""All of them text, the numbers as well."""

SINCE = {"promptType": "1.8", "sessionExpiry": "1.11"}
"""Names of the chart that its oldest releases do not have, by the range of versions that all have them."""


def _oidc(version: str) -> dict[str, object]:
    known = [name for name in OIDC_WORDS if RANGES.index(SINCE.get(name, "1.7")) <= RANGES.index(version)]
    return closed(
        enabled=FLAG,
        clientId=FROM_SECRET,
        clientSecret=FROM_SECRET,
        useNonce=FLAG,
        disablePkce=FLAG,
        **dict.fromkeys(known, WORD),
    )


def our_schema(version: str) -> dict[str, Any]:
    """The schema for the chart of one range of versions."""
    authentication = closed(
        enabled=FLAG,
        clientType=_only("public", "confidential"),
        provider=_only("basic", "azure", "auth0", "custom-oidc", "google", "okta", "aws-cognito", "ldap", "saml"),
        responseType=WORD,
        publicKeys=WORDS,
        authority=WORD,
        clientId=WORD,
        callbackUrl=WORD,
        jwtPrincipalClaims=WORDS,
        jwtPrincipalClaimsMapping=WORDS,
        enableSelfSignup=FLAG,
        oidcConfiguration=_oidc(version),
    )
    authorizer = closed(
        enabled=FLAG,
        className=_only("org.openmetadata.service.security.DefaultAuthorizer"),
        containerRequestFilter=_only("org.openmetadata.service.security.JwtFilter"),
        initialAdmins=WORDS,
        principalDomain=WORD,
        enforcePrincipalDomain=FLAG,
        allowedDomains=WORDS,
        allowedEmailRegistrationDomains=WORDS,
        enableSecureSocketConnection=FLAG,
        useRolesFromProvider=FLAG,
    )
    config = closed(authentication=authentication, authorizer=authorizer)
    environment = {"type": "array", "items": {**closed(name=WORD, value=WORD), "required": ["name", "value"]}}
    return closed(openmetadata=closed(config=config), extraEnvs=environment)


def _schemas(version: str) -> Iterator[dict[str, Any]]:
    yield our_schema(version)
    if original := os.environ.get("OPENMETADATA_CHART_SCHEMA"):
        yield json.loads(Path(original).read_text("utf-8"))


def refused(values: object, version: str) -> str:
    """Why the chart would refuse these values, or ""."""
    errors = (error for schema in _schemas(version) for error in Draft7Validator(schema).iter_errors(values))
    return "; ".join(f"{error.json_path}: {error.message}" for error in errors)
