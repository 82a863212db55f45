"""The traps in HCL's pages for Connections, and in IBM's and HCL's other pages that people take for a model."""

from __future__ import annotations

import re

from expanded_recipes import (
    HCL,
    HCL_ROWS,
    INTERCEPTOR_PROPERTIES,
    LOGIN,
    SECURITY_PROPERTIES,
    C,
    T,
    Walked,
    typed_at,
    walked,
)
from vendor_traps import (
    EMAIL,
    OPEN,
    SINGLE,
    Spot,
    assignment,
    file,
    given,
    impossible,
    part,
    redirects,
    refused,
    registration,
    secret_days,
    setting,
    warned,
    written,
)

ID = "hcl_connections"
MOBILE = [walk for walk in HCL if walk.values["mobile"]]
BROWSER = [walk for walk in HCL if not walk.values["mobile"]]
FOUR = [walked(ID), walked(ID, mobile="yes")]
STRICT = [walked(ID, strict="yes", mobile=mobile) for mobile in ("yes", "no")]
TWO = [walked(ID, clusters="A | /a | Wikis, Files")]
APPS = HCL_ROWS[0]
CLASS = "com.ibm.ws.security.oidc.client.RelyingParty"
RULES = file("ihs-upload-rewrite.fragment.conf")
LOTUS = file("LotusConnections-config.fragment.xml")


def interceptor(walk: Walked) -> str:
    return "".join(f"{name}={value}\n" for name, value in typed_at(walk, INTERCEPTOR_PROPERTIES))


def security(walk: Walked) -> str:
    return "".join(f"{name}={value}\n" for name, value in typed_at(walk, SECURITY_PROPERTIES))


def _values(walk: Walked, name: str) -> list[str]:
    return re.findall(rf"^provider_\d+\.{name}=(.*)$", interceptor(walk), re.MULTILINE)


def each(name: str) -> Spot:
    """The different values that the providers have for a property."""
    return setting(lambda walk: ";".join(sorted(set(_values(walk, name)))))


def _twice(paths: list[str]) -> str:
    return ";".join(sorted({path for path in paths if paths.count(path) > 1}))


TWICE_IN_ONE = setting(lambda walk: "".join(_twice(one.split(",")) for one in _values(walk, "excludedPathFilter")))
TWICE_IN_ALL = setting(lambda walk: _twice(",".join(_values(walk, "interceptedPathFilter")).split(",")))
FILTERS = setting(lambda walk: ",".join(_values(walk, "interceptedPathFilter") + _values(walk, "excludedPathFilter")))
PROVIDERS = setting(lambda walk: ";".join(_values(walk, "callbackServletContext")))
NUMBERS = setting(lambda walk: ",".join(re.findall(r"^## (\d+)\.", walk.files["websphere-console.md"], re.MULTILINE)))
CUT_RULES = setting(lambda walk: ";".join(rule for rule in RULES(walk).splitlines() if len(rule.split()) != 3))

HOST = "https://connections.contoso.com"
TENANT_REALM, ISSUER_REALM = "The tenant as a trusted realm", "The issuer as a trusted realm"
WELL_KNOWN = '"/.well-known/openid-configuration"'
FOUR_URIS = tuple(f"{HOST}/oidcclient_{name}/azuread\n" for name in ("apps", "infra", "push", "util"))
IN_ACCESS = '"accessToken": [{"additionalProperties": [], "essential": false, ' + EMAIL
SECURE = f"com.ibm.websphere.security.DeferTAItoSSO={CLASS}\n"
SECURE_ROW = f'"com.ibm.websphere.security.DeferTAItoSSO","{CLASS}"\n'

