"""What can be wrong with an ID token: its claims, its header, its signature, and the keys that are published.

Ids that begin with `oidcc-client-test` are names of the official conformance suite of the OpenID Foundation; some
rows are odd but right, and a login must accept them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse

from ..roles import GLOBAL_ADMINISTRATOR, TEMPLATES
from .forging import WEAK, Forger, half_hash
from .shape import GONE, Misbehaviour, Of

CAPTIVE = HTMLResponse("<h1>Sign on to the network</h1>")
"""What stands between a computer and the internet answers to everything."""

_WRONG_HASH = "AAAAAAAAAAAAAAAAAAAAAA"
_NO_KID = {"kid": GONE}


def _claims(**changes: Any) -> Misbehaviour:
    return Misbehaviour(claims=changes)


def _from_now(seconds: float) -> Any:
    """A time as far from now, computed when the token is made."""
    return lambda _: int(time.time() + seconds)


def _and_one(found: Any) -> Any:
    return f"{found}1"


def _single(forger: Forger) -> list[Any]:
    keys = (forger.rsa_jwk("one"), forger.ec_jwk("three"), forger.ec_jwk("five", "secp256k1"), forger.ed_jwk("six"))
    return _kidless(*keys)


def _multiple(forger: Forger) -> list[Any]:
    return _kidless(
        *(make(f"{make.__name__}{n}") for make in (forger.rsa_jwk, forger.ec_jwk, forger.ed_jwk) for n in range(3))
    )


def _kidless(*keys: Mapping[str, Any]) -> list[Any]:
    return [{name: value for name, value in key.items() if name != "kid"} for key in keys]


CLAIMS = {
    "oidcc-client-test-invalid-iss": _claims(iss=_and_one),
    "oidcc-client-test-missing-sub": _claims(sub=GONE),
    "oidcc-client-test-invalid-aud": _claims(aud=_and_one),
    "oidcc-client-test-missing-iat": _claims(iat=GONE),
    "oidcc-client-test-nonce-invalid": _claims(nonce=_and_one),
    "oidcc-client-test-missing-aud": _claims(aud=GONE),
    "oidcc-client-test-invalid-athash": _claims(at_hash=_WRONG_HASH),
    "oidcc-client-test-invalid-chash": _claims(c_hash=_WRONG_HASH),
    "missing-iss": _claims(iss=GONE),
    "iss-template": _claims(iss=lambda it: re.sub(r"/[0-9a-f-]{36}/", "/{tenantid}/", it)),
    "iss-of-v1": _claims(iss=lambda it: f"https://sts.windows.net/{it.split('/')[3]}/", ver="1.0"),
    "missing-exp": _claims(exp=GONE),
    "missing-nonce": _claims(nonce=GONE),
    "missing-aud": _claims(aud=GONE),
    "nonce-empty": _claims(nonce=""),
    "nonce-not-ascii": _claims(nonce="ä\ud800"),
    "expired": _claims(exp=_from_now(-600)),
    "expired-61-seconds": _claims(exp=_from_now(-61)),
    "expired-30-seconds": _claims(exp=_from_now(-30)),
    "exp-text": _claims(exp="2099"),
    "exp-infinite": _claims(exp=float("inf")),
    "exp-true": _claims(exp=True),
    "iat-future": _claims(iat=_from_now(3600)),
    "iat-week-past": _claims(iat=_from_now(-7 * 86400)),
    "nbf-future": _claims(nbf=_from_now(600)),
    "nbf-absent": _claims(nbf=GONE),
    "aud-array-only-us": _claims(aud=lambda us: [us]),
    "aud-array-extra-no-azp": _claims(aud=lambda us: [us, "other"]),
    "aud-array-extra-azp-us": _claims(aud=lambda us: [us, "other"], azp=Of("aud")),
    "aud-array-empty": _claims(aud=[]),
    "aud-other-azp-us": _claims(aud="other", azp=Of("aud")),
    "azp-other": _claims(azp="other"),
    "azp-us": _claims(azp=Of("aud")),
    "sub-empty": _claims(sub=""),
    "sub-256+": _claims(sub="s" * 256),
    "sub-300": _claims(sub="s" * 300),
    "sub-int": _claims(sub=7),
    "sub-not-ascii": _claims(sub="\ud800"),
    "tid-other": _claims(tid="00000000-0000-4000-8000-000000000000"),
    "tid-missing": _claims(tid=GONE),
    "ver-1": _claims(ver="1.0"),
    "at-hash-right": _claims(at_hash=Of("access_token", half_hash)),
    "at-hash-bad": _claims(at_hash=_WRONG_HASH),
    "groups-overage": _claims(_claim_names={"groups": "src1"}, _claim_sources={"src1": {}}),
    "global-administrator": _claims(wids=[TEMPLATES[GLOBAL_ADMINISTRATOR]]),
}

SIGNATURE = {
    "oidcc-client-test-idtoken-sig-none": Misbehaviour(
        sign="none", metadata={"id_token_signing_alg_values_supported": ["none"]}
    ),
    "oidcc-client-test-invalid-sig-rs256": Misbehaviour(sign="xor"),
    "oidcc-client-test-invalid-sig-hs256": Misbehaviour(sign="hs256-client-secret"),
    "oidcc-client-test-invalid-sig-es256": Misbehaviour(sign="es256", header={"kid": "three"}, keys=Forger.suite),
    "alg-none-advertised": Misbehaviour(
        sign="none", metadata={"id_token_signing_alg_values_supported": ["RS256", "none"]}
    ),
    "hs256-pubkey": Misbehaviour(sign="hs256-pubkey"),
    "hs256-client-secret": Misbehaviour(sign="hs256-client-secret"),
    "es256": Misbehaviour(sign="es256", header={"kid": "three"}, keys=Forger.suite),
    "alg-lies": Misbehaviour(sign="hs256-pubkey", header={"alg": "RS256"}),
    "alg-none-in-disguise": Misbehaviour(sign="none", header={"alg": "nOnE"}),
    "alg-of-another-family": Misbehaviour(header={"alg": "PS256"}),
    "alg-missing": Misbehaviour(header={"alg": GONE}),
    "crit-unknown": Misbehaviour(header={"crit": ["foo"], "foo": 1}),
    "jwk-header": Misbehaviour(sign="stranger", header={"jwk": {"kty": "RSA"}}),
    "jwk-header-ignored": Misbehaviour(header={"jwk": {"kty": "RSA"}}),
    "jku-header": Misbehaviour(sign="stranger", header={"kid": "x", "jku": "https://evil.example"}),
    "x5u-header": Misbehaviour(sign="stranger", header={"x5u": "https://evil.example"}),
    "header-unknown-name": Misbehaviour(header={"x5t": "abc", "foo": "bar"}),
    "kid-of-another-key": Misbehaviour(sign="two"),
}

KEYS = {
    "oidcc-client-test-kid-absent-single-jwks": Misbehaviour(header=_NO_KID, keys=_single),
    "oidcc-client-test-kid-absent-multiple-jwks": Misbehaviour(header=_NO_KID, keys=_multiple),
    "oidcc-client-test-signing-key-rotation-just-before-signing": Misbehaviour(
        keys=lambda forger: [forger.rsa_jwk("two")], later_keys=Forger.suite
    ),
    "oidcc-client-test-signing-key-rotation": Misbehaviour(
        sign="two", header={"kid": "new"}, keys=lambda forger: [forger.rsa_jwk("two", kid="new")]
    ),
    "jwks-use-enc": Misbehaviour(keys=lambda forger: [forger.rsa_jwk(use="enc")]),
    "jwks-other-alg": Misbehaviour(keys=lambda forger: [forger.rsa_jwk(alg="PS256")]),
    "jwks-same-kid-twice": Misbehaviour(
        keys=lambda forger: [forger.rsa_jwk(), forger.rsa_jwk("two", kid=forger.kid)]
    ),
    "unknown-kid-forever": Misbehaviour(header={"kid": "never"}),
    "jwks-unknown-kty": Misbehaviour(keys=lambda forger: [{"kty": "FOO", "kid": "f"}, 7, *forger.suite()]),
    "jwks-broken-key": Misbehaviour(keys=lambda forger: [forger.rsa_jwk(n="!")]),
    "jwks-weak-key": Misbehaviour(sign=WEAK, header={"kid": WEAK}, keys=lambda forger: [forger.rsa_jwk(WEAK)]),
    "jwks-html": Misbehaviour(raw={"jwks": CAPTIVE}),
}
