"""What Entra refuses at its login endpoints: AADSTS numbers, with the OAuth error, status and words on the wire.

Words and pairs: f-bader/EntraID-ErrorCodes, and captures in calvinchengx/entra-emulator. The words are
Microsoft's and go over the wire untranslated, so they stand here and not among our texts.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from ..moments import login_time

KINDS: dict[int, tuple[str, str]] = {
    28000: (
        "invalid_request",
        "Provided value for the input parameter scope is not valid because it contains more than one resource.",
    ),
    50011: (
        "invalid_request",
        "The redirect URI '{uri}' specified in the request does not match the redirect URIs configured for the "
        "application '{app}'. Make sure the redirect URI sent in the request matches one added to your application "
        "in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix "
        "this.",
    ),
    50058: ("login_required", "Session information is not sufficient for single-sign-on."),
    50105: (
        "access_denied",
        "Your administrator has configured the application {name} ('{app}') to block users unless they are "
        "specifically granted ('assigned') access to the application.  The signed in user '{user}' is blocked "
        "because they are not a direct member of a group with access, nor had access directly assigned by an "
        "administrator. Please contact your administrator to assign access to this application.",
    ),
    50194: (
        "invalid_request",
        "Application '{app}'({name}) is not configured as a multi-tenant application. Usage of the /common endpoint "
        "is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or "
        "configure the application to be multi-tenant.",
    ),
    53003: (
        "invalid_grant",
        "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
    ),
    54005: (
        "invalid_grant",
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing "
        "refresh token.",
    ),
    65001: (
        "invalid_grant",
        "The user or administrator has not consented to use the application with ID '{app}' named '{name}'. Send an "
        "interactive authorization request for this user and resource.",
    ),
    65002: (
        "invalid_request",
        "Consent between first party application '{app}' and first party resource "
        "'00000003-0000-0000-c000-000000000000' must be configured via preauthorization - applications owned and "
        "operated by Microsoft must get approval from the API owner before requesting tokens for that API.",
    ),
    65004: ("access_denied", "User declined to consent to access the app."),
    70000: ("invalid_grant", "Provided grant is invalid or malformed."),
    70003: ("unsupported_grant_type", "The app requested an unsupported grant type '{grant}'."),
    70008: (
        "invalid_grant",
        "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive "
        "authorization request for this user and resource.",
    ),
    70011: (
        "invalid_scope",
        "The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
    ),
    70016: (
        "authorization_pending",
        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
    ),
    70018: (
        "bad_verification_code",
        "Invalid verification code due to user typing in wrong user code for device code flow.",
    ),
    70020: (
        "expired_token",
        "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    ),
    90002: (
        "invalid_tenant",
        "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the "
        "correct cloud. Check with your subscription administrator, this may happen if there are no active "
        "subscriptions for the tenant.",
    ),
    90094: ("access_denied", "Admin consent is required for the permissions requested by this application."),
    500011: (
        "invalid_resource",
        "The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the "
        "application has not been installed by the administrator of the tenant or consented to by any user in the "
        "tenant. You might have sent your authentication request to the wrong tenant.",
    ),
    500113: ("invalid_request", "No reply address is registered for the application."),
    501481: (
        "invalid_grant",
        "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ),
    501491: ("invalid_request", "Invalid size of Code_Challenge parameter."),
    650053: (
        "invalid_client",
        "The application '{name}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact "
        "the app vendor.",
    ),
    700009: (
        "invalid_request",
        "Reply address must be provided when presenting an authorization code requested with an explicit reply "
        "address.",
    ),
    700016: (
        "unauthorized_client",
        "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the "
        "application has not been installed by the administrator of the tenant or consented to by any user in the "
        "tenant. You may have sent your authentication request to the wrong tenant.",
    ),
    700021: (
        "invalid_client",
        "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at "
        "https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
    ),
    700022: (
        "invalid_client",
        "No Subject claim provided in the assertion. Review the documentation at "
        "https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
    ),
    700023: (
        "invalid_client",
        "Client assertion audience claim does not match Realm issuer. Review the documentation at "
        "https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
    ),
    700024: (
        "invalid_client",
        "Client assertion is not within its valid time range. Review the documentation at "
        "https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
    ),
    700025: (
        "invalid_client",
        "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    ),
    700027: ("invalid_client", "Client assertion failed signature validation."),
    700038: ("unauthorized_client", "{app} is not a valid application identifier."),
    700054: ("unsupported_response_type", "response_type 'id_token' is not enabled for the application."),
    700082: ("invalid_grant", "The refresh token has expired due to inactivity."),
    900023: (
        "invalid_request",
        "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
    ),
    900144: ("invalid_request", "The request body must contain the following parameter: '{name}'."),
    7000014: (
        "bad_verification_code",
        "The provided value for the input parameter 'device_code' is not valid.",
    ),
    7000112: ("unauthorized_client", "Application '{app}'({name}) is disabled."),
    7000215: (
        "invalid_client",
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not "
        "the client secret ID, for a secret added to app '{app}'.",
    ),
    7000218: (
        "invalid_client",
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
    7000222: (
        "invalid_client",
        "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for "
        "your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: "
        "https://aka.ms/certCreds.",
    ),
    7000229: (
        "unauthorized_client",
        "The client application '{app}' is missing service principal in the tenant '{tenant}'. See instructions "
        "here: https://go.microsoft.com/fwlink/?linkid=2225119",
    ),
    9002313: ("invalid_request", "Invalid request. Request is malformed or invalid."),
    9002325: (
        "invalid_request",
        "Proof Key for Code Exchange is required for cross-origin authorization code redemption.",
    ),
    9002326: (
        "invalid_request",
        "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request "
        "origin: '{origin}'.",
    ),
    9002327: (
        "invalid_request",
        "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ),
}
"""Number → OAuth error and words; `{…}` are filled in by `refuse`."""

UNAUTHORIZED = frozenset({7000215, 7000218, 7000222, *range(700021, 700026), 700027})
"""Numbers that the token endpoint answers with status 401; every other one with 400."""

WITHOUT_URI = frozenset({700038, 70003})
"""Numbers whose recorded bodies have no `error_uri`."""


@dataclass(eq=False)
class Refused(Exception):
    """Entra says no. `state` goes back with a redirect; `subcode` is `error_subcode` where Entra sends one."""

    number: int
    error: str
    message: str
    correlation_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    trace_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    timestamp: str = field(default_factory=login_time)

    def __str__(self) -> str:
        return self.description

    @property
    def description(self) -> str:
        """The whole sentence of `error_description`."""
        ids = f"Trace ID: {self.trace_id} Correlation ID: {self.correlation_id} Timestamp: {self.timestamp}"
        return f"AADSTS{self.number}: {self.message} {ids}"

    @property
    def status(self) -> int:
        return 401 if self.number in UNAUTHORIZED else 400

    def body(self, origin: str) -> dict[str, Any]:
        """The JSON of the token, device and discovery endpoints."""
        body: dict[str, Any] = {
            "error": self.error,
            "error_description": self.description,
            "error_codes": [self.number],
            "timestamp": self.timestamp,
            "trace_id": self.trace_id,
            "correlation_id": self.correlation_id,
        }
        if self.number == 65001:
            body["suberror"] = "consent_required"
        return body if self.number in WITHOUT_URI else {**body, "error_uri": f"{origin}/error?code={self.number}"}


def refuse(number: int, **values: str) -> Refused:
    """The refusal with this number, its words filled in."""
    error, template = KINDS[number]
    return Refused(number, error, template.format(**values))
