"""How settings reach an OpenMetadata server: a variable, its place in conf/openmetadata.yaml, and since when.

Written from the facts: the names in conf/openmetadata.yaml, the models of the releases, and for Helm the chart's
template of its secrets. A server fills `${NAME:-default}` in its file before it parses the file as YAML; Jackson
then turns a scalar into the type that the field has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from vendor_models import RANGES, Configuration


@dataclass(frozen=True)
class Setting:
    """A variable: its path under one of the two sections, the server's default, and the versions that know it."""

    path: str
    default: str
    since: str = "1.7"
    until: str = "2.0"

    def known_to(self, version: str) -> bool:
        return RANGES.index(self.since) <= RANGES.index(version) <= RANGES.index(self.until)


A, R = "authenticationConfiguration", "authorizerConfiguration"
OIDC = f"{A}.oidcConfiguration"
SETTINGS: Mapping[str, Setting] = {
    "AUTHORIZER_CLASS_NAME": Setting(f"{R}.className", "org.openmetadata.service.security.DefaultAuthorizer"),
    "AUTHORIZER_REQUEST_FILTER": Setting(
        f"{R}.containerRequestFilter", "org.openmetadata.service.security.JwtFilter"
    ),
    "AUTHORIZER_ADMIN_PRINCIPALS": Setting(f"{R}.adminPrincipals", "[admin]"),
    "AUTHORIZER_ALLOWED_REGISTRATION_DOMAIN": Setting(f"{R}.allowedEmailRegistrationDomains", '["all"]'),
    "AUTHORIZER_PRINCIPAL_DOMAIN": Setting(f"{R}.principalDomain", "open-metadata.org"),
    "AUTHORIZER_ALLOWED_DOMAINS": Setting(f"{R}.allowedDomains", "[]"),
    "AUTHORIZER_ENFORCE_PRINCIPAL_DOMAIN": Setting(f"{R}.enforcePrincipalDomain", "false"),
    "AUTHORIZER_ENABLE_SECURE_SOCKET": Setting(f"{R}.enableSecureSocketConnection", "false"),
    "AUTHORIZER_USE_ROLES_FROM_PROVIDER": Setting(f"{R}.useRolesFromProvider", "false"),
    "AUTHENTICATION_CLIENT_TYPE": Setting(f"{A}.clientType", "public"),
    "AUTHENTICATION_PROVIDER": Setting(f"{A}.provider", "basic"),
    "AUTHENTICATION_RESPONSE_TYPE": Setting(f"{A}.responseType", "id_token"),
    "CUSTOM_OIDC_AUTHENTICATION_PROVIDER_NAME": Setting(f"{A}.providerName", '""'),
    "AUTHENTICATION_PUBLIC_KEYS": Setting(f"{A}.publicKeyUrls", "[http://localhost:8585/api/v1/system/config/jwks]"),
    "AUTHENTICATION_TOKEN_VALIDATION_ALGORITHM": Setting(f"{A}.tokenValidationAlgorithm", "RS256"),
    "AUTHENTICATION_AUTHORITY": Setting(f"{A}.authority", "https://accounts.google.com"),
    "AUTHENTICATION_CLIENT_ID": Setting(f"{A}.clientId", '""'),
    "AUTHENTICATION_CALLBACK_URL": Setting(f"{A}.callbackUrl", '""'),
    "AUTHENTICATION_JWT_PRINCIPAL_CLAIMS": Setting(f"{A}.jwtPrincipalClaims", "[email,preferred_username,sub]"),
    "AUTHENTICATION_JWT_PRINCIPAL_CLAIMS_MAPPING": Setting(f"{A}.jwtPrincipalClaimsMapping", "[]"),
    "AUTHENTICATION_ENABLE_SELF_SIGNUP": Setting(f"{A}.enableSelfSignup", "true"),
    "AUTHENTICATION_ENABLE_AUTO_REDIRECT": Setting(f"{A}.enableAutoRedirect", "false", since="2.0"),
    "AUTHENTICATION_SESSION_EXPIRY": Setting(f"{A}.sessionExpiry", '"604800"', since="2.0"),
    "FORCE_SECURE_SESSION_COOKIE": Setting(f"{A}.forceSecureSessionCookie", "false", since="1.11"),
    "OIDC_CLIENT_ID": Setting(f"{OIDC}.id", '""'),
    "OIDC_TYPE": Setting(f"{OIDC}.type", '""'),
    "OIDC_CLIENT_SECRET": Setting(f"{OIDC}.secret", '""'),
    "OIDC_SCOPE": Setting(f"{OIDC}.scope", '"openid email profile"'),
    "OIDC_DISCOVERY_URI": Setting(f"{OIDC}.discoveryUri", '""'),
    "OIDC_USE_NONCE": Setting(f"{OIDC}.useNonce", "true"),
    "OIDC_PREFERRED_JWS": Setting(f"{OIDC}.preferredJwsAlgorithm", '"RS256"'),
    "OIDC_RESPONSE_TYPE": Setting(f"{OIDC}.responseType", '"code"'),
    "OIDC_DISABLE_PKCE": Setting(f"{OIDC}.disablePkce", "true"),
    "OIDC_CALLBACK": Setting(f"{OIDC}.callbackUrl", '"http://localhost:8585/callback"'),
    "OIDC_SERVER_URL": Setting(f"{OIDC}.serverUrl", '"http://localhost:8585"'),
    "OIDC_CLIENT_AUTH_METHOD": Setting(f"{OIDC}.clientAuthenticationMethod", '"client_secret_post"'),
    "OIDC_TENANT": Setting(f"{OIDC}.tenant", '""'),
    "OIDC_OM_REFRESH_TOKEN_VALIDITY": Setting(f"{OIDC}.tokenValidity", '"3600"'),
    "OIDC_CUSTOM_PARAMS": Setting(f"{OIDC}.customParams", ""),
    "OIDC_PROMPT_TYPE": Setting(f"{OIDC}.prompt", '"consent"', since="1.8"),
    "OIDC_SESSION_EXPIRY": Setting(f"{OIDC}.sessionExpiry", '"604800"', since="1.11", until="1.11"),
}