TRAPS = [
    # The registration in Entra.
    impossible("hcl-multitenant-and-personal-accounts", "registration, traps", HCL, registration, SINGLE, *OPEN),
    warned("hcl-page-proposes-multitenant", "registration, security", ID, "notes", wrong="multitenant",
           right="single-tenant"),
    impossible("hcl-issuer-of-version-1-tokens", "claims, registration", HCL, registration,
               '"requestedAccessTokenVersion": 2'),
    impossible("hcl-issuer-is-sts", "registration", HCL, each("issuerIdentifier"), f"[{LOGIN}/v2.0]",
               "sts.windows.net"),
    impossible("hcl-one-redirect-uri-for-four-contexts", "registration, traps", FOUR, redirects, FOUR_URIS,
               "/homepage"),
    warned("hcl-page-has-one-redirect-uri", "registration", ID, "notes", wrong="one redirect URI",
           right="for each cluster"),
    impossible("hcl-blank-in-the-redirect-template", "registration, traps", HCL, redirects, "/oidcclient_", " "),
    impossible("hcl-port-443-in-the-redirect-uri", "registration", HCL, redirects, "/azuread\n", ":443"),
    impossible("hcl-port-443-from-websphere", "registration", HCL, each("includePortInDefaultRedirectUrl"),
               "[false]"),
    warned("hcl-port-443-if-the-property-is-left-out", "registration", ID, "notes", wrong=":443",
           right="RedirectUrl=false"),
    impossible("hcl-mobile-uri-for-the-desktop", "registration", MOBILE, registration,
               "com.ibm.mobile.connections/token",
               "com.ibm.desktop.connections"),
    warned("hcl-mobile-page-names-desktop-plug-ins", "registration", ID, "help mobile",
           wrong="names the desktop plug-ins",
           right="only for the mobile app"),
    impossible("hcl-implicit-grant-boxes-of-ibms-page", "registration", HCL, registration, '"web"', "implicitGrant"),
    impossible("hcl-email-in-the-id-token-only", "registration, claims", HCL, registration, (IN_ACCESS, EMAIL)),
    impossible("hcl-public-client-flows-without-mobile", "security", BROWSER, registration,
               '"isFallbackPublicClient": false', '"isFallbackPublicClient": true', "com.ibm.ibmscp"),
    warned("hcl-public-client-flows-allow-more", "security", ID, "help mobile",
           wrong="sign-ins without a redirect URI",
           right="Answer no without the mobile app"),
    impossible("hcl-secret-without-a-last-day", "registration", HCL, secret_days, "[180]"),
    impossible("hcl-assignment-not-mentioned", "registration", HCL, assignment, "[recommended]"),
    # The interceptor.
    impossible("hcl-foreign-client-id-in-providers-2-to-4", "security, traps", HCL, each("scope"),
               f"[openid profile email api://{C}/default]", "c270bc0a"),
    impossible("hcl-token-endpoint-at-a-look-alike", "security", HCL, each("tokenEndpointUrl"),
               f"[{LOGIN}/oauth2/v2.0/token]", "microsoftlonline", "tokenn"),
    impossible("hcl-look-alike-anywhere", "security", HCL, given, "login.microsoftonline.com", "microsoftlonline"),
    impossible("hcl-keycloak-page-jwks-ends-in-certss", "traps", HCL, each("jwkEndpointUrl"),
               f"[{LOGIN}/discovery/v2.0/keys]", "certs"),
    impossible("hcl-keycloak-page-token-endpoint-ends-in-tokenn", "traps", HCL, interceptor, "oauth2/v2.0/token\n",
               "tokenn"),
    impossible("hcl-jndi-cache-name-with-a-capital", "fields, traps", HCL, interceptor,
               "\njndiCacheName=services/cache/OpenidRpCache\n", "JndiCacheName"),
    impossible("hcl-blanks-in-the-filter-lists", "fields, traps", HCL, FILTERS, "/activities/.*,/blogs/.*", " "),
    impossible("hcl-community-event-path-twice", "fields, traps", HCL, TWICE_IN_ONE, "[]", "communityEvent"),
    impossible("hcl-metricssc-without-the-dot", "fields, traps", HCL, FILTERS, "/metricssc/.*", "/metricssc/*"),
    impossible("hcl-filters-of-two-providers-overlap", "first, questions", HCL, TWICE_IN_ALL, "[]", "/"),
    refused("hcl-application-on-two-clusters", "first, questions", ID, "clusters", APPS,
            f"{APPS}\nOther | /other | Wikis", f"{APPS}\nOther | /other | Common, wikis"),
    refused("hcl-context-root-of-two-clusters", "questions", ID, "clusters", APPS,
            f"{APPS}\nOther | /oidcclient_apps | Common", f"{APPS}\nOther | /OIDCclient_apps | Common"),
    refused("hcl-context-root-of-an-application", "questions", ID, "clusters", APPS,
            *(f"AppsCluster | /{path} | Wikis" for path in ("files", "Files", "connections", "ibm", "mobileAdmin"))),
    impossible("hcl-filter-of-an-application-that-is-not-there", "fields", TWO,
               each("interceptedPathFilter"), "[/wikis/.*,/files/.*]"),
    impossible("hcl-one-provider-for-all-clusters", "first", FOUR, PROVIDERS,
               "[/oidcclient_apps;/oidcclient_infra;/oidcclient_push;/oidcclient_util]"),
    impossible("hcl-console-behind-the-login", "first, roll-out", HCL, each("excludedPathFilter"),
               ",/ibm/console,/ibm/console/.*,"),
    warned("hcl-all-audiences", "security", ID, "notes", wrong="ALL_AUDIENCES", right="client ID is narrower"),
    warned("hcl-all-audiences-when-asked", "security", ID, "help strict", wrong="ALL_AUDIENCES",
           right="not stated by the vendor"),
    impossible("hcl-audiences-stricter", "security", STRICT, each("audiences"), f"[{C}]", "ALL_AUDIENCES"),
    impossible("hcl-audiences-as-documented", "fields", HCL, each("audiences"), "[ALL_AUDIENCES]"),
    warned("hcl-pkce-is-not-documented", "security", ID, "notes", wrong="PKCE", right="do not say"),
    warned("hcl-all-audiences-in-the-console", "security", ID, "sheet The OpenID Connect interceptor",
           wrong="ALL_AUDIENCES", right="client ID is narrower"),
    refused("hcl-host-with-scheme-port-or-path", "questions", ID, "hosts", "connections.contoso.com",
            HOST, "connections.contoso.com:443", "connections.contoso.com/homepage"),
    refused("hcl-identifier-with-a-blank", "questions", ID, "identifier", "azuread", "azure ad", "azure/ad"),
    refused("hcl-context-root-with-a-slash", "questions", ID, "clusters", APPS, "A | oidcclient_apps | Wikis",
            "A | /oidcclient_apps/ | Wikis", "A | / | Wikis", "A | /oidc apps | Wikis", "A | //apps | Wikis"),
    # Security of the cell.
    impossible("hcl-damaged-property-row", "fields, traps", HCL, security, SECURE, "OAuthTAI"),
    warned("hcl-damaged-property-row-on-the-page", "fields, traps", ID, "sheet Where the pages differ",
           wrong="shows a damaged name", right="`DeferTAItoSSO` is the one"),
    warned("hcl-capital-letter-on-the-page", "fields, traps", ID, "sheet Where the pages differ",
           wrong="with a capital letter", right="`jndiCacheName`"),
    warned("hcl-foreign-client-id-on-the-page", "security, traps", ID, "sheet Where the pages differ",
           wrong="client ID of somebody else", right="yours in every provider"),
    warned("hcl-issuer-realm-on-the-keycloak-page", "steps", ID, "sheet Where the pages differ",
           wrong="together with the tenant's", right="as in part 10"),
    warned("hcl-path-filters-of-the-page", "fields", ID, "sheet Where the pages differ",
           wrong="lacks a dot", right="the paths of the applications on that cluster"),
    impossible("hcl-invoke-tai-before-sso", "fields, security", HCL, written, SECURE_ROW, "InvokeTAIbeforeSSO"),
    warned("hcl-invoke-tai-before-sso-is-there", "security", ID, "sheet Security properties",
           wrong="If InvokeTAIbeforeSSO is there", right="remove it"),
    warned("hcl-invoke-tai-before-sso-of-the-ds-page", "security", ID, "notes", wrong="InvokeTAIbeforeSSO",
           right="Remove it"),
    impossible("hcl-properties-of-the-ds-page", "fields", HCL, written, SECURE_ROW, "performTAIForUnprotectedURI",
               "customLTPACookieName", "customSSOCookieName", "alwaysRestoreOriginalURL", "WAS_DEFAULT"),
    impossible("hcl-script-trusts-all-realms", "files", HCL, given, f"External realm name: `{T}`", "trustAllRealms"),
    warned("hcl-all-realms-trusted-in-the-console", "files", ID, f"sheet {TENANT_REALM}",
           wrong="Do not select Trust all realms", right="Add this realm"),
    impossible("hcl-tenant-realm-at-the-wrong-place", "steps", HCL, part(TENANT_REALM), ("CSIv2", f"`{T}`"),
               f"{LOGIN}/v2.0"),
    impossible("hcl-issuer-realm-under-csiv2", "steps", HCL, part(ISSUER_REALM),
               ("User account repository", f"`{LOGIN}/v2.0`"), "CSIv2"),
    impossible("hcl-older-text-leaves-the-oauth-interceptor", "steps", HCL,
               part("The OAuth interceptor that is there"),
               ("`provider_1.filter`", "must no longer intercept")),
    warned("hcl-signer-pinned-without-the-root", "failures, traps", ID, "sheet Signer certificate",
           wrong="only the retrieved one fails", right="Import the root certificate"),
    impossible("hcl-steps-16-then-7", "traps", HCL, NUMBERS, "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", "16,7"),
    warned("hcl-realm-is-not-the-default", "questions", ID, "sheet Before you start", wrong="If it does not, stop",
           right="Realm name shows"),
    warned("hcl-secret-in-a-file", "security", ID, "step interceptor-file", wrong="holds the client secret",
           right="delete your copy"),
    # Files of Connections, the web server and the mobile app.
    impossible("hcl-mobile-token-url-is-the-authorize-url", "traps", MOBILE, file("mobile-config.fragment.xml"),
               f"<OAuthTokenURL>{LOGIN}/oauth2/v2.0/token<", "authorize</OAuthTokenURL>"),
    impossible("hcl-well-known-redirect-on-two-lines", "files, traps", HCL, RULES,
               f'\nRedirect {WELL_KNOWN} "{LOGIN}/v2.0{WELL_KNOWN[1:]}\n', f"{WELL_KNOWN}\n"),
    impossible("hcl-v7-page-lost-redirect-targets", "traps", HCL, CUT_RULES, "[]", "Redirect"),
    impossible("hcl-keycloak-properties-in-the-files", "files", HCL, LOTUS, 'acceptIncomingOAuthTokens">true<',
               "FromSubject", "azureEnabled", "oidcClientId", "oidc_op"),
    warned("hcl-self-signed-certificate-for-mobile", "questions", ID, "notes", wrong="self-signed",
           right="publicly trusted"),
    # Before anything is done.
    warned("hcl-nobody-is-created-at-login", "first, claims", ID, "before", wrong="Nobody is created",
           right="same email"),
    warned("hcl-anonymous-access-ends", "first, roll-out", ID, "before", wrong="Anonymous access ends",
           right="A moment"),
    warned("hcl-outbound-proxy", "first", ID, "notes", wrong="through a proxy only", right="point to that proxy"),
]  # fmt: skip
