"""Which key is chosen, how often the set is fetched, and what counts as a signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wizard.oidc.keys import Candidates, Header, Signed, candidates, read_header, verify
from wizard.oidc.relying_party import Reply

from .parties import run
from .signing import as_header, b64, public_jwk, signed

JWKS = "https://login.example/keys"
ONE = {"kty": "RSA", "kid": "one"}


@pytest.mark.parametrize(
    ("token", "header"),
    [
        (as_header({"alg": "RS256", "kid": "k"}) + ".x.y", Header("RS256", "k")),
        (as_header({"alg": "RS256"}), Header("RS256", None)),
        (as_header({"kid": 7, "typ": "longer"}) + ".", Header(None, 7)),
        (as_header({"kid": "ab", "alg": "none"}) + ".", Header("none", "ab")),
        # A length that needs padding.
        (b64(b'{"kid":"a"}') + ".x.y", Header(None, "a")),
        (b64(b'{"kid":"ab"}') + ".x.y", Header(None, "ab")),
        (b64(b'{"kid":"abc"}') + ".x.y", Header(None, "abc")),
        (as_header(["alg"]) + ".x.y", Header()),
        ("a.b.c", Header()),
        ("", Header()),
        ("ä.b.c", Header()),
        (b64(b"[" * 100_000) + ".x.y", Header()),
    ],
    ids=range(12),
)
def test_a_header_is_read_and_not_believed(token: str, header: Header) -> None:
    assert read_header(token) == header


@pytest.mark.parametrize(
    ("key", "kid", "fits"),
    [
        (ONE, "one", True),
        (ONE, "two", False),
        (ONE, None, True),
        ({"kty": "RSA"}, None, True),
        ({"kty": "RSA"}, "one", False),
        ({**ONE, "use": "sig", "alg": "RS256"}, "one", True),
        ({**ONE, "use": "enc"}, "one", False),
        ({**ONE, "alg": "PS256"}, "one", False),
        ({**ONE, "kty": "EC"}, "one", False),
        ({"kid": "one"}, "one", False),
        ("RSA", None, False),
    ],
)
def test_a_key_fits(key: Any, kid: object, fits: bool) -> None:
    found = candidates(Header("RS256", kid), JWKS, "client-1", lambda _: Reply(200, {"keys": [key]}))
    assert found == Candidates(Header("RS256", kid), (key,) if fits else ())


@pytest.mark.parametrize(
    ("url", "kid", "sets", "asked"),
    [
        pytest.param(JWKS, "one", [[ONE]], [JWKS], id="known"),
        pytest.param(JWKS, "one", [[], [ONE]], [JWKS, f"{JWKS}?appid=client-1"], id="rotated"),
        pytest.param(f"{JWKS}?p=1", "one", [[], []], [f"{JWKS}?p=1", f"{JWKS}?p=1&appid=client-1"], id="never"),
        pytest.param(JWKS, None, [[]], [JWKS], id="without-a-kid"),
    ],
)
def test_the_set_is_fetched_once_more_at_most(url: str, kid: object, sets: list[Any], asked: list[str]) -> None:
    seen: list[str] = []

    def fetch(at: str) -> Reply:
        seen.append(at)
        return Reply(200, {"keys": sets[len(seen) - 1]})

    found = candidates(Header("RS256", kid), url, "client-1", fetch)
    assert seen == asked
    assert found == Candidates(Header("RS256", kid), tuple(sets[-1]))


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply(200, {"keys": {}}), "jwks_uri: HTTP 200"),
        (Reply(200, {}), "jwks_uri: HTTP 200"),
        (Reply(200, None), "jwks_uri: HTTP 200"),
        (Reply(404, {"keys": [ONE]}), "jwks_uri: HTTP 404"),
        (Reply(failure="ConnectError: no"), "ConnectError: no"),
    ],
)
def test_no_keys_came(reply: Reply, failure: str) -> None:
    header = Header("RS256", "one")
    found = candidates(header, JWKS, "client-1", lambda _: reply)
    assert found == Candidates(header, failure=failure)


@pytest.mark.parametrize(
    ("name", "seen", "verdict"),
    [
        ("alg", Header("RS256"), ("pass", '"RS256"')),
        ("alg", Header("HS256"), ("fail", '"HS256"')),
        ("alg", Header("none"), ("fail", '"none"')),
        ("alg", Header(), ("fail", "null")),
        ("key", Candidates(Header(kid="k"), (ONE,)), ("pass", 'kid "k": 1')),
        ("key", Candidates(Header(), (ONE, ONE)), ("fail", "kid null: 2")),
        ("key", Candidates(Header(kid="k")), ("fail", 'kid "k": 0')),
        ("key", Candidates(Header(kid="k"), (ONE,), "HTTP 500"), ("fail", "HTTP 500")),
        ("signature", Signed({"sub": "s"}), ("pass", "RS256")),
        ("signature", Signed(failure="BadSignatureError"), ("fail", "BadSignatureError")),
    ],
)
def test_a_row(name: str, seen: object, verdict: object) -> None:
    assert run(name, seen) == verdict


CLAIMS = {"sub": "subject-1"}


@pytest.mark.parametrize("header", [{}, {"foo": "bar", "x5t": "abc"}, {"jwk": {"kty": "RSA"}}, {"kid": "other"}])
def test_a_signature_of_the_key_is_good(header: dict[str, Any]) -> None:
    # Only the public numbers count: not what the key is for, nor half of a private key.
    key = public_jwk("one", key_ops=["encrypt"], x5u="https://evil.example", d="!")
    assert verify(signed(CLAIMS, header), key) == Signed(CLAIMS)


@pytest.mark.parametrize(
    ("token", "said"),
    [
        pytest.param(lambda: signed(CLAIMS, {}, by="stranger"), "BadSignatureError", id="stranger"),
        pytest.param(lambda: signed(CLAIMS, {}).rpartition(".")[0] + ".", "BadSignatureError", id="without"),
        pytest.param(lambda: signed(CLAIMS, {"alg": "none"}), "UnsupportedAlgorithmError", id="none"),
        pytest.param(lambda: signed(CLAIMS, {"alg": "HS256"}), "UnsupportedAlgorithmError", id="hs256"),
        pytest.param(lambda: signed(CLAIMS, {"alg": "PS256"}), "UnsupportedAlgorithmError", id="ps256"),
        pytest.param(lambda: signed(CLAIMS, {"crit": ["foo"], "foo": 1}), "UnsupportedHeaderError", id="crit"),
        pytest.param(lambda: signed(["no", "claims"], {}), "InvalidPayloadError", id="no-claims"),
        pytest.param(lambda: "a.b.c", "DecodeError", id="garbage"),
    ],
)
def test_any_other_signature_is_bad(token: Callable[[], str], said: str) -> None:
    found = verify(token(), public_jwk("one"))
    assert found.claims == {}
    # Not "BadSignatureError: bad_signature:", which says the same twice and ends in nothing.
    assert found.failure.partition(": ")[0] == said
    assert found.failure[-1] not in ": "


@pytest.mark.parametrize(("bits", "failure"), [(2047, "RSA 2047"), (1024, "RSA 1024"), (2048, "BadSignatureError")])
def test_a_key_that_is_too_short_verifies_nothing(bits: int, failure: str) -> None:
    number = (2**bits - 1).to_bytes((bits + 7) // 8, "big")
    found = verify(signed(CLAIMS, {}), {"kty": "RSA", "n": b64(number), "e": "AQAB"})
    assert (found.claims, found.failure.partition(":")[0]) == ({}, failure)


@pytest.mark.parametrize("key", [{}, {"kty": "RSA"}, {"kty": "RSA", "n": "!", "e": "AQAB"}, {"kty": "RSA", "n": 7}])
def test_a_broken_key_verifies_nothing(key: dict[str, Any]) -> None:
    found = verify(signed(CLAIMS, {}), key)
    assert (found.claims, bool(found.failure), "\n" in found.failure) == ({}, True, False)


def test_what_a_broken_key_lacks_is_said() -> None:
    assert verify(signed(CLAIMS, {}), {"kty": "RSA", "e": "AQAB"}) == Signed(failure="KeyError: 'n'")
