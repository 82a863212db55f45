"""The traps in the documents of OpenMetadata and Collate, the help inside the product included."""

from __future__ import annotations

import re

from expanded_recipes import LOGIN, OPENMETADATA, C, S, T, Walked, walked
from vendor_traps import (
    EMAIL,
    OPEN,
    SINGLE,
    Spot,
    assignment,
    fields,
    file,
    given,
    impossible,
    messages,
    redirects,
    refused,
    registration,
    setting,
    warned,
)

ID = "openmetadata"
ALL = OPENMETADATA
PUBLIC = [walk for walk in ALL if walk.values["client_type"] == "public"]
CONFIDENTIAL = [walk for walk in ALL if walk.values["client_type"] == "confidential"]
FILES = [walk for walk in ALL if walk.values["deployment"] != "ui"]
OLDER = [
    walked(ID, deployment=deployment, client_type=client_type, server_version="1.8")
    for deployment in ("docker", "yaml", "helm")
    for client_type in ("public", "confidential")
]
DOCKER, YAML, HELM, UI = (
    [walk for walk in ALL if walk.values["deployment"] == deployment]
    for deployment in ("docker", "yaml", "helm", "ui")
)
CAPITALS = [walked(ID, deployment=one, admins="Jane.Doe") for one in ("docker", "yaml", "helm")]
COLLATE = [walked(ID, deployment="collate", om_url=f"https://{name}.getcollate.io") for name in ("a", "contoso")]
ENV, SERVER, VALUES = file("openmetadata_azure.env"), file("openmetadata-sso.yaml"), file("openmetadata-values.yaml")
OM = "https://openmetadata.contoso.com"


def both(some: list[Walked]) -> list[Walked]:
    """The confidential ones among these ways."""
    return [walk for walk in some if walk in CONFIDENTIAL]


def value(*keys: str) -> Spot:
    """What a setting is, wherever it stands: variable, key of a file, field of the interface."""
    line = re.compile(rf"^\s*(?:{'|'.join(keys)})\s*[:=]\s*(\S.*?)\s*$", re.MULTILINE)
    words = {"yes": "true", "no": "false"}

    def read(walk: Walked) -> str:
        found = {found.strip('"') for found in line.findall(given(walk))}
        return ";".join(sorted(words.get(one, one) for one in found))

    return setting(read)


TENANT = value("OIDC_TENANT", "tenant", "OIDC Tenant")
AUTHORITY = value("AUTHENTICATION_AUTHORITY", "authority", "Authority")
DISCOVERY = value("OIDC_DISCOVERY_URI", "discoveryUri", "OIDC Discovery URI")
CALLBACK = value("OIDC_CALLBACK", "AUTHENTICATION_CALLBACK_URL", "callbackUrl", "Callback URL")
SECURE = value("AUTHORIZER_ENABLE_SECURE_SOCKET", "enableSecureSocketConnection", "Enable Secure Socket Connection")
ENFORCED = value("AUTHORIZER_ENFORCE_PRINCIPAL_DOMAIN", "enforcePrincipalDomain", "Enforce Principal Domain")
PKCE = value("OIDC_DISABLE_PKCE", "disablePkce", "OIDC Disable PKCE")
METHOD = value("OIDC_CLIENT_AUTH_METHOD", "clientAuthenticationMethod", "Client Authentication Method")
RESPONSE = value("OIDC_RESPONSE_TYPE", "AUTHENTICATION_RESPONSE_TYPE", "responseType", "Response Type")
SERVER_URL = value("OIDC_SERVER_URL", "serverUrl", "Server URL")
PROMPT = value("OIDC_PROMPT_TYPE", "prompt", "promptType", "OIDC Prompt")
SCOPE = value("OIDC_SCOPE", "scope", "OIDC Request Scopes")
ROLES = value("AUTHORIZER_USE_ROLES_FROM_PROVIDER", "useRolesFromProvider")
DISCOVERIES = setting(lambda walk: ";".join(re.findall(r"^OIDC_DISCOVERY_URI=.*$", ENV(walk), re.MULTILINE)))
ONLY = setting(redirects)
KEYS = f"{OM}/api/v1/system/config/jwks"
METADATA = f"{LOGIN}/v2.0/.well-known/openid-configuration"
SPA, WEB = '"spa": {"redirectUris": ["https', '"web": {"redirectUris": ["https'

