"""What OpenMetadata's own pages get wrong, put into a copy of the wizard's files; each says what must refuse it.

`told` is where it stands: `docker`, `bare-metal` and `kubernetes` are the pages about Entra ID, `interface` the page
about Settings > SSO, `models` what the models are known to refuse, `server` what only a server or a login would show.
The last two are in `server_mistakes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from every_way import settings_file, way
from expanded_recipes import LOGIN, T, Walked

By = Literal["reader", "chart", "server", "models", "rules"]
"""Who refuses it: the file's own reader, the chart's schema, a server of that version, its models, or our rules."""


@dataclass(frozen=True)
class Mistake:
    """One change to a generated file: `right`, which must stand there, becomes `wrong`."""

    id: str
    told: str
    walk: Walked
    right: str
    wrong: str
    by: By
    names: str
    """A word of the refusal: the key, the line, or the rule."""

    @property
    def text(self) -> str:
        text = settings_file(self.walk)
        assert self.right in text, self.id
        return text.replace(self.right, self.wrong)


PUBLIC, DOCKER, SERVER, HELM, JSON = (
    way("docker", "public"),
    *(way(deployment, "confidential") for deployment in ("docker", "yaml", "helm", "ui")),
)
KEYS = f"{LOGIN}/discovery/v2.0/keys"
DISCOVERY = f"{LOGIN}/v2.0/.well-known/openid-configuration"
COMMON = "https://login.microsoftonline.com/common/discovery/keys"
LOCAL = "http://localhost:8585/callback"

OF_THE_PAGES = [
    # Keys of every tenant.
    Mistake("common-keys-docker", "docker", DOCKER, KEYS, COMMON, "rules", "keys"),
    Mistake("common-keys-file", "bare-metal", SERVER, KEYS, COMMON, "rules", "keys"),
    Mistake("common-keys-helm", "kubernetes", HELM, KEYS, COMMON, "rules", "keys"),
    Mistake("common-keys-json", "interface", JSON, KEYS, COMMON, "rules", "keys"),
    # The page for Docker.
    Mistake("tenant-as-address", "docker", DOCKER, f"OIDC_TENANT={T}", f"OIDC_TENANT={LOGIN}", "rules", "tenant"),
    Mistake(
        "discovery-without-tenant", "docker", DOCKER, DISCOVERY, DISCOVERY.replace(f"/{T}", ""), "rules", "discovery"
    ),
    Mistake(
        "discovery-twice",
        "docker",
        DOCKER,
        "OIDC_TENANT=",
        'OIDC_DISCOVERY_URI=""\nOIDC_TENANT=',
        "reader",
        "DISCOVERY",
    ),
    Mistake("discovery-empty", "docker", DOCKER, DISCOVERY, '""', "reader", "DISCOVERY"),
    Mistake(
        "blank-after-equals", "docker", PUBLIC, "CLIENT_TYPE=public", "CLIENT_TYPE= public", "reader", "CLIENT_TYPE"
    ),
    Mistake("blank-before-azure", "docker", DOCKER, "OIDC_TYPE=azure", "OIDC_TYPE= azure", "reader", "OIDC_TYPE"),
    Mistake("localhost", "docker", PUBLIC, "https://openmetadata.contoso.com/callback", LOCAL, "rules", "callback"),
    Mistake(
        "refers-to-itself",
        "docker",
        DOCKER,
        "OIDC_CALLBACK=https://openmetadata.contoso.com/callback",
        'OIDC_CALLBACK=${OIDC_CALLBACK:-"http://localhost:8585/callback"}',
        "reader",
        "OIDC_CALLBACK",
    ),
    Mistake("misspelt-variable", "docker", DOCKER, "OIDC_PREFERRED_JWS", "OIDC_PREFERED_JWS", "server", "PREFERED"),
    # The page for a server of one's own.
    Mistake("quote-twice", "bare-metal", SERVER, f'"{KEYS}"', f'"{KEYS}""', "reader", ""),
    Mistake(
        "quote-at-the-end", "bare-metal", SERVER, 'callbackUrl: "https', "callbackUrl: https", "rules", "callback"
    ),
    Mistake(
        "key-twice",
        "server",
        SERVER,
        '  clientType: "confidential"',
        '  clientType: "public"\n  clientType: "confidential"',
        "reader",
        "clientType",
    ),
    # The page for Kubernetes.
    Mistake(
        "dotted-key",
        "kubernetes",
        HELM,
        "        enabled: true\n        oidcType",
        "        oidcConfiguration.enabled: true\n        oidcType",
        "chart",
        "oidcConfiguration.enabled",
    ),
    Mistake(
        "discovery-without-tenant-helm",
        "kubernetes",
        HELM,
        DISCOVERY,
        DISCOVERY.replace(f"/{T}", ""),
        "rules",
        "discovery",
    ),
    Mistake(
        "not-enabled",
        "kubernetes",
        HELM,
        "        enabled: true\n        oidcType",
        "        enabled: false\n        oidcType",
        "rules",
        "secret",
    ),
    Mistake("nonce-as-word", "server", HELM, "useNonce: true", 'useNonce: "true"', "chart", "useNonce"),
    Mistake(
        "expiry-as-number",
        "server",
        way("helm", "confidential", "1.11"),
        'sessionExpiry: "604800"',
        "sessionExpiry: 604800",
        "chart",
        "sessionExpiry",
    ),
    Mistake(
        "prompt-in-chart-1.7",
        "server",
        way("helm", "confidential", "1.7"),
        "        disablePkce: false",
        '        disablePkce: false\n        promptType: "select_account"',
        "chart",
        "promptType",
    ),
    # The page about the interface.
    Mistake(
        "mapping-of-names",
        "interface",
        JSON,
        '"jwtPrincipalClaimsMapping": []',
        '"jwtPrincipalClaimsMapping": ["email:email", "name:name", "firstName:given_name"]',
        "models",
        "jwtPrincipalClaimsMapping",
    ),
    Mistake("whole-addresses", "interface", JSON, '["jane.doe"]', '["jane.doe@contoso.com"]', "rules", "admins"),
    Mistake("no-pkce", "interface", JSON, '"disablePkce": false', '"disablePkce": true', "rules", "pkce"),
    Mistake("basic", "interface", JSON, "client_secret_post", "client_secret_basic", "rules", "method"),
    Mistake(
        "secure-socket",
        "interface",
        JSON,
        '"enableSecureSocketConnection": false',
        '"enableSecureSocketConnection": true',
        "rules",
        "socket",
    ),
    Mistake(
        "common-authority",
        "interface",
        JSON,
        f'"authority": "{LOGIN}"',
        f'"authority": "{LOGIN.replace(T, "common")}"',
        "rules",
        "authority",
    ),
]
