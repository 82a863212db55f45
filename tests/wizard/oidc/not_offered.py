"""Official tests of relying parties that our test login is not held to, each with the reason.

So the list of tests is complete: what is not a row that runs is a row here.
"""

from __future__ import annotations

_NO_BROWSER_TOKEN = (
    "No token of ours comes through the browser: the response type is code, so nothing is bound to one."
)
_NO_REFRESH = "A test login ends with its report; it asks for no refresh token, which would outlive it."
_NO_LOOKUP = "The issuer follows from the tenant's ID, so it is never looked up from a person's name or address."
_NO_REQUEST_OBJECT = "Entra's metadata says that it takes no request object by reference."
_NO_SESSION = "The test login keeps nobody signed in, so there is no login to end; products do that themselves."

_LOGOUT = (
    "rp-init-logout",
    "rp-init-logout-other-state",
    "rp-init-logout-no-state",
    "rp-frontchannel-rpinitlogout",
    "rp-frontchannel-opinitlogout",
    "rp-backchannel-rpinitlogout",
    "rp-backchannel-rpinitlogout-alg-none",
    "rp-backchannel-rpinitlogout-no-event",
    "rp-backchannel-rpinitlogout-with-nonce",
    "rp-backchannel-rpinitlogout-wrong-alg",
    "rp-backchannel-rpinitlogout-wrong-aud",
    "rp-backchannel-rpinitlogout-wrong-event",
    "rp-backchannel-rpinitlogout-wrong-iss",
    "session-management",
)

NOT_OFFERED: dict[str, str] = {
    "oidcc-client-test-missing-chash": _NO_BROWSER_TOKEN,
    "oidcc-client-test-userinfo-bearer-body": "The token goes in the header; a body is one more place to leak.",
    "oidcc-client-test-aggregated-claims": "The login takes no claim that somebody else than the tenant vouches for.",
    "oidcc-client-test-distributed-claims": "No address named in a token is followed; groups left out are a warning.",
    "oidcc-client-test-mtls-endpoint-aliases": "The application proves itself by secret or key, not through TLS.",
    "oidcc-client-test-discovery-webfinger-acct": _NO_LOOKUP,
    "oidcc-client-test-discovery-webfinger-url": _NO_LOOKUP,
    "oidcc-client-test-dynamic-registration": "Entra registers applications through Microsoft Graph only.",
    "oidcc-client-test-request-uri-signed-rs256": _NO_REQUEST_OBJECT,
    "oidcc-client-test-request-uri-signed-none": _NO_REQUEST_OBJECT,
    "oidcc-client-test-userinfo-signed": "Entra's userinfo answers with plain JSON, which TLS protects.",
    "oidcc-client-test-refresh-token": _NO_REFRESH,
    "oidcc-client-test-refresh-token-invalid-issuer": _NO_REFRESH,
    "oidcc-client-test-refresh-token-invalid-sub": _NO_REFRESH,
    "oidcc-client-test-3rd-party-init-login": "A test login begins on the wizard's own page and nowhere else.",
    **{f"oidcc-client-test-{name}": _NO_SESSION for name in _LOGOUT},
}
