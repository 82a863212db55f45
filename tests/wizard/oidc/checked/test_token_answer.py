"""Each check of what the token endpoint and userinfo answer, value by value."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.oidc.relying_party import Reply
from wizard.oidc.userinfo_checks import Userinfo

from .parties import run


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Reply(200, {"access_token": "a"}), ("pass", "HTTP 200")),
        (Reply(200, {"access_token": ""}), ("fail", "access_token: null")),
        (Reply(200, {"access_token": 7}), ("fail", "HTTP 200")),
        (Reply(200, {}), ("fail", "access_token: null")),
        (Reply(200, None), ("fail", "HTTP 200")),
        (Reply(201, {"access_token": "a"}), ("fail", "HTTP 201")),
        (Reply(302, None), ("fail", "HTTP 302")),
        (Reply(401, {"error": "invalid_client"}), ("fail", 'HTTP 401 "invalid_client"')),
        # An error is one, whatever comes with it.
        (Reply(200, {"error": None, "access_token": "a"}), ("fail", "HTTP 200 null")),
        (Reply(failure="ConnectError: no"), ("fail", "ConnectError: no")),
        (Reply(200, {"access_token": "a"}, failure="ReadError"), ("fail", "ReadError")),
    ],
    ids=str,
)
def test_the_answer(reply: Reply, verdict: object) -> None:
    assert run("token-answer", reply) == verdict


@pytest.mark.parametrize(
    ("name", "body", "verdict"),
    [
        ("token-type", {"token_type": "Bearer"}, ("pass", '"Bearer"')),
        ("token-type", {"token_type": "bEaReR"}, ("pass", '"bEaReR"')),
        ("token-type", {"token_type": "mac"}, ("fail", '"mac"')),
        ("token-type", {"token_type": 7}, ("fail", "7")),
        ("token-type", {}, ("fail", "null")),
        ("token-type", None, ("fail", "null")),
        ("id-token", {"id_token": "a.b.c"}, ("pass", "")),
        ("id-token", {"id_token": "a.b"}, ("fail", "")),
        ("id-token", {"id_token": "a.b.c.d.e"}, ("fail", "")),
        ("id-token", {"id_token": ["a.b.c"]}, ("fail", "")),
        ("id-token", {}, ("fail", "")),
        ("id-token", None, ("fail", "")),
    ],
)
def test_a_row_of_the_body(name: str, body: dict[str, Any] | None, verdict: object) -> None:
    assert run(name, Reply(200, body)) == verdict


@pytest.mark.parametrize(
    ("name", "reply", "verdict"),
    [
        ("userinfo-answer", Reply(200, {}), ("pass", "HTTP 200")),
        ("userinfo-answer", Reply(200, None), ("fail", "HTTP 200")),
        ("userinfo-answer", Reply(401, {}), ("fail", "HTTP 401")),
        ("userinfo-answer", Reply(failure="ConnectError: no"), ("fail", "ConnectError: no")),
        ("userinfo-sub", Reply(200, {"sub": "subject-1"}), ("pass", '"subject-1"')),
        ("userinfo-sub", Reply(200, {"sub": "Subject-1"}), ("fail", '"Subject-1" ≠ "subject-1"')),
        ("userinfo-sub", Reply(200, {}), ("fail", 'null ≠ "subject-1"')),
        ("userinfo-sub", Reply(200, None), ("fail", 'null ≠ "subject-1"')),
    ],
)
def test_userinfo(name: str, reply: Reply, verdict: object) -> None:
    assert run(name, Userinfo(reply, "subject-1")) == verdict
