"""What counts as a secret in text, and what must not. Vectors are made up; `+` keeps scanners from reading them."""

from __future__ import annotations

import time
from urllib.parse import quote_plus

import pytest

from wizard.secret_shapes import redact, shape_in

SECRET = "abc8" + "Q~x7K.pL2m_Zr9~vT-qWe4Rty6UioPas1dFg"
TOKEN = "eyJhbGciOi" + "JSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"
CODE = "1.A" + "b" * 60 + "." + "c" * 80
KEY = "".join(chr(65 + at * 7 % 26) + str(at % 10) for at in range(96))
LINES = [KEY[at : at + 64] for at in range(0, len(KEY), 64)]


def pem(kind: str = "", feed: str = "\n") -> str:
    """A private key as a file holds it (RFC 7468)."""
    return feed.join((f"-----BEGIN {kind}PRIVATE " + "KEY-----", *LINES, f"-----END {kind}PRIVATE " + "KEY-----"))


PEMS = {
    "a file's": pem(),
    "of another kind": pem("RSA "),
    "encrypted": pem("ENCRYPTED "),
    "of Windows": pem(feed="\r\n"),
    "in JSON": pem(feed="\\n"),
    "in JSON within JSON": pem(feed="\\\\n"),
    "in one line": pem(feed=" "),
    "in a form body": quote_plus(pem()),
    "indented": pem(feed="\n    "),
    "cut off": pem().rpartition("\n-----END")[0],
    "cut off in the first line": pem()[:60],
    "OpenSSH": pem("OPENSSH "),
}

FOUND = {
    SECRET: "entra-secret",
    f"client_secret={SECRET}&x=1": "entra-secret",
    f'"{SECRET}"': "entra-secret",
    TOKEN: "jwt",
    "eyJhbGciOi" + "Jub25lIn0.eyJzdWIiOiJ4In0.": "jwt",
    CODE: "entra-code",
    "/callback?code=" + "abc&state=xyz": "parameter",
    "grant_type=x&client_secret=" + "s%7Ecret&a=1": "parameter",
    '{"refresh_token": "' + 'abc"}': "quoted",
    "{'access_token': '" + "abc'}": "quoted",
    '\\"client_secret\\":\\"' + 'abc\\"': "quoted",
    "Authorization: " + "Bearer abc.def": "authorization",
    "authorization: " + "basic dTpw": "authorization",
    "{'Authorization': '" + "Bearer abc'}": "authorization",
    "Cookie: _streamlit_" + "xsrf=2|abc": "cookie",
    "_streamlit_user=" + "abc": "cookie",
}

STAYS = [
    "abc8" + "Q~short",
    "a" * 40,
    "0123456789abcdef0123456789abcdef01234567",
    "11111111-2222-3333-4444-555555555555",
    "abc",
    "eyJ",
    "eyJ.a.b",
    "iVBORw0KGgoAAAANSUhEUgAAAAEA",
    "error=access_denied",
    "status_code=200",
    'WWW-Authenticate: Bearer realm="x"',
    "/site-packages/streamlit/web",
    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
    "Basic authentication is off",
    "SSO Wizard abcd2345",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
    "Paste no private key here.",
]


@pytest.mark.parametrize(("text", "shape"), FOUND.items())
def test_a_secret_is_found_and_redacted(text: str, shape: str) -> None:
    assert shape_in(text) == shape
    clean = redact(f"before {text} after")
    assert shape_in(clean) == ""
    assert clean.startswith("before ")
    for part in (SECRET, TOKEN, CODE, "s%7Ecret", "dTpw"):
        assert part not in clean


@pytest.mark.parametrize("name", PEMS)
def test_a_private_key_is_found_and_nothing_of_it_stays(name: str) -> None:
    text = f"before {PEMS[name]}"
    assert shape_in(text) == shape_in({"choices": [text]}) == "private-key"
    clean = redact(text)
    assert clean.startswith("before ")
    assert shape_in(clean) == ""
    for piece in (line[at : at + 8] for line in LINES for at in range(0, len(line) - 8, 8)):
        assert piece not in clean


def test_what_stands_behind_a_private_key_stays() -> None:
    assert redact(f"{pem()} then {pem('EC ')} after") == "•••• then •••• after"


@pytest.mark.parametrize("piece", ["-----BEGIN PRIVATE KEY-----", "-----BEGIN A ", "-----END PRIVATE KEY-----", "-"])
def test_many_beginnings_of_a_private_key_take_no_time(piece: str) -> None:
    began = time.process_time()
    redact(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_secret_stays(text: str) -> None:
    assert shape_in(text) == ""
    assert redact(text) == text


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        ({"client_secret": "x"}, "quoted"),
        ({"a": [{"b": ("c", {"access_token": "x"})}]}, "quoted"),
        ({"Authorization": "Bearer x"}, "authorization"),
        ({"secretText": ""}, ""),
        ({"secretText": None}, ""),
        ({"code": "throttled", "values": {"seconds": "3"}, "request_id": ""}, ""),
        ({"nonce": "n", "state": "Bavaria"}, ""),
        ({"authorization": "https://login.microsoftonline.com/x", "token": "https://y"}, ""),
        ({"seq": 3, "on": True}, ""),
    ],
)
def test_nested_data_is_searched_by_key_and_by_value(data: dict[str, object], shape: str) -> None:
    assert shape_in(data) == shape
