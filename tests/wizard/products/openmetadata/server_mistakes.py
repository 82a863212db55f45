"""Mistakes that no page of OpenMetadata makes, but an admin who means well: corrected, or of another version."""

from __future__ import annotations

from every_way import way
from expanded_recipes import LOGIN, T
from vendor_mistakes import DISCOVERY, DOCKER, JSON, OF_THE_PAGES, PUBLIC, SERVER, Mistake

OLDER = {version: way("yaml", "confidential", version) for version in ("1.7", "1.8", "1.11")}

OF_THE_SERVER = [
    # "Corrected" as most products want it.
    Mistake("authority-v2", "server", DOCKER, f"AUTHORITY={LOGIN}", f"AUTHORITY={LOGIN}/v2.0", "rules", "authority"),
    Mistake(
        "authorize-address",
        "server",
        PUBLIC,
        f"AUTHORITY={LOGIN}",
        f"AUTHORITY={LOGIN}/oauth2/v2.0/authorize",
        "rules",
        "authority",
    ),
    Mistake("blank-tenant", "server", SERVER, f'tenant: "{T}"', 'tenant: ""', "rules", "tenant"),
    Mistake(
        "no-refresh-token",
        "server",
        SERVER,
        "openid email profile offline_access",
        "openid email profile",
        "rules",
        "refresh",
    ),
    Mistake(
        "any-domain",
        "server",
        SERVER,
        "enforcePrincipalDomain: true",
        "enforcePrincipalDomain: false",
        "rules",
        "domain",
    ),
    # What the models are known to refuse.
    Mistake("no-tenant", "models", SERVER, f'    tenant: "{T}"\n', "", "models", "tenant"),
    Mistake("no-discovery", "models", SERVER, f'    discoveryUri: "{DISCOVERY}"\n', "", "models", "discoveryUri"),
    Mistake("no-provider-name", "models", SERVER, '  providerName: ""\n', "", "models", "providerName"),
    Mistake("nonce-as-boolean", "models", SERVER, 'useNonce: "true"', "useNonce: true", "models", "useNonce"),
    Mistake(
        "key-of-the-chart",
        "models",
        SERVER,
        '    type: "azure"',
        '    enabled: true\n    type: "azure"',
        "models",
        "enabled",
    ),
    Mistake("provider-in-capitals", "models", SERVER, 'provider: "azure"', 'provider: "Azure"', "models", "provider"),
    Mistake(
        "type-in-capitals",
        "models",
        SERVER,
        'clientType: "confidential"',
        'clientType: "Confidential"',
        "models",
        "clientType",
    ),
    Mistake(
        "params-as-word",
        "models",
        SERVER,
        '    type: "azure"',
        '    customParams: "{}"\n    type: "azure"',
        "models",
        "customParams",
    ),
    Mistake(
        "session-too-short",
        "models",
        JSON,
        '"sessionExpiry": 604800',
        '"sessionExpiry": 60',
        "models",
        "sessionExpiry",
    ),
    # What an older server does not know yet.
    Mistake(
        "cookie-in-1.8",
        "server",
        OLDER["1.8"],
        "  oidcConfiguration:",
        "  forceSecureSessionCookie: true\n  oidcConfiguration:",
        "models",
        "forceSecureSessionCookie",
    ),
    Mistake(
        "session-in-1.11",
        "server",
        OLDER["1.11"],
        "  oidcConfiguration:",
        "  sessionExpiry: 604800\n  oidcConfiguration:",
        "models",
        "sessionExpiry",
    ),
    Mistake(
        "redirects-in-1.11",
        "server",
        OLDER["1.11"],
        "  oidcConfiguration:",
        "  additionalTrustedRedirectUris: []\n  oidcConfiguration:",
        "models",
        "additionalTrustedRedirectUris",
    ),
    Mistake(
        "auto-redirect-in-1.11",
        "server",
        OLDER["1.11"],
        "  oidcConfiguration:",
        "  enableAutoRedirect: true\n  oidcConfiguration:",
        "models",
        "enableAutoRedirect",
    ),
    Mistake(
        "prompt-in-1.7",
        "server",
        OLDER["1.7"],
        "    disablePkce: false",
        '    disablePkce: false\n    prompt: "none"',
        "models",
        "prompt",
    ),
    Mistake(
        "new-variable-in-1.11",
        "server",
        way("docker", "public", "1.11"),
        "FORCE_SECURE_SESSION_COOKIE=true",
        "AUTHENTICATION_SESSION_EXPIRY=604800",
        "server",
        "SESSION_EXPIRY",
    ),
    Mistake(
        "old-variable-in-2.0",
        "server",
        DOCKER,
        "AUTHENTICATION_SESSION_EXPIRY",
        "OIDC_SESSION_EXPIRY",
        "server",
        "OIDC_SESSION",
    ),
]

MISTAKES = [*OF_THE_PAGES, *OF_THE_SERVER]
