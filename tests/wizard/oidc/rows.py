"""What a certified relying party makes of every behaviour of a provider: accept, refuse at which check, or warn.

Ids that begin with `oidcc-client-test` are names of the official conformance suite of the OpenID Foundation. How the
provider behaves stands under the same id in `wizard.practice.misbehaviour`; ids that are not there are honest.
"""

from __future__ import annotations

from dataclasses import dataclass

from wizard.practice.misbehaviour import MISBEHAVIOURS, Misbehaviour


@dataclass(frozen=True)
class Row:
    """`at` names the check that must refuse; empty means that the login must pass. `warns` names checks that warn.

    `says` is Microsoft's error as it is kept, `jwks` how often the keys are fetched. `client` says how our client is
    registered, `ahead` by how many seconds our own clock is wrong.
    """

    id: str
    at: str = ""
    warns: tuple[str, ...] = ()
    says: str = ""
    jwks: int = 1
    client: str = "post"
    ahead: float = 0.0

    @property
    def does(self) -> Misbehaviour:
        return MISBEHAVIOURS.get(self.id, Misbehaviour())


BASIC = (
    Row("oidcc-client-test"),
    Row("oidcc-client-test-invalid-iss", "iss"),
    Row("oidcc-client-test-missing-sub", "sub"),
    Row("oidcc-client-test-invalid-aud", "aud"),
    Row("oidcc-client-test-missing-iat", "iat"),
    Row("oidcc-client-test-kid-absent-single-jwks"),
    Row("oidcc-client-test-kid-absent-multiple-jwks", "key"),
    Row("oidcc-client-test-idtoken-sig-rs256"),
    Row("oidcc-client-test-idtoken-sig-none", "alg"),
    Row("oidcc-client-test-invalid-sig-rs256", "signature"),
    Row("oidcc-client-test-userinfo-invalid-sub", "userinfo-sub"),
    Row("oidcc-client-test-nonce-invalid", "nonce"),
    Row("oidcc-client-test-scope-userinfo-claims"),
    Row("oidcc-client-test-client-secret-basic", client="basic"),
)

CONFIG = (
    Row("oidcc-client-test-discovery-openid-config"),
    Row("oidcc-client-test-discovery-jwks-uri-keys"),
    Row("oidcc-client-test-signing-key-rotation-just-before-signing", jwks=2),
    Row("oidcc-client-test-signing-key-rotation"),
)

HYBRID = (
    Row("oidcc-client-test-nonce-unless-code-flow"),
    Row("oidcc-client-test-invalid-chash", "c-hash"),
    Row("oidcc-client-test-invalid-athash", "at-hash"),
    Row("oidcc-client-test-missing-athash"),
)

COMPREHENSIVE = (
    Row("oidcc-client-test-missing-aud", "aud"),
    Row("oidcc-client-test-invalid-sig-hs256", "alg"),
    Row("oidcc-client-test-invalid-sig-es256", "alg"),
    Row("oidcc-client-test-userinfo-bearer-header"),
)

ANSWER = (
    Row("resp-iss-wrong", "response-iss"),
    Row("resp-iss-missing", "response-iss"),
    Row("resp-iss-unadvertised-wrong", "response-iss"),
    Row("resp-iss-ok"),
    Row("resp-iss-unadvertised-ok"),
    Row(
        "error-response",
        "no-error",
        says="access_denied: AADSTS65004: User declined. Trace ID: <script>alert(1)</script>",
    ),
    Row("redirect-uri-param-smuggled", "single"),
    Row("error-from-elsewhere", "response-iss"),
    Row("error-and-code", "no-error", says="access_denied"),
    Row("empty-error", "no-error"),
    Row("code-missing", "code"),
)

LOST = ("state-wrong", "state-missing", "two-states", "everything-twice", "nothing")
"""Answers that belong to no attempt: nothing happens, and the right one is still taken."""

