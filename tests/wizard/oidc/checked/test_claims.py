"""Each check of an ID token's claims, value by value and to the second."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from .parties import DATE, GONE, ISSUER, NOW, claimed, run
from .signing import b64

T = int(NOW)
OK = "pass"
ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


def half_hash(of: str) -> str:
    return b64(sha256(of.encode()).digest()[:16])


@pytest.mark.parametrize(
    ("name", "changes", "verdict"),
    [
        ("iss", {}, (OK, f'"{ISSUER}"')),
        ("iss", {"iss": ISSUER + "1"}, ("fail", f'"{ISSUER}1" ≠ "{ISSUER}"')),
        ("iss", {"iss": GONE}, ("fail", f'null ≠ "{ISSUER}"')),
        ("tid", {}, (OK, '"tenant-1"')),
        ("tid", {"tid": "tenant-2"}, ("fail", '"tenant-2" ≠ "tenant-1"')),
        ("tid", {"tid": GONE}, ("fail", 'null ≠ "tenant-1"')),
        ("ver", {}, (OK, '"2.0"')),
        ("ver", {"ver": "1.0"}, ("fail", '"1.0" ≠ "2.0"')),
        ("ver", {"ver": 2.0}, ("fail", '2.0 ≠ "2.0"')),
        ("aud", {}, (OK, '"client-1"')),
        ("aud", {"aud": ["client-1"]}, (OK, '"client-1"')),
        ("aud", {"aud": "other", "azp": "client-1"}, ("fail", '"other" ≠ "client-1"')),
        ("aud", {"aud": ["client-1", "other"]}, ("fail", '["client-1", "other"] ≠ "client-1"')),
        ("aud", {"aud": ["other"]}, ("fail", '"other" ≠ "client-1"')),
        ("aud", {"aud": []}, ("fail", '[] ≠ "client-1"')),
        ("aud", {"aud": {"client-1": 1}}, ("fail", '{"client-1": 1} ≠ "client-1"')),
        ("aud", {"aud": GONE}, ("fail", 'null ≠ "client-1"')),
        ("azp", {}, None),
        ("azp", {"azp": "client-1"}, (OK, '"client-1"')),
        ("azp", {"azp": "other"}, ("fail", '"other" ≠ "client-1"')),
        ("azp", {"azp": None}, ("fail", 'null ≠ "client-1"')),
        ("nonce", {}, (OK, "")),
        ("nonce", {"nonce": "other"}, ("fail", "")),
        ("nonce", {"nonce": "ä\ud800"}, ("fail", "")),
        ("nonce", {"nonce": ["nonce-1"]}, ("fail", "")),
        ("nonce", {"nonce": GONE}, ("fail", "")),
        ("sub", {}, (OK, '"subject-1"')),
        ("sub", {"sub": "s"}, (OK, '"s"')),
        ("sub", {"sub": "s" * 255}, (OK, '"' + "s" * 255 + '"')),
        ("sub", {"sub": "s" * 256}, ("fail", '"' + "s" * 256 + '"')),
        ("sub", {"sub": ""}, ("fail", '""')),
        ("sub", {"sub": 7}, ("fail", "7")),
        ("sub", {"sub": "ä"}, ("fail", '"ä"')),
        ("sub", {"sub": GONE}, ("fail", "null")),
        ("at-hash", {}, None),
        ("at-hash", {"at_hash": half_hash("access-1")}, (OK, "")),
        ("at-hash", {"at_hash": half_hash("code-1")}, ("fail", "")),
        ("at-hash", {"at_hash": None}, ("fail", "")),
        ("c-hash", {}, None),
        ("c-hash", {"c_hash": half_hash("code-1")}, (OK, "")),
        ("c-hash", {"c_hash": half_hash("access-1")}, ("fail", "")),
        ("groups", {}, None),
        ("groups", {"groups": ["g"]}, None),
        ("groups", {"hasgroups": True}, ("warn", "groups")),
        ("groups", {"_claim_names": {"groups": "src1"}}, ("warn", "groups")),
        ("groups", {"_claim_names": {"other": "src1"}}, None),
        ("groups", {"_claim_names": "groups"}, None),
        ("role", {}, None),
        ("role", {"wids": ["b79fbf4d-3ef9-4689-8143-76b194e85509"]}, None),
        ("role", {"wids": ["x", ADMINISTRATOR]}, ("warn", ADMINISTRATOR)),
        ("role", {"wids": ADMINISTRATOR}, None),
    ],
)
def test_a_claim(name: str, changes: dict[str, Any], verdict: object) -> None:
    assert run(name, claimed(**changes)) == verdict


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        ("exp", T + 3600, (OK, "2027-01-15T09:00:00+00:00")),
        ("exp", T - 59, (OK, "2027-01-15T07:59:01+00:00")),
        ("exp", T - 60, ("fail", "2027-01-15T07:59:00+00:00 < 2027-01-15T08:00:00+00:00")),
        ("exp", GONE, ("fail", "null")),
        ("exp", "2099", ("fail", '"2099"')),
        ("exp", True, ("fail", "true")),
        ("exp", float("inf"), ("fail", "Infinity")),
        ("exp", float("nan"), ("fail", "NaN")),
        ("exp", 2**53, ("fail", "9007199254740992")),
        ("exp", 2**53 - 1, (OK, "9007199254740991")),
        ("exp", -(2**53), ("fail", "-9007199254740992")),
        ("exp", T + 0.5, (OK, "2027-01-15T08:00:00+00:00")),
        ("iat", T, (OK, "2027-01-15T08:00:00+00:00")),
        ("iat", T + 60, (OK, "2027-01-15T08:01:00+00:00")),
        ("iat", T + 61, ("fail", "2027-01-15T08:01:01+00:00 > 2027-01-15T08:00:00+00:00")),
        # A week, less what the clocks may differ by.
        ("iat", T - 604739, (OK, "2027-01-08T08:01:01+00:00")),
        ("iat", T - 604740, ("warn", "2027-01-08T08:01:00+00:00")),
        ("iat", GONE, ("fail", "null")),
        ("iat", "now", ("fail", '"now"')),
        ("nbf", GONE, None),
        ("nbf", T + 60, (OK, "2027-01-15T08:01:00+00:00")),
        ("nbf", T + 61, ("fail", "2027-01-15T08:01:01+00:00 > 2027-01-15T08:00:00+00:00")),
        ("nbf", None, ("fail", "null")),
    ],
)
def test_a_moment(name: str, value: Any, verdict: object) -> None:
    assert run(name, claimed(**{name: value})) == verdict


@pytest.mark.parametrize(
    ("now", "date", "verdict"),
    [
        (NOW, DATE, (OK, "+0 s")),
        (NOW + 60, DATE, (OK, "+60 s")),
        (NOW + 61, DATE, ("warn", "+61 s")),
        (NOW - 60, DATE, (OK, "-60 s")),
        (NOW - 61, DATE, ("warn", "-61 s")),
        (NOW, "", None),
        (NOW, "yesterday", None),
    ],
)
def test_the_clock(now: float, date: str, verdict: object) -> None:
    assert run("clock", claimed(date, now)) == verdict