TRAPS = [
    # The registration in Entra.
    impossible("openmetadata-public-client-as-web", "registration, failures", PUBLIC, registration, SPA, WEB),
    impossible("openmetadata-confidential-client-as-spa", "registration, failures", CONFIDENTIAL, registration, WEB,
               SPA),
    impossible("openmetadata-collate-as-web", "traps", COLLATE, registration, SPA, WEB),
    warned("openmetadata-collate-page-recommends-web", "traps", ID, "step collate", wrong="also names Web",
           right="a single-page application"),
    impossible("openmetadata-implicit-grant-boxes", "registration, traps", [*ALL, *COLLATE], registration, '"web"',
               "implicitG"),
    warned("openmetadata-spa-is-called-implicit", "traps", ID, "help client_type", wrong="call this implicit",
           right="no box under Implicit grant"),
    impossible("openmetadata-spa-with-a-secret", "registration, traps", [*PUBLIC, *COLLATE], given, C, S, "secret:",
               "SECRET="),
    impossible("openmetadata-callback-or-auth-callback", "registration, failures", CONFIDENTIAL, ONLY,
               f"[{OM}/callback\n{OM}/auth/callback\n]"),
    impossible("openmetadata-callback-setting-is-the-interface-route", "registration", ALL, CALLBACK,
               f"[{OM}/callback]"),
    impossible("openmetadata-redirect-uri-is-never-given", "traps", COLLATE, messages,
               "Registered redirect URI: https://", "localhost"),
    impossible("openmetadata-account-type", "registration, security", [*ALL, *COLLATE], registration, SINGLE, *OPEN),
    impossible("openmetadata-email-claim-is-missing", "claims, failures", [*ALL, *COLLATE], registration, EMAIL),
    impossible("openmetadata-everybody-may-sign-in", "security", [*ALL, *COLLATE], assignment, "[recommended]"),
    # Which tenant, which keys.
    impossible("openmetadata-keys-of-every-tenant", "security, traps", ALL, given, (KEYS,
               f"{LOGIN}/discovery/v2.0/keys"),
               "/common", "organizations"),
    warned("openmetadata-examples-have-common-keys", "security, traps", ID, "notes", wrong="have common",
           right="those of your tenant"),
    impossible("openmetadata-tenant-is-an-address", "fields, traps", CONFIDENTIAL, TENANT, f"[{T}]"),
    warned("openmetadata-tenant-is-an-address-in-the-interface", "fields, traps", ID, "step ui-confidential",
           wrong="no address", right="the tenant ID alone"),
    warned("openmetadata-tenant-is-empty", "fields, security", ID, "step ui-confidential", wrong="never empty",
           right="the tenant ID alone"),
    impossible("openmetadata-tenant-is-empty-in-a-file", "security", both(FILES), given, T, "TENANT=\n",
               'tenant: ""'),
    impossible("openmetadata-discovery-without-tenant", "traps", CONFIDENTIAL, DISCOVERY, f"[{METADATA}]"),
    impossible("openmetadata-discovery-set-twice", "traps", both(DOCKER), DISCOVERIES,
               f"[OIDC_DISCOVERY_URI={METADATA}]"),
    impossible("openmetadata-authority-is-corrected", "fields, traps", ALL, AUTHORITY, f"[{LOGIN}]"),
    impossible("openmetadata-authority-in-the-message", "traps", COLLATE, messages, f"Authority: {LOGIN}\n", "v2.0"),
    warned("openmetadata-authority-of-every-tenant", "fields", ID, "step ui-public", wrong="not in common",
           right="ends in the tenant ID"),
    warned("openmetadata-authority-with-v2", "fields, traps", ID, "step collate", wrong="no v2.0", right="stays so"),
    # Form of the files.
    impossible("openmetadata-blank-after-the-equals-sign", "traps", DOCKER, ENV, "_PROVIDER=azure\n", "= ", " ="),
    impossible("openmetadata-callback-is-localhost", "traps", ALL, given, f"{OM}/callback", "localhost"),
    impossible("openmetadata-variable-refers-to-itself", "traps", DOCKER, ENV, "CALLBACK_URL=https://", "${"),
    impossible("openmetadata-dotted-key-for-helm", "traps", both(HELM), VALUES, ":\n        enabled: true\n",
               "oidcConfiguration.enabled"),
    impossible("openmetadata-helm-renders-no-oidc-values", "fields", both(HELM), VALUES,
               ('clientType: "confidential"', "        enabled: true\n")),
    impossible("openmetadata-chart-key-in-the-server-file", "files, traps", both(YAML), SERVER,
               "oidcConfiguration:\n",
               "enabled:"),
    impossible("openmetadata-quote-twice", "traps", YAML, SERVER, 'keys"\n', 'keys""',
               "https://openmetadata.contoso.com/callback\n"),
    impossible("openmetadata-nonce-as-a-word-for-helm", "files", both(HELM), VALUES, "useNonce: true\n"),
    impossible("openmetadata-nonce-as-a-boolean-for-the-server", "files", both(YAML), SERVER, 'useNonce: "true"\n'),
    impossible("openmetadata-custom-params-in-quotes", "files", FILES, given, "azure", "ustomParam", "CUSTOM_PARAM"),
    impossible("openmetadata-new-fields-on-an-older-server", "files", OLDER, given, "azure",
               "forceSecureSessionCookie", "FORCE_SECURE", "maxActiveSessions", "enableAutoRedirect", "AUTO_REDIRECT",
               "additionalTrustedRedirect", "SESSION_EXPIRY"),
    # Settings whose documents contradict each other.
    impossible("openmetadata-claims-mapping-with-name", "files, traps", ALL, given, "preferred_username", "name:name",
               "firstName", "email:email"),
    warned("openmetadata-claims-mapping-in-the-interface", "traps", ID, "step ui-public", wrong="examples differ",
           right="Leave JWT Principal Claims Mapping empty"),
    impossible("openmetadata-claims-in-another-order", "fields", UI, fields, "=email, preferred_username, sub\n"),
    impossible("openmetadata-pkce-is-off", "registration, security, traps", CONFIDENTIAL, PKCE, "[false]"),
    impossible("openmetadata-basic-client-authentication", "failures, traps", CONFIDENTIAL, METHOD,
               "[client_secret_post]"),
    impossible("openmetadata-response-type-of-the-other-client", "fields", CONFIDENTIAL, RESPONSE, "[code]"),
    impossible("openmetadata-secure-socket-behind-a-proxy", "fields, failures, traps", ALL, SECURE, "[false]"),
    warned("openmetadata-secure-socket-in-production", "traps", ID, "step ui-confidential",
           wrong="unless OpenMetadata itself serves TLS", right="Enable Secure Socket Connection stays off"),
    impossible("openmetadata-principal-domain-not-enforced", "fields, security", ALL, ENFORCED, "[true]"),
    impossible("openmetadata-scope-without-offline-access", "registration, fields", CONFIDENTIAL, SCOPE,
               "[openid email profile offline_access]"),
    impossible("openmetadata-server-url-is-microsofts", "fields", CONFIDENTIAL, SERVER_URL, f"[{OM}]"),
    warned("openmetadata-server-url-in-the-interface", "fields", ID, "step ui-hidden-confidential",
           wrong="not Microsoft's", right="Server URL is OpenMetadata's"),
    impossible("openmetadata-consent-every-time", "fields", CONFIDENTIAL, PROMPT, "[select_account]"),
    impossible("openmetadata-roles-from-the-token", "claims", FILES, ROLES, "[false]"),
    warned("openmetadata-password-at-every-login", "fields, failures", ID, "notes", wrong="maxAge is 0",
           right="OIDC_MAX_AGE=28800"),
    # What an admin types.
    refused("openmetadata-admins-as-whole-addresses", "questions, fields", ID, "admins", "jane.doe",
            "jane.doe@contoso.com"),
    warned("openmetadata-admins-in-the-question", "fields", ID, "help admins", wrong="not the whole address",
           right="The part before @"),
    warned("openmetadata-admins-in-the-interface", "fields", ID, "step ui-public", wrong="not whole addresses",
           right="the parts before @, in lower case"),
    impossible("openmetadata-admins-in-capitals", "questions", CAPITALS, given, "jane.doe", "Jane"),
    refused("openmetadata-address-with-a-slash-at-the-end", "questions", ID, "om_url", OM, f"{OM}/", f"{OM}/signin"),
    refused("openmetadata-domain-as-an-address", "questions", ID, "principal_domain", "contoso.com",
            "https://contoso.com"),
    warned("openmetadata-ordinary-tester-becomes-administrator", "questions", ID, "help admins",
           wrong="ordinary account",
           right="Fill it in"),
    # The message, and what comes after.
    impossible("openmetadata-secret-to-another-company", "first, traps", COLLATE, messages, C, S, "ecret"),
    impossible("openmetadata-sample-id-is-no-guid", "traps", COLLATE, messages, (C, T), "{", "}", "["),
    warned("openmetadata-file-without-effect", "first", ID, "notes", wrong="seems to be ignored",
           right="wins over files"),
    warned("openmetadata-registration-for-ingestion", "first", ID, "notes", wrong="no registration in Entra",
           right="ingestion-bot"),
    warned("openmetadata-several-replicas", "first, failures", ID, "notes", wrong="several replicas",
           right="sticky sessions"),
    warned("openmetadata-default-administrator-stays", "roll-out, security", ID, "notes",
           wrong="delete the default administrator",
           right="once yours has signed in"),
    warned("openmetadata-default-keys-stay", "security, traps", ID, "notes", wrong="default JWT keys",
           right="replace"),
    warned("openmetadata-older-server-checks-no-issuer", "security", ID, "notes", wrong="neither issuer nor audience",
           right="Run a current version"),
    warned("openmetadata-no-way-back", "roll-out", ID, "enforce", wrong="no optional phase",
           right="remove-security-config"),
    warned("openmetadata-no-test-login", "traps", ID, "step first-login", wrong="sign in as one of",
           right="in a private window"),
]  # fmt: skip
