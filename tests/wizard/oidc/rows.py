"""The table of tokens and answers that a certified relying party accepts or refuses.

Ids that begin with `oidcc-client-test` are names of the official conformance suite of the OpenID Foundation.
`at` names the check that must refuse; empty means that the login must pass. `warns` names checks that warn.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from . import forge
from .hostile import CLIENT, GONE, Misbehaviour

HTML = HTMLResponse("<h1>Sign on to the network</h1>")


@dataclass(frozen=True)
class Row:
    id: str
    at: str = ""
    does: Misbehaviour = field(default_factory=Misbehaviour)
    warns: tuple[str, ...] = ()
    says: str = ""
    jwks: int = 1


def claims(id: str, at: str, warns: tuple[str, ...] = (), **changes: Any) -> Row:
    return Row(id, at, Misbehaviour(claims=changes), warns)


def now(seconds: float) -> Any:
    """A time as far from now, computed when the row runs."""
    return lambda _: int(time.time() + seconds)


def with_one(_: Any) -> Any:
    return f"{_}1"


def _kidless(*keys: Any) -> list[Any]:
    return [{name: value for name, value in key.items() if name != "kid"} for key in keys]


SINGLE = _kidless(forge.rsa_jwk("one"), forge.ec_jwk("three"), forge.ec_jwk("five", "secp256k1"), forge.ed_jwk("six"))
MULTIPLE = _kidless(
    *(make(f"{make.__name__}{n}") for make in (forge.rsa_jwk, forge.ec_jwk, forge.ed_jwk) for n in range(3))
)
OTHERS = [forge.rsa_jwk("two")]
NO_KID = {"kid": None}

BASIC = (
    Row("oidcc-client-test"),
    claims("oidcc-client-test-invalid-iss", "iss", iss=with_one),
    claims("oidcc-client-test-missing-sub", "sub", sub=GONE),
    claims("oidcc-client-test-invalid-aud", "aud", aud=with_one),
    claims("oidcc-client-test-missing-iat", "iat", iat=GONE),
    Row("oidcc-client-test-kid-absent-single-jwks", does=Misbehaviour(header=NO_KID, keys=SINGLE)),
    Row("oidcc-client-test-kid-absent-multiple-jwks", "key", Misbehaviour(header=NO_KID, keys=MULTIPLE)),
    Row("oidcc-client-test-idtoken-sig-rs256"),
    Row(
        "oidcc-client-test-idtoken-sig-none",
        "alg",
        Misbehaviour(sign="none", metadata={"id_token_signing_alg_values_supported": ["none"]}),
    ),
    Row("oidcc-client-test-invalid-sig-rs256", "signature", Misbehaviour(sign="xor")),
    Row("oidcc-client-test-userinfo-invalid-sub", "userinfo-sub", Misbehaviour(userinfo={"sub": "other"})),
    claims("oidcc-client-test-nonce-invalid", "nonce", nonce=with_one),
    Row("oidcc-client-test-scope-userinfo-claims"),
    Row("oidcc-client-test-client-secret-basic", does=Misbehaviour(basic=True)),
)

CONFIG = (
    Row("oidcc-client-test-discovery-openid-config"),
    Row("oidcc-client-test-discovery-jwks-uri-keys"),
    Row(
        "oidcc-client-test-signing-key-rotation-just-before-signing",
        does=Misbehaviour(keys=OTHERS, later_keys=forge.key_set()),
        jwks=2,
    ),
)

BEYOND = (
    claims("oidcc-client-test-missing-aud", "aud", aud=GONE),
    claims("oidcc-client-test-invalid-athash", "at-hash", at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    claims("at-hash-right", "", at_hash=forge.b64(sha256(b"access-1").digest()[:16])),
    claims("oidcc-client-test-invalid-chash", "c-hash", c_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    Row("oidcc-client-test-invalid-sig-es256", "alg", Misbehaviour(sign="es256", header={"kid": "three"})),
    Row("oidcc-client-test-invalid-sig-hs256", "alg", Misbehaviour(sign="hs256-client-secret")),
    Row("oidcc-client-test-userinfo-bearer-header"),
    Row("spa", does=Misbehaviour(spa=True)),
    claims("missing-iss", "iss", iss=GONE),
    claims("missing-exp", "exp", exp=GONE),
    claims("missing-nonce", "nonce", nonce=GONE),
    claims("nonce-not-ascii", "nonce", nonce="ä\ud800"),
    claims("expired", "exp", exp=now(-600)),
    claims("expired-61-seconds", "exp", exp=now(-61)),
    claims("expired-30-seconds", "", exp=now(-30)),
    claims("exp-text", "exp", exp="2099"),
    claims("exp-infinite", "exp", exp=float("inf")),
    claims("exp-true", "exp", exp=True),
    claims("iat-future", "iat", iat=now(3600)),
    claims("iat-week-past", "", ("iat",), iat=now(-7 * 86400)),
    claims("nbf-future", "nbf", nbf=now(600)),
    claims("nbf-absent", "", nbf=GONE),
    claims("aud-array-only-us", "", aud=[CLIENT]),
    claims("aud-array-extra-no-azp", "aud", aud=[CLIENT, "other"]),
    claims("aud-array-extra-azp-us", "aud", aud=[CLIENT, "other"], azp=CLIENT),
    claims("aud-array-empty", "aud", aud=[]),
    claims("aud-other-azp-us", "aud", aud="other", azp=CLIENT),
    claims("azp-other", "azp", azp="other"),
    claims("azp-us", "", azp=CLIENT),
    claims("sub-empty", "sub", sub=""),
    claims("sub-256", "sub", sub="s" * 256),
    claims("sub-int", "sub", sub=7),
    claims("sub-not-ascii", "sub", sub="\ud800"),
    claims("tid-other", "tid", tid="00000000-0000-4000-8000-000000000000"),
    claims("tid-missing", "tid", tid=GONE),
    claims("ver-1", "ver", ver="1.0"),
    claims("groups-overage", "", ("groups",), _claim_names={"groups": "src1"}, _claim_sources={"src1": {}}),
    claims("global-administrator", "", ("role",), wids=["62e90394-69f5-4237-9190-012177145e10"]),
    Row(
        "alg-none-advertised",
        "alg",
        Misbehaviour(sign="none", metadata={"id_token_signing_alg_values_supported": ["RS256", "none"]}),
    ),
    Row("hs256-pubkey", "alg", Misbehaviour(sign="hs256-pubkey")),
    Row("alg-lies", "signature", Misbehaviour(sign="hs256-pubkey", header={"alg": "RS256"})),
    Row("alg-missing", "alg", Misbehaviour(header={"alg": None})),
    Row("crit-unknown", "signature", Misbehaviour(header={"crit": ["foo"], "foo": 1})),
    Row("jwk-header", "signature", Misbehaviour(sign="stranger", header={"jwk": {"kty": "RSA"}})),
    Row("jwk-header-ignored", does=Misbehaviour(header={"jwk": {"kty": "RSA"}})),
    Row(
        "jku-header",
        "key",
        Misbehaviour(sign="stranger", header={"kid": "x", "jku": "https://evil.example"}),
        jwks=2,
    ),
    Row("x5u-header", "signature", Misbehaviour(sign="stranger", header={"x5u": "https://evil.example"})),
    Row("header-unknown-name", does=Misbehaviour(header={"x5t": "abc", "foo": "bar"})),
    Row("kid-of-another-key", "signature", Misbehaviour(sign="two")),
    Row("jwks-use-enc", "key", Misbehaviour(keys=[forge.rsa_jwk("one", use="enc")]), jwks=2),
    Row("jwks-other-alg", "key", Misbehaviour(keys=[forge.rsa_jwk("one", alg="PS256")]), jwks=2),
    Row("jwks-same-kid-twice", "key", Misbehaviour(keys=[forge.rsa_jwk("one"), forge.rsa_jwk("two", kid="one")])),
    Row("unknown-kid-forever", "key", Misbehaviour(header={"kid": "never"}), jwks=2),
    Row("jwks-unknown-kty", does=Misbehaviour(keys=[{"kty": "FOO", "kid": "f"}, 7, *forge.key_set()])),
    Row("jwks-broken-key", "signature", Misbehaviour(keys=[forge.rsa_jwk("one", n="!")])),
    Row("jwks-html", "key", Misbehaviour(raw={"jwks": HTML}), jwks=2),
    Row("no-id-token", "id-token", Misbehaviour(token={"id_token": GONE})),
    Row("id-token-garbage", "alg", Misbehaviour(token={"id_token": "a.b.c"})),
    Row("id-token-not-jws", "id-token", Misbehaviour(token={"id_token": "garbage"})),
    Row("no-access-token", "token-answer", Misbehaviour(token={"access_token": GONE})),
    Row("token-html", "token-answer", Misbehaviour(raw={"token": HTML})),
    Row("token-500", "token-answer", Misbehaviour(raw={"token": HTMLResponse("", 500)})),
    Row(
        "token-redirect",
        "token-answer",
        Misbehaviour(raw={"token": RedirectResponse("https://evil.example", 307)}),
    ),
    Row(
        "token-error",
        "token-answer",
        Misbehaviour(
            raw={
                "token": JSONResponse(
                    {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid\r\nclient secret."},
                    401,
                )
            }
        ),
        says="invalid_client: AADSTS7000215: Invalid client secret.",
    ),
    Row("token-type-missing", "token-type", Misbehaviour(token={"token_type": GONE})),
    Row("token-type-mac", "token-type", Misbehaviour(token={"token_type": "mac"})),
    Row("token-type-case", does=Misbehaviour(token={"token_type": "bEaReR"})),
    Row("no-expires-in", does=Misbehaviour(token={"expires_in": GONE})),
    Row("odd-expires-in", does=Misbehaviour(token={"expires_in": "soon"})),
    Row("no-scope-echo", does=Misbehaviour(token={"scope": GONE})),
    Row("userinfo-missing-sub", "userinfo-sub", Misbehaviour(userinfo={"sub": GONE})),
    Row("userinfo-html", "userinfo-answer", Misbehaviour(raw={"userinfo": HTML})),
    Row("userinfo-500", "userinfo-answer", Misbehaviour(raw={"userinfo": HTMLResponse("", 500)})),
    Row("no-userinfo-endpoint", does=Misbehaviour(metadata={"userinfo_endpoint": GONE})),
    Row("clock-ahead", "exp", Misbehaviour(claims={"exp": now(300)}, ahead=420), ("clock",)),
    Row("clock-behind", "iat", Misbehaviour(ahead=-600), ("clock",)),
    Row("clock-a-little-off", does=Misbehaviour(ahead=50)),
)