CLAIMS = (
    Row("missing-iss", "iss"),
    Row("iss-template", "iss"),
    Row("iss-of-v1", "iss"),
    Row("missing-exp", "exp"),
    Row("missing-nonce", "nonce"),
    Row("missing-aud", "aud"),
    Row("nonce-empty", "nonce"),
    Row("nonce-not-ascii", "nonce"),
    Row("expired", "exp"),
    Row("expired-61-seconds", "exp"),
    Row("expired-30-seconds"),
    Row("exp-text", "exp"),
    Row("exp-infinite", "exp"),
    Row("exp-true", "exp"),
    Row("iat-future", "iat"),
    Row("iat-week-past", warns=("iat",)),
    Row("nbf-future", "nbf"),
    Row("nbf-absent"),
    Row("aud-array-only-us"),
    Row("aud-array-extra-no-azp", "aud"),
    Row("aud-array-extra-azp-us", "aud"),
    Row("aud-array-empty", "aud"),
    Row("aud-other-azp-us", "aud"),
    Row("azp-other", "azp"),
    Row("azp-us"),
    Row("sub-empty", "sub"),
    Row("sub-256+", "sub"),
    Row("sub-300", "sub"),
    Row("sub-int", "sub"),
    Row("sub-not-ascii", "sub"),
    Row("tid-other", "tid"),
    Row("tid-missing", "tid"),
    Row("ver-1", "ver"),
    Row("at-hash-right"),
    Row("at-hash-bad", "at-hash"),
    Row("groups-overage", warns=("groups",)),
    Row("global-administrator", warns=("role",)),
)

SIGNATURE = (
    Row("alg-none-advertised", "alg"),
    Row("hs256-pubkey", "alg"),
    Row("hs256-client-secret", "alg"),
    Row("es256", "alg"),
    Row("alg-lies", "signature"),
    Row("alg-none-in-disguise", "alg"),
    Row("alg-of-another-family", "alg"),
    Row("alg-missing", "alg"),
    Row("crit-unknown", "signature"),
    Row("jwk-header", "signature"),
    Row("jwk-header-ignored"),
    Row("jku-header", "key", jwks=2),
    Row("x5u-header", "signature"),
    Row("header-unknown-name"),
    Row("kid-of-another-key", "signature"),
    Row("jwks-use-enc", "key", jwks=2),
    Row("jwks-other-alg", "key", jwks=2),
    Row("jwks-same-kid-twice", "key"),
    Row("unknown-kid-forever", "key", jwks=2),
    Row("jwks-unknown-kty"),
    Row("jwks-broken-key", "signature"),
    Row("jwks-weak-key", "signature"),
    Row("jwks-html", "key", jwks=2),
)

TOKEN = (
    Row("no-id-token", "id-token"),
    Row("id-token-garbage", "alg"),
    Row("id-token-encrypted", "id-token"),
    Row("id-token-not-jws", "id-token"),
    Row("no-access-token", "token-answer"),
    Row("token-html", "token-answer"),
    Row("token-500", "token-answer"),
    Row("token-redirect", "token-answer"),
    Row("token-error", "token-answer", says="invalid_client: AADSTS7000215: Invalid client secret."),
    Row("token-type-missing", "token-type"),
    Row("token-type-mac", "token-type"),
    Row("token-type-case"),
    Row("no-expires-in"),
    Row("odd-expires-in"),
    Row("no-scope-echo"),
    Row("userinfo-missing-sub", "userinfo-sub"),
    Row("userinfo-html", "userinfo-answer"),
    Row("userinfo-500", "userinfo-answer"),
    Row("no-userinfo-endpoint"),
)

OURS = (
    Row("spa", client="spa"),
    Row("clock-a-little-off", ahead=50),
)

ROWS = (*BASIC, *CONFIG, *HYBRID, *COMPREHENSIVE, *ANSWER, *CLAIMS, *SIGNATURE, *TOKEN, *OURS)

METADATA = {
    "oidcc-client-test-discovery-issuer-mismatch": "issuer-mismatch",
    "no-issuer": "issuer-mismatch",
    "issuer-template": "issuer-template",
    "issuer-of-v1": "issuer-mismatch",
    "issuer-list": "issuer-mismatch",
    "no-jwks-uri": "metadata-wrong",
    "no-token-endpoint": "metadata-wrong",
    "metadata-http-endpoints": "metadata-wrong",
    "endpoint-elsewhere": "metadata-wrong",
    "endpoint-on-a-longer-port": "metadata-wrong",
    "endpoint-not-an-address": "metadata-wrong",
    "userinfo-elsewhere": "metadata-wrong",
    "authorize-elsewhere": "metadata-wrong",
    "metadata-html": "metadata-wrong",
    "metadata-list": "metadata-wrong",
    "metadata-redirect-other-host": "not-microsoft",
    "metadata-404": "metadata-wrong",
    "metadata-503": "unreachable",
    "metadata-429": "throttled",
}
"""The problem that wrong metadata is, before a browser is sent anywhere."""