def read_env_file(text: str) -> dict[str, str]:
    """The variables of a file for `docker compose --env-file`, where a value may stand without quotes.

    Raises `ValueError` for what Compose would take differently from what one reads: a blank beside the equals sign,
    a `$`, which it fills in, a `#` after a blank, which begins a comment, a quote around a value, a name twice.
    """
    found: dict[str, str] = {}
    for line in (line for line in text.splitlines() if line and not line.startswith("#")):
        match = re.fullmatch(r"([A-Z][A-Z0-9_]*)=(\S(?:.*\S)?)", line)
        if not match or match[1] in found or "$" in line or " #" in line or match[2][0] in "\"'":
            raise ValueError(line)
        found[match[1]] = match[2]
    return found


def started_with(variables: Mapping[str, str], version: str) -> Configuration:
    """The configuration of a server that starts with these variables. Raises `KeyError` for one it does not know."""
    unknown = [name for name in variables if name not in SETTINGS or not SETTINGS[name].known_to(version)]
    if unknown:
        raise KeyError(*unknown)
    made: dict[str, Any] = {}
    for name, setting in SETTINGS.items():
        if setting.known_to(version):
            *sections, key = setting.path.split(".")
            section = made
            for one in sections:
                section = section.setdefault(one, {})
            section[key] = _filled(variables.get(name) or setting.default)
    if variables.get("AUTHENTICATION_CLIENT_TYPE") != "confidential":
        # The server's file has the section either way; its empty values mean nothing to a public client.
        del made[A]["oidcConfiguration"]
    return made


def _filled(text: str) -> object:
    value = YAML(typ="safe").load(f"key: {text}")["key"]
    return value if isinstance(value, str | list | dict | None) else text
